# SPDX-License-Identifier: EUPL-1.2
"""The verb `mechanism impact`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from vejviser.bulk.impact import impact
from vejviser.command_line import writing
from vejviser.command_line.languages import language_in
from vejviser.command_line.moments import moment_of, now
from vejviser.command_line.reading import opened
from vejviser.mechanisms import find
from vejviser.reporting.impact_text import impact_text
from vejviser.reporting.page import printable
from vejviser.reporting.words import Words
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import Namespace

    from vejviser.rules.mechanism import Mechanism

LISTED_AS_TEXT = 20
REFUSED = 2


def run(arguments: Namespace) -> int:
    """Print which open cases change; returns 0, or 2 if lines of the file were refused.

    Raises:
        RefusedError: there is no such mechanism or file, or an option is wrong.

    """
    if arguments.list is not None and arguments.list < 0:
        raise RefusedError([Problem("--list", f"{arguments.list} is negative; allowed: 0 or more")])
    old, new = _found(arguments.old, "OLD"), _found(arguments.new, "NEW")
    language = language_in(new, arguments.language)
    as_of = moment_of(arguments.as_of, old.zone, "--as-of")
    today = max(as_of.day, old.zone.from_datetime(now()).day)
    as_text = writing.wants_text(arguments.format)
    most = LISTED_AS_TEXT if as_text and arguments.list is None else arguments.list
    with opened(arguments.cases) as file:
        found = impact(old, new, file, as_of, today=today, most_listed=most, progress=_show if sys.stderr.isatty() else None)
    if as_text:
        writing.write_text(printable(impact_text(found, Words(new, language, as_of.day))))
    else:
        writing.write_json(found)
    if found.refused:
        sys.stderr.write(f"{found.refused:,} of {found.read:,} lines refused\n")
    return REFUSED if found.refused else 0


def _found(name: str, argument: str) -> Mechanism:
    try:
        return find(name)
    except RefusedError as refusal:
        raise RefusedError([Problem(f"{argument}: {problem.where}", problem.what) for problem in refusal.problems]) from refusal


def _show(read: int) -> None:
    sys.stderr.write(f"\r{read:,} lines\x1b[K\r")
    sys.stderr.flush()
