# SPDX-License-Identifier: EUPL-1.2
"""Turning the tables of a pack into rows of integers; everything that does not fit is reported with table and row."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vejviser.rules.problems import Problem
from vejviser.rules.tables import Row, Table, facts_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.rules.columns import Column, Columns
    from vejviser.rules.pack_format import RowFile, TableFile


class LawPeriods(NamedTuple):
    """The law in pieces: within one piece no row begins or ends. `starts` holds the first legal day of each but the first."""

    starts: tuple[dt.date, ...]

    def on(self, day: dt.date) -> int:
        """Give the number of the piece that a legal day lies in."""
        return bisect_right(self.starts, day)

    def days(self) -> tuple[dt.date, ...]:
        """Give one legal day of each piece."""
        return (dt.date.min, *self.starts)


def law_periods(rows: Iterable[Row]) -> LawPeriods:
    """Cut the time line at every day on which a row begins to hold or has ceased to."""
    cuts = set()
    for row in rows:
        cuts |= {row.from_} if row.from_ else set()
        cuts |= {row.until + dt.timedelta(days=1)} if row.until else set()
    return LawPeriods(tuple(sorted(cuts)))


def rows_of(file: TableFile, profile: str) -> Iterator[RowFile]:
    """Give the rows of a table that belong to a profile, those written with `each` repeated for every entry."""
    for row in file.rule:
        if row.holds(profile):
            yield row
    for each in file.each:
        for values in each.values:
            yield from (_filled(row, values) for row in each.rule if row.holds(profile))


def _filled(row: RowFile, values: dict[str, str]) -> RowFile:
    def fill(part: Any) -> Any:
        if isinstance(part, str):
            for name, value in values.items():
                part = part.replace("{" + name + "}", value)
            return part
        if isinstance(part, dict):
            return {fill(key): fill(value) for key, value in part.items()}
        return tuple(fill(value) for value in part) if isinstance(part, list | tuple) else part

    return msgspec.structs.replace(row, id=fill(row.id), if_=fill(row.if_), then=fill(row.then), rules=fill(row.rules))


class TableCompiler:
    """Compiles tables of one profile; `problems` collects what does not fit."""

    def __init__(self, columns: Columns, profile: str) -> None:
        """Compile against the columns of the mechanism in a profile."""
        self.columns = columns
        self.profile = profile
        self.problems: list[Problem] = []

    def rows(self, file: TableFile, fact: Column | None) -> tuple[Row, ...]:
        """Compile the rows of a table; `fact` is the column that it answers, if any."""
        return tuple(self._row(file, row, fact) for row in rows_of(file, self.profile))

    def _row(self, file: TableFile, row: RowFile, fact: Column | None) -> Row:
        where = f"tables: {file.name}: {row.id}"
        forbidden, used = 0, []
        for name, allowed in {**row.if_, **file.always}.items():
            column = self.columns.by_name.get(f"{file.name}.{name}") or self.columns.by_name.get(name)
            if column is None:
                self.problems.append(Problem(where, f"unknown fact {name!r}"))
                continue
            values = self._values(where, column, allowed)
            forbidden |= column.forbid(values)
            used.append(column)
        unknown = sorted(facts_named(row.then) - self.columns.by_name.keys())
        self.problems += [Problem(f"{where}: then", f"unknown fact {name!r}") for name in unknown]
        outcome = self._outcome(where, row, fact)
        columns = tuple(sorted(used))
        return Row(row.id, forbidden, outcome, row.then, columns, row.rules, row.questions, row.from_, row.until)

    def _values(self, where: str, column: Column, allowed: Any) -> tuple[str, ...]:
        if isinstance(allowed, dict):
            excluded = allowed.get("not", ())
            values = tuple(value for value in column.domain if value not in excluded)
            given = tuple(excluded)
        else:
            values = given = tuple(allowed)
        for value in given:
            if value not in column.bits:
                self.problems.append(Problem(where, f"{column.name} cannot be {value!r}; allowed: {', '.join(column.domain)}"))
        return tuple(value for value in values if value in column.bits)

    def _outcome(self, where: str, row: RowFile, fact: Column | None) -> int:
        if fact is None:
            return 0
        value = str(row.then.get("value", ""))
        if value not in fact.bits:
            self.problems.append(Problem(where, f"then.value {value!r} is not allowed; allowed: {', '.join(fact.domain)}"))
            return 0
        return fact.bits[value]


def versions_of(rows: tuple[Row, ...], periods: LawPeriods) -> tuple[tuple[Row, ...], ...]:
    """Give the rows that are law in each period."""
    return tuple(tuple(row for row in rows if row.holds_on(day)) for day in periods.days())


def finish(file: TableFile, rows: tuple[Row, ...], fact: Column | None, periods: LawPeriods) -> Table:
    """Put a table together from its compiled rows."""
    otherwise = fact.bits[file.otherwise] if fact is not None and file.otherwise in fact.bits else 0
    return Table(file.name, file.gives, file.hit, otherwise, file.event, fact, rows, versions_of(rows, periods))
