# SPDX-License-Identifier: EUPL-1.2
"""Whether the parts of a pack fit each other: every name that one file uses exists in the file that defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.rules.pack import Pack
    from vejviser.rules.pack_format import ClockFile, EventFile, FactFile, MoveFile
    from vejviser.rules.parameters import Parameter


def check_references(
    pack: Pack,
    facts: dict[str, FactFile],
    events: dict[str, EventFile],
    parameters: dict[str, Parameter],
    profile: str,
) -> list[Problem]:
    """Give every reference of a profile that leads nowhere; the rows of tables are checked when they are compiled."""
    names = _Names(pack, facts, events, parameters, profile)
    return [*names.of_mechanism(), *names.of_facts(), *names.of_clocks(), *names.of_tables()]


class _Names:
    def __init__(
        self,
        pack: Pack,
        facts: dict[str, FactFile],
        events: dict[str, EventFile],
        parameters: dict[str, Parameter],
        profile: str,
    ) -> None:
        self.pack, self.facts, self.events, self.parameters = pack, facts, events, parameters
        self.clocks = [clock for clock in pack.clocks if not clock.profiles or profile in clock.profiles]
        self.tables = {table.name: table for table in pack.tables if not table.profiles or profile in table.profiles}

    def of_mechanism(self) -> Iterator[Problem]:
        file = self.pack.mechanism
        for field in ("status", "child", "conflict", "stage"):
            yield from _unknown("mechanism.toml: answers", "fact", getattr(file.answers, field), self.facts)
        yield from _unknown("mechanism.toml: contact", "organisation", file.contact.organisation, self.pack.organisations)
        contacts = {contact.id for entry in self.pack.organisations.values() for contact in entry.contact}
        for contact in (file.contact.line, *file.contact.open, *file.contact.closed):
            yield from _unknown("mechanism.toml: contact", "contact", contact, contacts)
        yield from _unknown("mechanism.toml: default_profile", "profile", file.default_profile, file.profiles)

    def of_facts(self) -> Iterator[Problem]:
        for name, fact in self.facts.items():
            where = f"facts.toml: {name}"
            for clause in (*fact.set, *((fact.differ,) if fact.differ else ()), *((fact.balance,) if fact.balance else ())):
                yield from self._of_event(where, clause.on, getattr(clause, "field", None))
            for clause in fact.set:
                for value in (clause.value, clause.then, *clause.as_.values()):
                    yield from [] if value is None or fact.domain_of else _unknown(where, "value", value, fact.domain)
            for source in (*fact.first_recorded, *((fact.former.fact,) if fact.former else ())):
                yield from _unknown(where, "fact", source, self.facts)
            if fact.clock is not None:
                yield from _unknown(where, "clock", fact.clock.id, {clock.id for clock in self.clocks})
            if fact.table is not None:
                yield from _unknown(where, "table", fact.table, self.tables)
            if fact.age is not None:
                for parameter in (fact.age.years, fact.age.near_days):
                    yield from _unknown(where, "parameter", parameter, self.parameters)

    def of_clocks(self) -> Iterator[Problem]:
        ids = {clock.id for clock in self.clocks}
        for clock in self.clocks:
            where = f"clocks/{clock.id}.toml"
            yield from _unknown(where, "convention", clock.convention, self.pack.mechanism.conventions)
            for parameter in (clock.length, *((clock.cap,) if clock.cap else ())):
                yield from _unknown(where, "parameter", parameter, self.parameters)
            if clock.superseded_by is not None:
                yield from _unknown(where, "clock", clock.superseded_by, ids)
            for name, values in {**clock.starts.when, **clock.starts.unless}.items():
                yield from _unknown(where, "fact", name, self.facts)
                for value in values:
                    yield from _unknown(where, "value", value, self.facts[name].domain if name in self.facts else ())
            yield from self._of_moves(where, clock)

    def of_tables(self) -> Iterator[Problem]:
        for table in self.tables.values():
            where = f"tables: {table.name}"
            if table.gives == "violations":
                yield from _unknown(where, "event", table.event or "", self.events)
            for column in table.columns.values():
                yield from self._of_event(where, table.event or "", column.field)
                if column.among is not None:
                    yield from _unknown(where, "table", column.among, self.tables)
                if column.clock is not None:
                    yield from _unknown(where, "clock", column.clock, {clock.id for clock in self.clocks})

    def _of_moves(self, where: str, clock: ClockFile) -> Iterator[Problem]:
        moves: list[MoveFile] = [move for move in (clock.extended_by, clock.shortened_by, clock.cut_by) if move is not None]
        if clock.starts.on is not None:
            yield from self._of_event(where, clock.starts.on, None)
        for move in moves:
            yield from self._of_event(where, move.on, move.until)
            yield from self._of_event(where, move.on, move.days)

    def _of_event(self, where: str, event: str, field: str | None) -> Iterator[Problem]:
        yield from _unknown(where, "event", event, self.events)
        if event in self.events and field is not None:
            yield from _unknown(f"{where}: {event}", "field", field, self.events[event].fields)


def _unknown(where: str, kind: str, name: str, known: Iterable[str]) -> list[Problem]:
    names = list(known)
    return [] if name in names else [Problem(where, f"unknown {kind} {name!r}; allowed: {', '.join(names)}")]
