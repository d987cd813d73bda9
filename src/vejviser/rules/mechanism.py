# SPDX-License-Identifier: EUPL-1.2
"""A mechanism ready to answer: a pack, compiled for one profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.calendar import Calendar, CalendarData
from vejviser.rules.clocks import ClockRule
from vejviser.rules.columns import Column, Columns
from vejviser.rules.compile_facts import FactParts, add_columns, closure, derivation_of, in_order, setters_of
from vejviser.rules.compile_tables import LawPeriods, TableCompiler, finish, law_periods
from vejviser.rules.conclusions import Grounds, RowPlan
from vejviser.rules.event_columns import EventParts, add_column, reader_of
from vejviser.rules.instants import Zone
from vejviser.rules.open_questions import Asking
from vejviser.rules.opening_hours import Hours
from vejviser.rules.pack import read_pack
from vejviser.rules.pack_references import check_references
from vejviser.rules.parameters import Parameter, parameters_of
from vejviser.rules.periods import Convention
from vejviser.rules.problems import PackError, Problem
from vejviser.rules.register import Register
from vejviser.rules.texts import Texts
from vejviser.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from vejviser.rules.derivations import Derive
    from vejviser.rules.event_columns import ReadEvent
    from vejviser.rules.events import Event
    from vejviser.rules.pack import Pack
    from vejviser.rules.pack_format import EventFile, FactFile, TableFile
    from vejviser.rules.setters import Setter
    from vejviser.rules.tables import Row, Table


class Step(NamedTuple):
    """One fact to derive: by its own function, or as the answer of a table."""

    column: Column
    derive: Derive | None
    table: Table | None


class StartCondition(NamedTuple):
    """When an event starts a clock: what its fields must say, the bits that forbid it, and what must be derived to know them."""

    clock: int
    where: dict[str, tuple[str, ...]]
    forbidden: int
    steps: tuple[Step, ...]


class EventPlan(NamedTuple):
    """All that one type of event does: how it is judged, what it sets, which clocks it touches, which answers are remembered after it."""

    table: Table | None
    steps: tuple[Step, ...]
    readers: tuple[ReadEvent, ...]
    setters: tuple[Setter, ...]
    starts: tuple[StartCondition, ...]
    moves_clocks: bool
    remembered: tuple[tuple[Column, Column, tuple[Step, ...]], ...]


class Mechanism:
    """A country's mechanism in one profile, ready to answer. Nothing changes after loading but the memory of conclusions already drawn."""

    def __init__(self, pack: Pack, profile: str) -> None:
        """Compile a pack.

        Raises:
            PackError: with every reference that does not fit.

        """
        self.pack, self.profile = pack, profile
        self.id, self.version = pack.mechanism.id, pack.mechanism.version
        self.calendar = _calendar(pack)
        self.register = Register(pack.organisations, profile)
        self.parameters: dict[str, Parameter] = parameters_of(pack.parameters, profile)
        self.events: dict[str, EventFile] = {name: file for name, file in pack.events.items() if _in(profile, file.profiles)}
        self.facts: dict[str, FactFile] = {name: file for name, file in pack.facts.items() if _in(profile, file.profiles)}
        problems = check_references(pack, self.facts, self.events, self.parameters, profile)
        if problems:
            raise PackError(problems)
        self.zone = Zone(pack.mechanism.time_zone)
        self.clocks = self._clock_rules()
        self.columns = Columns()
        add_columns(self.facts, self.columns, self.register)
        self.tables, self.law = self._compile_tables()
        self._arrange_facts()
        self.initial = sum(self.columns.by_name[name].default for name, file in self.facts.items() if file.set)
        self.plans = {name: self._plan(name) for name in self.events}
        self.birth_starts = self._starts(None)
        self.vocabulary = Vocabulary(self.id, self.events, self.register.ids, self.zone)
        self._texts: dict[str, Texts] = {}
        self.lender: Mechanism | None = None
        self._grounds: dict[str, Grounds] = {}

    @property
    def full_id(self) -> str:
        """The mechanism as the command line names it: `denmark`, or `denmark@current` for another than the default profile."""
        return self.id if self.profile == self.pack.mechanism.default_profile else f"{self.id}@{self.profile}"

    def texts(self, language: str) -> Texts:
        """Give the texts in a language, or in the mechanism's first one where there is none; read when first needed."""
        chosen = language if language in self.pack.mechanism.languages else self.pack.mechanism.languages[0]
        if chosen not in self._texts:
            self._texts[chosen] = Texts.read(self.pack.folder, chosen)
            if self.lender is not None:
                self._texts[chosen].borrowed = self.lender.texts(chosen)
        return self._texts[chosen]

    def organisations_among(self, table: str, situation: int, event: Event) -> frozenset[str]:
        """Give the organisations that a table names in a situation, on the day of an event."""
        rows = self.tables[table].applying(situation, self.law.on(event.at.day))
        return frozenset(str(row.then["org"]) for row in rows)

    def hours(self, line: str) -> Hours:
        """Read an opening hours line in the mechanism's zone and country."""
        return Hours(line, self.zone.name, self.pack.mechanism.country)

    def _clock_rules(self) -> tuple[ClockRule, ...]:
        files = [file for file in self.pack.clocks if _in(self.profile, file.profiles)]
        conventions = {
            name: Convention(
                id=name,
                count_start_day=file.count_start_day,
                roll=file.roll,
                extra_closed_days=file.extra_closed_days,
                least_working_days=file.least_working_days,
                end_of_month_sticky=file.end_of_month_sticky,
            )
            for name, file in self.pack.mechanism.conventions.items()
        }
        return tuple(
            ClockRule(
                place=place,
                file=file,
                convention=conventions[file.convention],
                length=self.parameters[file.length],
                cap=None if file.cap is None else self.parameters[file.cap],
                calendar=self.calendar,
            )
            for place, file in enumerate(files)
        )

    def _compile_tables(self) -> tuple[dict[str, Table], LawPeriods]:
        compiler = TableCompiler(self.columns, self.profile)
        files = [file for file in self.pack.tables if _in(self.profile, file.profiles)]
        answered = {fact.table: self.columns.by_name[name] for name, fact in self.facts.items() if fact.table}
        for file in files:
            event = self.events.get(file.event or "")
            for name, column in file.columns.items():
                add_column(file.name, name, column, event.fields.get(column.field or "") if event else None, self.columns)
        rows = {file.name: compiler.rows(file, answered.get(file.name)) for file in files}
        if compiler.problems:
            raise PackError(compiler.problems)
        periods = law_periods(row for some in rows.values() for row in some)
        return {file.name: finish(file, rows[file.name], answered.get(file.name), periods) for file in files}, periods

    def _needs(self) -> dict[str, tuple[str, ...]]:
        """Say for every derived fact which other facts it needs."""
        needs: dict[str, tuple[str, ...]] = {}
        for name, file in self.facts.items():
            if file.table:
                rows = self.tables[file.table].rows
                needs[name] = tuple(dict.fromkeys(column.name for row in rows for column in row.columns))
            elif file.former is not None:
                needs[name] = (file.former.fact,)
            else:
                needs[name] = ()
        return needs

    def _arrange_facts(self) -> None:
        """Order all derivations. `steps` leads to the underived facts; `table_steps` answers the rest from the situation alone."""
        parts = FactParts(self.facts, self.columns, self.register, self.parameters, self.clocks)
        self._ordered: dict[str, Step] = {}
        self._needed = self._needs()
        self._looked_at = {name: needs for name, needs in self._needed.items() if self.facts[name].table}
        for name in in_order(self._needed):
            derive, table = derivation_of(name, parts), self.facts[name].table
            if derive is not None or table:
                self._ordered[name] = Step(self.columns.by_name[name], derive, self.tables[table] if table else None)
        self._setters = setters_of(parts)
        self.steps = self.steps_for({name for name, step in self._ordered.items() if step.derive is not None})
        self.answering = {name: step.table for name, step in self._ordered.items() if step.table is not None}
        self.table_steps = tuple(self.answering.values())
        self.underived = sum(self.columns.by_name[name].mask for name in self.facts if name not in self.answering)
        tables = [table for table in self.tables.values() if table.gives not in ("fact", "violations")]
        plans = {(table.name, row.id, row.from_): RowPlan(self, table, row) for table in tables for row in table.rows}
        self.concluding: tuple[tuple[tuple[str, tuple[RowPlan, ...]], ...], ...] = tuple(
            tuple((table.gives, tuple(plans[table.name, row.id, row.from_] for row in table.versions[period])) for table in tables)
            for period in range(len(self.law.starts) + 1)
        )
        self.asking = tuple(Asking(self, column) for column in self.columns.ordered if column.ask)

    def grounds_of(self, fact: str) -> Grounds:
        """Give what remembers the facts behind a fact; made when first asked for."""
        if fact not in self._grounds:
            self._grounds[fact] = Grounds(self, (self.columns.by_name[fact],))
        return self._grounds[fact]

    def mask_behind(self, names: Iterable[str]) -> int:
        """Give the bits of some facts and of every fact that their tables look at."""
        return sum(self.columns.by_name[name].mask for name in closure(names, self._looked_at))

    def steps_for(self, columns: set[str]) -> tuple[Step, ...]:
        """Give the derivations, in order, that some columns need."""
        wanted = closure(columns, self._needed)
        return tuple(step for name, step in self._ordered.items() if name in wanted)

    def _plan(self, event: str) -> EventPlan:
        file = next((file for file in self.pack.tables if file.event == event and _in(self.profile, file.profiles)), None)
        table = self.tables[file.name] if file is not None else None
        needed = {column.name for row in (table.rows if table else ()) for column in row.columns}
        for column in file.columns.values() if file is not None else ():
            if column.among is not None:
                needed |= {used.name for row in self.tables[column.among].rows for used in row.columns}
        remembered = tuple(
            (self.columns.by_name[name], self.columns.by_name[fact.former.fact], self.steps_for({fact.former.fact}))
            for name, fact in self.facts.items()
            if fact.former is not None and fact.former.on == event
        )
        starts = self._starts(event)
        return EventPlan(
            table=table,
            steps=self.steps_for(needed),
            readers=self._readers(file),
            setters=tuple(self._setters.get(event, ())),
            starts=starts,
            moves_clocks=bool(starts) or any(event in _movers(rule) for rule in self.clocks),
            remembered=remembered,
        )

    def _readers(self, file: TableFile | None) -> tuple[ReadEvent, ...]:
        if file is None:
            return ()
        parts = EventParts(self.register, self.clocks, self.organisations_among)
        return tuple(reader_of(self.columns.by_name[f"{file.name}.{name}"], column, parts) for name, column in file.columns.items())

    def _starts(self, event: str | None) -> tuple[StartCondition, ...]:
        """Give the clocks that an event type starts; None stands for the birth of the person."""
        found = []
        for rule in self.clocks:
            starts = rule.file.starts
            if (starts.from_birth and event is None) or (event is not None and starts.on == event):
                columns = self.columns.by_name
                forbidden = sum(columns[name].forbid(values) for name, values in starts.when.items())
                forbidden |= sum(columns[name].bits[value] for name, values in starts.unless.items() for value in values)
                found.append(StartCondition(rule.place, starts.where, forbidden, self.steps_for({*starts.when, *starts.unless})))
        return tuple(found)


def load(folder: Path, profile: str | None = None) -> Mechanism:
    """Read and compile the mechanism in a folder, in a profile (its default if None).

    Raises:
        PackError: with every problem found; nothing half-loaded is returned.

    """
    pack = read_pack(folder)
    chosen = profile or pack.mechanism.default_profile
    if chosen not in pack.mechanism.profiles:
        allowed = ", ".join(pack.mechanism.profiles)
        raise PackError([Problem("mechanism.toml: profiles", f"no profile {chosen!r}; allowed: {allowed}")])
    return Mechanism(pack, chosen)


def rows_in_force(table: Table, law: LawPeriods, day: dt.date) -> tuple[Row, ...]:
    """Give the rows of a table that are law on a legal day."""
    return table.versions[law.on(day)]


def _in(profile: str, profiles: tuple[str, ...]) -> bool:
    return not profiles or profile in profiles


def _movers(rule: ClockRule) -> set[str]:
    moves = (rule.file.extended_by, rule.file.shortened_by, rule.file.cut_by)
    return {move.on for move in moves if move is not None}


def _calendar(pack: Pack) -> Calendar:
    file = pack.calendar
    doubtful = tuple((day.month, day.day, day.id) for day in file.doubtful)
    return Calendar(
        CalendarData(
            country=file.country,
            verified_from=file.verified_from,
            verified_to=file.verified_to,
            quick_from=file.quick_from,
            quick_to=file.quick_to,
            doubtful=doubtful,
            extra_closed=file.deadline_closed,
        ),
    )
