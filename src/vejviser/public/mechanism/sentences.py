# SPDX-License-Identifier: EUPL-1.2
"""A row of a table as sentences: conditions that must all hold, and the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.reporting.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.public.mechanism.shelf import Shelf
    from vejviser.rules.pack_format import RowFile, TableFile


class Sentences:
    """Says the rows of one table, in the words of one profile."""

    def __init__(self, shelf: Shelf, table: TableFile, profile: str) -> None:
        """Remember the table, and the fact that it answers if it does."""
        self.shelf, self.table = shelf, table
        self.words, self.facts = shelf.words[profile], shelf.facts[profile]
        self.columns = self.words.mechanism.columns.by_name
        self.answered = next((name for name, file in self.words.mechanism.facts.items() if file.table == table.name), "")

    def condition(self, name: str, values: Iterable[str]) -> str:
        """Say that a fact has one of some values; where most are allowed, by those that are not."""
        full = f"{self.table.name}.{name}" if name in self.table.columns else name
        allowed, domain = tuple(values), self.columns[full].domain
        refused = [value for value in domain if value not in allowed]
        if refused and len(refused) < len(allowed) and len(allowed) > 2:  # noqa: PLR2004  two are said as they are
            return str(self.shelf.said["none_of"].format(facts=self._either(full, refused)))
        return self._either(full, allowed)

    def conditions(self, row: RowFile) -> tuple[str, ...]:
        """Say everything that must hold for a row."""
        return tuple(self.condition(name, values) for name, values in row.if_.items())

    def conclusion(self, row: RowFile) -> str:
        """Say what follows from a row."""
        then = row.then
        if "value" in then:
            return self.fact(then["value"])
        if "org" in then:
            return f"{self.words.organisation(then['org'])}: {self.words.decides(then['mode'])}"
        section = "violations" if self.table.gives == "violations" else self.table.gives
        said = self.words.label(section, then["id"])
        state = then.get("state")
        kind = {"entitlements": "entitlement", "duties": "duty"}.get(section)
        return f"{said}: {self.words.state(kind, state)}" if kind and isinstance(state, str) else said

    def fact(self, value: str) -> str:
        """Say the answer of a table that answers a fact."""
        return sentence(self.facts.fact(self.answered, value))

    def details(self, row: RowFile) -> tuple[str, ...]:
        """Say what else the row fixes: from when and until when, who acts by when, and whether the event still counts."""
        then, said = row.then, self.shelf.said["details"]
        found = []
        if isinstance(then.get("state"), dict):
            found.append(said["state"].format(fact=self._name(then["state"]["fact"])))
        found += [said[key].format(what=self._end(then[key])) for key in ("from", "until", "act_by") if key in then]
        if "actors" in then:
            found.append(said["actors"].format(who=self._actors(then["actors"])))
        if self.table.gives == "violations":
            found.append(said["counts"] if then.get("counts") else said["does_not_count"])
        return tuple(found)

    def _either(self, name: str, values: Iterable[str]) -> str:
        return self.words.listed([self.facts.fact(name, value) for value in values], joint="or")

    def _name(self, fact: str) -> str:
        return self.words.label("facts", fact) if self.words.has(f"facts.{fact}.label") else fact.replace("_", " ")

    def _end(self, end: Any) -> str:
        if isinstance(end, dict):
            return self._name(end["fact"])
        if end == "age":
            return str(self.shelf.said["details"]["age"])
        return self.words.label("clocks", end)

    def _actors(self, actors: Any) -> str:
        if not isinstance(actors, dict):
            return self.words.organisations(actors)
        if "role" in actors:
            who = str(self.shelf.said["roles"].get(actors["role"], actors["role"]))
            return self.words.listed([who, *(self.words.organisation(name) for name in actors.get("also", ()))])
        return self.words.listed([self._name(fact) for fact in actors.get("facts", (actors.get("fact"),))])
