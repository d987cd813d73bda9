# SPDX-License-Identifier: EUPL-1.2
"""Rows that can never apply: hidden by the rows before them, impossible, or waiting for an answer that no table gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.boxes import space_of
from vejviser.rules.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row, Table


def dead_rows(whole: Whole) -> Iterator[Finding]:
    """Report each row that applies in no situation of any profile and any time, with what stands in its way."""
    reasons: dict[tuple[str, str], str] = {}
    alive = set()
    for mechanism in whole.mechanisms.values():
        for table in mechanism.tables.values():
            for rows in table.versions:
                for place, row in enumerate(rows):
                    reason = _why_dead(mechanism, table, rows[:place], row)
                    if reason is None:
                        alive.add((table.name, row.id))
                    else:
                        reasons[table.name, row.id] = reason
    for (name, row_id), reason in reasons.items():
        if (name, row_id) not in alive:
            yield Finding(f"tables: {name}: {row_id}", f"can never apply: {reason}", "dead_row")


def _why_dead(mechanism: Mechanism, table: Table, before: tuple[Row, ...], row: Row) -> str | None:
    for column in row.columns:
        answering = mechanism.answering.get(column.name)
        if answering is not None and not column.mask & ~row.forbidden & _answers(answering):
            values = ", ".join(column.values(_answers(answering)))
            return f"the table {answering.name} never gives {column.name} such a value; it gives: {values}"
    space = space_of(mechanism, [row])
    if not space.possible(space.box(row)):
        return "never.toml says that this combination does not occur"
    if table.hit != "first":
        return None
    space = space_of(mechanism, [*before, row])
    if space.possible(space.box(row), *(space.box(earlier) for earlier in before)):
        return None
    hiding = [earlier.id for earlier in before if not space.is_empty(space.box(row) & space.box(earlier))]
    return f"hidden by the rows before it ({', '.join(hiding)})"


def _answers(table: Table) -> int:
    """Give the bits of every value that a table ever gives."""
    answers = table.otherwise
    for row in table.rows:
        answers |= row.outcome
    return answers
