# SPDX-License-Identifier: EUPL-1.2
"""Decision tables as integers.

A row certainly applies when the situation has none of the bits that the row forbids; it may apply while every column still has an allowed
bit; `situation & forbidden` says which columns stand in the way. The same numbers serve one case, many cases (numpy) and the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.columns import Column


class Row(NamedTuple):
    """One row of a table, in one profile. `outcome` is the bit of the fact's value for tables that answer a fact, else 0."""

    id: str
    forbidden: int
    outcome: int
    then: dict[str, Any]
    columns: tuple[Column, ...]
    rules: tuple[str, ...]
    questions: tuple[str, ...]
    from_: dt.date | None
    until: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the row is law on the legal day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def may_apply(self, situation: int) -> bool:
        """Whether the row applies under some completion of a situation in which columns may have several values."""
        return all(situation & column.mask & ~self.forbidden for column in self.columns)


class Table(NamedTuple):
    """A decision table in one profile; `versions` holds its rows for each law period of the mechanism."""

    name: str
    gives: str
    hit: str
    otherwise: int
    event: str | None
    fact: Column | None
    rows: tuple[Row, ...]
    versions: tuple[tuple[Row, ...], ...]

    def applying(self, situation: int, period: int) -> list[Row]:
        """Give the rows that certainly apply; at most one unless the table collects."""
        rows = self.versions[period]
        if self.hit == "collect":
            return [row for row in rows if not situation & row.forbidden]
        return next(([row] for row in rows if not situation & row.forbidden), [])

    def answer(self, situation: int, period: int) -> int:
        """Give the bit of the answered fact's value.

        Raises:
            UndecidedError: no row applies and the table has no `otherwise`.

        """
        for row in self.versions[period]:
            if not situation & row.forbidden:
                return row.outcome
        if not self.otherwise:
            raise UndecidedError(self.name)
        return self.otherwise

    def possible_rows(self, situation: int, period: int) -> list[Row]:
        """Give every row that applies under some completion of a partly known situation."""
        found = []
        for row in self.versions[period]:
            if row.may_apply(situation):
                found.append(row)
            if self.hit == "first" and not situation & row.forbidden:
                break
        return found

    def possible_answers(self, situation: int, period: int) -> int:
        """Give the bits of every value that the answered fact may have under some completion of a partly known situation."""
        answers = 0
        for row in self.versions[period]:
            if row.may_apply(situation):
                answers |= row.outcome
            if not situation & row.forbidden:
                return answers
        return answers | self.otherwise


def facts_named(part: Any) -> set[str]:
    """Give the facts that the outcome of a row refers to."""
    if not isinstance(part, dict):
        return set()
    named = {part["fact"]} if "fact" in part else set(part.get("facts", ()))
    return named.union(*(facts_named(value) for value in part.values()))


class UndecidedError(LookupError):
    """No row of a table applies; `mechanism check` shows the situation."""
