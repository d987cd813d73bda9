# SPDX-License-Identifier: EUPL-1.2
"""The shape of tables: situations that two rows of a unique table answer, and situations that no row answers."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from vejviser.rules.checks.boxes import space_of
from vejviser.rules.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole


def overlaps(whole: Whole) -> Iterator[Finding]:
    """Report two rows of a unique table that apply in one situation, with that situation."""
    for mechanism in whole.mechanisms.values():
        for table in mechanism.tables.values():
            for rows in table.versions if table.hit == "unique" else ():
                for one, other in combinations(rows, 2):
                    space = space_of(mechanism, (one, other))
                    common = space.possible(space.box(one) & space.box(other))
                    if common:
                        what = f"rows {one.id} and {other.id} of a unique table both apply when {space.witness(common[0])}"
                        yield Finding(f"tables: {table.name}: {other.id}", what, "overlap")


def gaps(whole: Whole) -> Iterator[Finding]:
    """Report a situation that a unique or first table does not answer, where it has no `otherwise`."""
    for mechanism in whole.mechanisms.values():
        for table in mechanism.tables.values():
            for rows in table.versions if table.hit != "collect" and not table.otherwise else ():
                space = space_of(mechanism, rows)
                left = space.possible(space.everything, *(space.box(row) for row in rows))
                if left:
                    what = f"no row applies when {space.witness(left[0])}; add a row, or `otherwise`"
                    yield Finding(f"tables: {table.name}", what, "gap")
