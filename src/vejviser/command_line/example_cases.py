# SPDX-License-Identifier: EUPL-1.2
"""The verb `example-cases`: invented case histories as JSON lines."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FIRST_YEAR, LAST_YEAR = 1950, 2150


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("--count", type=int, default=10, metavar="N", help="how many (default 10)")
    parser.add_argument("--random-state", type=int, default=1, metavar="S", help="the same number gives the same cases (default 1)")
    parser.add_argument("--start", type=_day, metavar="DATE", help="first day of the first contacts (default 2022-01-01)")
    parser.add_argument("--end", type=_day, metavar="DATE", help="last day of the first contacts (default 2026-06-30)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file; left out: standard output")
    parser.set_defaults(run=run)


def _day(text: str) -> dt.date:
    """Read a day of an option; lives go on for years after the first contact, so the last years of all are not allowed."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ArgumentTypeError(f"{text!r} is not a day of the years {FIRST_YEAR} to {LAST_YEAR}; needed is YYYY-MM-DD")
    return day


def run(arguments: Namespace) -> int:
    """Write the case files; returns the exit code.

    Raises:
        RefusedError: the numbers or days do not fit, or the file cannot be written.

    """
    from vejviser.example_cases import write_ndjson  # noqa: PLC0415  --help and usage errors need no generator
    from vejviser.example_cases.journey import STREAM_END, STREAM_START  # noqa: PLC0415

    start, end = arguments.start or STREAM_START, arguments.end or STREAM_END
    if arguments.count < 0:
        raise RefusedError([Problem("--count", f"{arguments.count} is negative; allowed: 0 or more")])
    if end < start:
        raise RefusedError([Problem("--end", f"{end} lies before the start, {start}; allowed: that day or a later one")])
    if arguments.output is None:
        write_ndjson(sys.stdout, arguments.count, random_state=arguments.random_state, start=start, end=end)
        return 0
    try:
        with Path(arguments.output).open("w", encoding="utf-8") as file:
            write_ndjson(file, arguments.count, random_state=arguments.random_state, start=start, end=end)
    except OSError as error:
        raise RefusedError([Problem(arguments.output, f"cannot be written: {error.strerror}")]) from error
    return 0
