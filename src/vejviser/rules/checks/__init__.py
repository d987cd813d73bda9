# SPDX-License-Identifier: EUPL-1.2
"""Checks of a mechanism: whatever is wrong with a pack is found before anybody relies on it.

Each check is a function from a whole pack to its findings; `check_mechanism` asks them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.calendar_and_hours import horizon, opening_hours
from vejviser.rules.checks.coverage import not_shown
from vejviser.rules.checks.dates import holes_and_overlaps
from vejviser.rules.checks.dead_rows import dead_rows
from vejviser.rules.checks.duplicates import doubled
from vejviser.rules.checks.finding import Finding
from vejviser.rules.checks.homes import homeless, where_rules_live
from vejviser.rules.checks.outcomes import unknown_in_outcomes
from vejviser.rules.checks.provenance import uncited
from vejviser.rules.checks.references import unknown_homes, unknown_organisations, unknown_questions, unknown_rules, unknown_sources
from vejviser.rules.checks.source_conflicts import undecided
from vejviser.rules.checks.table_shapes import gaps, overlaps
from vejviser.rules.checks.whole_pack import read_whole
from vejviser.rules.checks.wording import missing_texts, uneven_texts, unfilled_placeholders
from vejviser.rules.problems import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from vejviser.rules.checks.whole_pack import Whole

__all__ = ["Finding", "check_mechanism", "where_rules_live"]

_CHECKS: tuple[Callable[[Whole], Iterable[Finding]], ...] = (
    unknown_rules,
    unknown_questions,
    unknown_sources,
    unknown_organisations,
    unknown_homes,
    unknown_in_outcomes,
    doubled,
    uncited,
    missing_texts,
    uneven_texts,
    unfilled_placeholders,
    overlaps,
    gaps,
    dead_rows,
    holes_and_overlaps,
    opening_hours,
    undecided,
    homeless,
    not_shown,
)


def check_mechanism(folder: Path, *, year: int) -> list[Finding]:
    """Give everything that is wrong with a mechanism, in all its profiles; an empty list means that nothing was found.

    `year` is the year from which the calendar must reach ten years ahead. A pack that cannot be loaded gives the reasons why, and
    nothing else, for the other checks need it whole.
    """
    try:
        whole = read_whole(folder)
    except PackError as error:
        return [Finding(problem.where, problem.what, "not_loaded") for problem in error.problems]
    try:
        found = [finding for check in _CHECKS for finding in check(whole)]
    except PackError as error:
        found = [Finding(problem.where, problem.what, "not_loaded") for problem in error.problems]
    return list(dict.fromkeys([*found, *horizon(whole, year)]))
