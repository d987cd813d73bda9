# SPDX-License-Identifier: EUPL-1.2
"""The verb `demo`: the shipped golden cases assessed, one timeline drawn, and where to go next."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.command_line.options import add_language
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vejviser.reporting.words import Words
    from vejviser.rules.golden import Golden
    from vejviser.rules.mechanism import Mechanism

FOLDER = Path("build")
# What to try next, by the name of the text that explains it.
NEXT = {
    "contact": "vejviser contact",
    "assess": "vejviser assess {case} --as-of {as_of} --explain",
    "rule": "vejviser mechanism show --rule R27",
    "help": "vejviser --help",
}
COLUMN = 52


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Show the golden cases; returns 1 if one of them is not answered as it expects."""
    from vejviser.command_line.languages import language_in  # noqa: PLC0415  --help needs no engine
    from vejviser.command_line.mechanisms import chosen  # noqa: PLC0415
    from vejviser.command_line.moments import moment_of  # noqa: PLC0415
    from vejviser.command_line.writing import width, write_text  # noqa: PLC0415
    from vejviser.mechanisms import find  # noqa: PLC0415
    from vejviser.reporting.golden_table import golden_head, golden_line  # noqa: PLC0415
    from vejviser.reporting.words import Words  # noqa: PLC0415
    from vejviser.rules.golden import golden_cases, judge  # noqa: PLC0415

    mechanism = chosen(None)
    words = Words(mechanism, language_in(mechanism, arguments.language), moment_of(None, mechanism.zone, "now").day)
    golden = golden_cases(mechanism.pack.folder)
    columns = max(width(), min(shutil.get_terminal_size((100, 24)).columns, 120))
    write_text(golden_head(words, columns))
    differences: list[str] = []
    for one in golden:
        answering = find(f"{mechanism.id}@{one.profile(mechanism.profile)}")
        found = judge(one, answering)
        differences += [f"{one.id}: {difference}" for difference in found]
        write_text(golden_line(one, answering, words, columns, passed=not found))
    write_text(words.say("demo.passed", count=len(golden), differences=len(differences)))
    for difference in differences:
        write_text(difference)
    if golden:
        _draw(_fullest(golden), mechanism, words)
    return 1 if differences else 0


def _fullest(golden: tuple[Golden, ...]) -> Golden:
    """Give the case with the most events of the default profile: the most to see."""
    return max((one for one in golden if one.file.profile is None), key=lambda one: len(one.file.case.event), default=golden[0])


def _draw(one: Golden, mechanism: Mechanism, words: Words) -> None:
    import msgspec  # noqa: PLC0415  as above

    from vejviser.command_line.timeline import write_file  # noqa: PLC0415
    from vejviser.command_line.writing import write_text  # noqa: PLC0415
    from vejviser.pictures import draw_timeline, to_png  # noqa: PLC0415

    try:
        FOLDER.mkdir(exist_ok=True)
    except OSError as error:
        raise RefusedError([Problem(str(FOLDER), f"cannot be made, so nothing can be drawn there: {error.strerror}")]) from error
    as_of = one.file.expect[-1].as_of
    drawn = draw_timeline(mechanism, one.history(mechanism), mechanism.zone.moment(as_of), words.language)
    case = FOLDER / f"{one.id}.json"
    write_file(case, msgspec.json.format(msgspec.json.encode(one.raw(mechanism)), indent=2) + b"\n")
    for target, content in ((case.with_suffix(".svg"), drawn.encode()), (case.with_suffix(".png"), to_png(drawn))):
        write_file(target, content)
        write_text(words.say("demo.drawn", file=target))
    write_text(_next(words, case=case, as_of=as_of))


def _next(words: Words, **values: object) -> str:
    """Give what to try next, each command with its explanation: beside it, or below one that is long."""
    lines = ["", words.say("demo.next")]
    for name, command in NEXT.items():
        shown, explained = f"  {command.format(**values)}", words.say(f"demo.{name}")
        lines += [shown.ljust(COLUMN) + explained] if len(shown) < COLUMN else [shown, " " * COLUMN + explained]
    return "\n".join(lines)
