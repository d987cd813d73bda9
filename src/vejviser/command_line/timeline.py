# SPDX-License-Identifier: EUPL-1.2
"""The verb `timeline`: the legal history of a case as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.command_line.options import WHEN, add_language, add_mechanism
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

ENDINGS = (".svg", ".png")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("case", metavar="CASE", help="a case file (JSON or YAML); - is standard input")
    parser.add_argument("-o", "--output", metavar="PICTURE", required=True, help="the file to write, ending in .svg or .png")
    parser.add_argument("--as-of", metavar="WHEN", help=WHEN)
    parser.add_argument("--known-at", metavar="WHEN", help="leave out what was entered in the file later (field `recorded`)")
    add_mechanism(parser, "left out: the one that the case names")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Draw the picture and write it; returns the exit code.

    Raises:
        RefusedError: the case or an option is refused, or the file cannot be written.

    """
    from vejviser.command_line import cases, reading  # noqa: PLC0415  --help and usage errors need no engine
    from vejviser.command_line.moments import moment_of  # noqa: PLC0415
    from vejviser.pictures import draw_timeline, to_png  # noqa: PLC0415

    target = Path(arguments.output)
    if target.suffix.lower() not in ENDINGS:
        raise RefusedError([Problem("--output", f"{arguments.output!r} names no kind of picture; allowed endings: {', '.join(ENDINGS)}")])
    raw = reading.value_in(arguments.case)
    question = cases.Question(as_of=arguments.as_of, mechanism=arguments.mechanism, language=arguments.language)
    with reading.naming(reading.shown_name(arguments.case)):
        found = cases.read(raw, question)
    zone = found.mechanism.zone
    known_at = None if arguments.known_at is None else moment_of(arguments.known_at, zone, "--known-at")
    drawn = draw_timeline(found.mechanism, found.case, found.as_of, found.language, known_at=known_at)
    write_file(target, to_png(drawn) if target.suffix.lower() == ".png" else drawn.encode())
    return 0


def write_file(target: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        RefusedError: the file cannot be written.

    """
    try:
        target.write_bytes(content)
    except OSError as error:
        raise RefusedError([Problem(str(target), f"cannot be written: {error.strerror}")]) from error
