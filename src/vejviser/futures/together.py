# SPDX-License-Identifier: EUPL-1.2
"""Two futures at once: whether the rules let both happen, and what the one takes from the other. Worked out, and written nowhere."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from vejviser.futures.supposing import suppose
from vejviser.rules.assess import assess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.futures.compare import Column, Comparison
    from vejviser.futures.supposing import Supposed
    from vejviser.rules.answers import Assessment, Violation


class Together(NamedTuple):
    """Two futures, what holds in one of them and no longer in both (`section.id`), and what is against the rules only then."""

    columns: tuple[Column, Column]
    lost: tuple[str, ...]
    refused: tuple[Violation, ...]
    supposed: Supposed


def together(comparison: Comparison, language: str = "en") -> tuple[Together, ...]:
    """Hold every two possible futures that add something against each other."""
    columns = [column for column in comparison.columns if column.possible and _wholly(column).assumed]
    return tuple(_both(first, second, language) for first, second in combinations(columns, 2))


def _wholly(column: Column) -> Supposed:
    """Give a future with what it is about: a return is over only when the person has arrived."""
    settled = (branch.supposed for branch in column.branches if branch.file.settles and not branch.refused)
    return next(settled, column.supposed)


def _both(first: Column, second: Column, language: str) -> Together:
    found = _wholly(first)
    files = [one.file for one in _wholly(second).assumed]
    chosen = {f"{second.file.id}+-{one.event.type}": one.event.at.day for one in _wholly(second).assumed}
    found = suppose(found, files, f"{second.file.id}+", chosen)
    both = assess(found.mechanism, found.case, found.moment, language=language)
    held = {name for column in (first, second) for name in _held(column.assessment)}
    places = {one.event.place for one in found.assumed}
    refused = tuple(one for one in both.violations if one.event in places)
    return Together((first, second), tuple(sorted(held - set(_held(both)))), refused, found)


def _held(assessment: Assessment) -> Iterator[str]:
    """Name what a person has or may have: rights that are not over, periods that run, steps that work up to a day only."""
    for right in assessment.entitlements:
        if right.state != "ended":
            yield f"entitlements.{right.id}"
    for clock in assessment.clocks:
        if clock.state == "running":
            yield f"clocks.{clock.id}"
    for step in assessment.next_steps:
        if step.act_by is not None:
            yield f"next_steps.{step.id}"
