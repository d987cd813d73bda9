# SPDX-License-Identifier: EUPL-1.2
"""The verb `assess`: one case, or many with --batch."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from vejviser.command_line.options import WHEN, add_format, add_language, add_mechanism

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vejviser.command_line.cases import Question


MOST_JOBS = 1024


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("case", metavar="CASE", help="a case file (JSON or YAML), with --batch a file of JSON lines; - is standard input")
    parser.add_argument("--as-of", metavar="WHEN", help=WHEN)
    parser.add_argument("--known-at", metavar="WHEN", help="leave out what was entered in the file later (field `recorded`)")
    add_mechanism(parser, "left out: the one that the case names")
    add_format(parser)
    add_language(parser)
    parser.add_argument("--explain", action="store_true", help="add the reasons, the nearest alternatives and what to ask next")
    parser.add_argument("--batch", action="store_true", help="one case a line (or {case, as_of}), one assessment a line, in the order read")
    parser.add_argument("--jobs", metavar="N", type=_jobs, help="with --batch: the number of processes; left out: one for each core")
    parser.set_defaults(run=run, parser=parser)


def run(arguments: Namespace) -> int:
    """Assess and print; returns the exit code."""
    question = _question(arguments)
    if arguments.batch:
        if arguments.format == "text":
            arguments.parser.error("--batch writes JSON lines; --format text is for one case")
        from vejviser.command_line.batch import run_batch  # noqa: PLC0415  processes are slow to import, and one case needs none

        return run_batch(arguments.case, question, arguments.jobs)
    if arguments.jobs is not None:
        arguments.parser.error("--jobs goes with --batch")
    return _run_one(arguments, question)


def _question(arguments: Namespace) -> Question:
    from vejviser.command_line.cases import Question  # noqa: PLC0415  --help and usage errors need no engine

    return Question(
        as_of=arguments.as_of,
        known_at=arguments.known_at,
        mechanism=arguments.mechanism,
        explain=arguments.explain,
        language=arguments.language,
    )


def _run_one(arguments: Namespace, question: Question) -> int:
    from vejviser.command_line import cases, reading, writing  # noqa: PLC0415  as above

    raw = reading.value_in(arguments.case)
    with reading.naming(reading.shown_name(arguments.case)):
        found = cases.read(raw, question)
        assessment = cases.answer(found, question)
    if not writing.wants_text(arguments.format):
        writing.write_json(assessment)
        return 0
    from vejviser.reporting.assessment import assessment_text  # noqa: PLC0415  not needed for JSON
    from vejviser.reporting.page import Page  # noqa: PLC0415

    page = Page(writing.width(), colours=writing.colours())
    writing.write_text(assessment_text(found.mechanism, found.case, assessment, page, language=found.language))
    return 0


def _jobs(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise ArgumentTypeError(f"{text!r} is not a number of processes; allowed: 1 to {MOST_JOBS}")
    return int(text)
