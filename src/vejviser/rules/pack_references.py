# SPDX-License-Identifier: EUPL-1.2
"""Whether the parts of a pack fit each other: every name that one file uses exists in the file that defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.instants import TimeProblem, Zone
from vejviser.rules.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.rules.pack import Pack
    from vejviser.rules.pack_format import ClockFile, EventFile, FactFile, MoveFile, SetterFile
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
    return [*names.of_mechanism(), *names.of_facts(), *names.of_clocks(), *names.of_tables(), *names.of_never()]


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
        try:
            Zone(file.time_zone)
        except TimeProblem as problem:
            yield Problem("mechanism.toml: time_zone", str(problem))
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
            yield from _lacking(f"{where}.domain", fact)
            for clause in (*fact.set, *((fact.differ,) if fact.differ else ()), *((fact.balance,) if fact.balance else ())):
                yield from self._of_event(where, clause.on, getattr(clause, "field", None))
            for clause in fact.set:
                yield from self._of_values(where, clause, fact)
            for source in (*fact.first_recorded, *((fact.former.fact,) if fact.former else ())):
                yield from _unknown(where, "fact", source, self.facts)
            if fact.clock is not None:
                yield from _unknown(where, "clock", fact.clock.id, {clock.id for clock in self.clocks})
            if fact.table is not None:
                yield from _unknown(where, "table", fact.table, self.tables)
            if fact.age is not None:
                for parameter in (fact.age.years, fact.age.near_days):
                    yield from _unknown(where, "parameter", parameter, self.parameters)

    def _of_values(self, where: str, clause: SetterFile, fact: FactFile) -> Iterator[Problem]:
        """Whatever a clause names, and whatever its event may say, must lead to a value of the fact."""
        for value in (clause.value, clause.then, *clause.as_.values()):
            yield from [] if value is None or fact.domain_of else _unknown(where, "value", value, fact.domain)
        field = self.events[clause.on].fields.get(clause.field or "") if clause.on in self.events else None
        if field is None or clause.role is not None or fact.domain_of is not None:
            return
        said = ("false", "true") if field.type == "boolean" else field.values
        for value in clause.where.get(clause.field or "", (*said, "null") if field.nullable else said):
            if value not in clause.as_ and value not in fact.domain:
                what = f"{clause.on}.{clause.field} may be {value!r}, which is no value of the fact; write `as`, or allow it"
                yield Problem(where, f"{what}; allowed: {', '.join(fact.domain)}")

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

    def of_never(self) -> Iterator[Problem]:
        for place, never in enumerate(self.pack.never):
            for name, values in never.if_.items():
                where = f"never.toml: never[{place}].if.{name}"
                # A fact of another profile is no mistake: the combination says nothing here.
                yield from _unknown(where, "fact", name, self.pack.facts)
                fact = self.pack.facts.get(name)
                for value in values if fact is not None and fact.domain_of is None else ():
                    yield from _unknown(where, "value", value, fact.domain if fact is not None else ())

    def _of_moves(self, where: str, clock: ClockFile) -> Iterator[Problem]:
        moves: list[MoveFile] = [move for move in (clock.extended_by, clock.shortened_by, clock.cut_by) if move is not None]
        if clock.starts.on is not None:
            for field in clock.starts.where or (None,):
                yield from self._of_event(where, clock.starts.on, field)
        for move in moves:
            yield from self._of_event(where, move.on, move.until)
            yield from self._of_event(where, move.on, move.days)

    def _of_event(self, where: str, event: str, field: str | None) -> Iterator[Problem]:
        yield from _unknown(where, "event", event, self.events)
        if event in self.events and field is not None:
            yield from _unknown(f"{where}: {event}", "field", field, self.events[event].fields)


def _needed_domain(fact: FactFile) -> tuple[str, ...]:
    """Give the values that the way in which a fact comes about will give it."""
    if fact.balance is not None:
        return ("none", "open", "ended")
    if fact.age is not None:
        return ("unknown", "child", "nearly_adult", "adult")
    if fact.clock is not None and fact.clock.shows == "state":
        return ("none", "running", "ended")
    derived = (fact.differ, fact.covered, fact.person, fact.clock)
    return ("no", "yes") if any(part is not None for part in derived) else ()


def _lacking(where: str, fact: FactFile) -> list[Problem]:
    needed = _needed_domain(fact)
    missing = ", ".join(value for value in needed if value not in fact.domain)
    return [Problem(where, f"must hold {', '.join(needed)}; {missing} is missing")] if missing else []


def _unknown(where: str, kind: str, name: str, known: Iterable[str]) -> list[Problem]:
    names = list(known)
    return [] if name in names else [Problem(where, f"unknown {kind} {name!r}; allowed: {', '.join(names)}")]
