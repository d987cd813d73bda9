# SPDX-License-Identifier: EUPL-1.2
"""A second opinion on the decision tables: an answer set solver reads the TOML itself and agrees in ten thousand random situations.

It shares no code with the engine's tables: the cells are read from the files as they stand, and there are no bits in it.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import clingo
import pytest

from vejviser.mechanisms import SHIPPED, find
from vejviser.rules.conclusions import with_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.mechanism import Mechanism

PACK = SHIPPED / "denmark"
PROGRAM = Path(__file__).with_name("tables.lp")
SITUATIONS, BATCH = 5_000, 1_000
SEED = 20_261_123
FIRST, LAST = dt.date(2007, 1, 1).toordinal(), dt.date(2040, 12, 31).toordinal()

Row = tuple[str, dict[str, Any]]
Situation = tuple[int, dict[str, str]]


def entries(file: str, key: str) -> Any:
    return tomllib.loads((PACK / file).read_text(encoding="utf-8"))[key]


def holds(entry: dict[str, Any], profile: str) -> bool:
    return profile in entry.get("profiles", [profile])


def filled(part: Any, names: dict[str, str]) -> Any:
    """Put the entries of `each` in the place of their names in braces."""
    if isinstance(part, str):
        for name, value in names.items():
            part = part.replace(f"{{{name}}}", value)
        return part
    if isinstance(part, dict):
        return {filled(key, names): filled(value, names) for key, value in part.items()}
    return [filled(value, names) for value in part] if isinstance(part, list) else part


def rows_of(table: dict[str, Any], profile: str) -> Iterator[dict[str, Any]]:
    yield from (row for row in table.get("rule", []) if holds(row, profile))
    for each in table.get("each", []):
        yield from (filled(row, values) for values in each["values"] for row in each["rule"] if holds(row, profile))


class Reading:
    """The tables of one profile as facts for the solver."""

    def __init__(self, mechanism: Mechanism) -> None:
        profile = self.profile = mechanism.profile
        facts = {name: fact for name, fact in entries("facts.toml", "facts").items() if holds(fact, profile)}
        files = sorted(path.relative_to(PACK).as_posix() for path in (PACK / "tables").glob("*.toml"))
        self.tables = [table for file in files for table in entries(file, "table") if holds(table, profile)]
        self.answers = {fact["table"]: name for name, fact in facts.items() if "table" in fact}
        # The values that a column can have are no part of what is compared.
        self.domains = {column.name: column.domain for column in mechanism.columns.ordered}
        self.order = self._in_order()

    def _in_order(self) -> list[dict[str, Any]]:
        """Put each table after those whose answers it looks at."""
        waiting, done, settled = list(self.tables), [], set(self.domains) - set(self.answers.values())
        while waiting:
            table = next(one for one in waiting if all(self.column(one, name) in settled for name in self.looked_at(one)))
            waiting.remove(table)
            done.append(table)
            settled |= {self.answers.get(table["name"], "")}
        return done

    def looked_at(self, table: dict[str, Any]) -> set[str]:
        return {name for row in rows_of(table, self.profile) for name in row["if"]} | set(table.get("always", {}))

    def column(self, table: dict[str, Any], name: str) -> str:
        return f"{table['name']}.{name}" if name in table.get("columns", {}) else name

    def facts(self) -> Iterator[str]:
        for table in self.tables:
            name = f'"{table["name"]}"'
            if table["hit"] == "first":
                yield f"first_only({name})."
            if "otherwise" in table:
                yield f'otherwise({name}, "{table["otherwise"]}").'
            for place, row in enumerate(rows_of(table, self.profile)):
                first, last = (row.get("from", dt.date.min), row.get("until", dt.date.max))
                yield f'law({name}, "{row["id"]}", {first.toordinal()}, {last.toordinal()}). place({name}, "{row["id"]}", {place}).'
                if "value" in row["then"]:
                    yield f'gives({name}, "{row["id"]}", "{row["then"]["value"]}").'
                for cell, allowed in {**row["if"], **table.get("always", {})}.items():
                    column = self.column(table, cell)
                    for value in self.domains[column]:
                        if (value in allowed["not"]) if isinstance(allowed, dict) else (value not in allowed):
                            yield f'refused({name}, "{row["id"]}", "{column}", "{value}").'

    def compare(self, situations: list[Situation], engine: list[str]) -> tuple[list[str], set[str]]:
        """Give every difference, and the rows that applied somewhere; `engine` is what the engine says, as facts."""
        control = clingo.Control(["--warn=none"])
        control.load(str(PROGRAM))
        known = [f"day({number}, {day})." for number, (day, _values) in enumerate(situations)]
        known += [
            f'at({number}, "{name}", "{value}").' for number, (_day, values) in enumerate(situations) for name, value in values.items()
        ]
        control.add("base", [], "\n".join([*self.facts(), *known, *engine]))
        control.ground([("base", [])])
        for table in self.order:
            name = clingo.String(table["name"])
            control.ground([("table", [name])])
            if table["name"] in self.answers:
                fact = clingo.String(self.answers[table["name"]])
                control.ground([("answer", [name, fact])])
                control.ground([("settle", [fact])])
        control.ground([("compare", [])])
        differs, compared = (list(control.symbolic_atoms.by_signature(*one)) for one in (("differs", 3), ("compared", 2)))
        assert all(atom.is_fact for atom in (*differs, *compared)), "the tables leave nothing to choose"
        return sorted(str(atom.symbol) for atom in differs), {str(atom.symbol) for atom in compared}


def random_situations(reading: Reading, count: int) -> list[Situation]:
    chance = random.Random(SEED)  # noqa: S311  nothing secret depends on it
    free = {name: domain for name, domain in reading.domains.items() if name not in reading.answers.values()}
    return [(chance.randint(FIRST, LAST), {name: chance.choice(domain) for name, domain in free.items()}) for _ in range(count)]


def engine_says(mechanism: Mechanism, number: int, situation: Situation) -> Iterator[str]:
    """Give the rows that apply in a situation by the engine, and its answers, as facts for the solver."""
    day, values = situation
    period = mechanism.law.on(dt.date.fromordinal(day))
    columns = mechanism.columns.by_name
    bits = sum(columns[name].bits[value] for name, value in values.items())
    answered = with_answers(mechanism, bits, period) | bits
    for table in mechanism.tables.values():
        yield from (f'engine_applies({number}, "{table.name}", "{row.id}").' for row in table.applying(answered, period))
    yield from (f'engine_answers({number}, "{name}", "{columns[name].value(answered)}").' for name in mechanism.answering)


def compared(mechanism: Mechanism, reading: Reading, situations: list[Situation]) -> tuple[list[str], set[str]]:
    engine = [fact for number, situation in enumerate(situations) for fact in engine_says(mechanism, number, situation)]
    return reading.compare(situations, engine)


@pytest.mark.parametrize("profile", ["described", "current"])
def test_the_solver_and_the_engine_agree_on_every_table(profile: str) -> None:
    mechanism = find(f"denmark@{profile}")
    reading = Reading(mechanism)
    situations = random_situations(reading, SITUATIONS)
    seen: set[str] = set()
    for start in range(0, SITUATIONS, BATCH):
        batch = situations[start : start + BATCH]
        differs, rows = compared(mechanism, reading, batch)
        assert not differs, differs[:5]
        seen |= rows
    # A row that never came up would have been compared with nothing.
    every = {f'compared("{table.name}","{row.id}")' for table in mechanism.tables.values() for row in table.rows}
    assert len(seen) > 0.9 * len(every), sorted(every - seen)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [("authorities", "competent", ["cmm"]), ("stage", "closed", ["no"]), ("check_interview", "by_interviewer", ["yes"])],
)
def test_the_solver_notices_a_table_that_says_something_else(name: str, cell: str, value: list[str]) -> None:
    mechanism = find("denmark")
    reading = Reading(mechanism)
    next(table for table in reading.tables if table["name"] == name)["rule"][0]["if"][cell] = value
    differs, _rows = compared(mechanism, reading, random_situations(reading, 50))
    assert differs
    assert all(f'"{name}"' in one or name == "stage" for one in differs)
