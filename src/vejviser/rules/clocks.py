# SPDX-License-Identifier: EUPL-1.2
"""Legal clocks: started, moved and ended by events, and latched. A date once decided is never recomputed from today's facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.periods import last_day, last_day_before_birthday

if TYPE_CHECKING:
    from vejviser.rules.calendar import Calendar
    from vejviser.rules.events import Event
    from vejviser.rules.pack_format import ClockFile, MoveFile
    from vejviser.rules.parameters import Parameter
    from vejviser.rules.periods import Convention


@dataclass(slots=True)
class RunningClock:
    """A clock that started. `last_day` and `cap` are the last lawful days; `events` the indexes of the events that made it so."""

    starts: dt.date
    last_day: dt.date
    cap: dt.date | None
    events: tuple[int, ...]
    periods: int = 1
    extended: bool = False
    superseded: bool = False

    def state(self, day: dt.date) -> str:
        """Say how the clock stands on a legal day; an ended clock was not superseded in time."""
        if self.superseded:
            return "superseded"
        return "running" if day <= self.last_day else "ended"

    def days_left(self, day: dt.date) -> int:
        """Count the legal days from `day` to the last day; 0 on the last day and when the clock does not run."""
        return (self.last_day - day).days if self.state(day) == "running" else 0


class ClockRule(NamedTuple):
    """How one clock of a mechanism works, in one profile."""

    place: int
    file: ClockFile
    convention: Convention
    length: Parameter
    cap: Parameter | None
    calendar: Calendar

    @property
    def id(self) -> str:
        """The clock's name in assessments."""
        return self.file.id

    def start(self, day: dt.date, events: tuple[int, ...]) -> RunningClock:
        """Start the clock on a legal day."""
        cap = None if self.cap is None else self._end(day, self.cap.on(day))
        return RunningClock(starts=day, last_day=self._end(day, self.length.on(day)), cap=cap, events=events)

    def start_at_birth(self, born: dt.date) -> RunningClock:
        """Start the clock at birth; its last day is the day before the birthday."""
        return RunningClock(starts=born, last_day=last_day_before_birthday(born, self.length.on(born)), cap=None, events=())

    def renew(self, clock: RunningClock, event: Event) -> None:
        """Add one more length, counted from the first start so that months do not drift."""
        clock.periods += 1
        clock.extended = True
        law_day = clock.starts if self.file.law_date == "start" else event.at.day
        clock.last_day = self._end(clock.starts, self.length.on(law_day), clock.periods)
        clock.events += (event.place,)

    def _end(self, start: dt.date, length: int, periods: int = 1) -> dt.date:
        unit = self.length.unit
        return last_day(start, length, unit, self.convention, self.calendar, steps=periods)  # type: ignore[arg-type]  # checked at load


def proposed_last_day(move: MoveFile, event: Event, clock: RunningClock | None) -> dt.date | None:
    """Give the last day that a decision asks for: its date, or its days counted from the last day then in force."""
    until: dt.date | None = event.fields.get(move.until) if move.until else None
    if until is not None or move.days is None:
        return until
    days = event.fields.get(move.days)
    return None if clock is None or days is None else clock.last_day + dt.timedelta(days=days)


def move_clocks(rules: tuple[ClockRule, ...], clocks: list[RunningClock | None], event: Event, *, may_start: frozenset[int]) -> None:
    """Let one event that counts act on every clock; `may_start` holds the clocks whose conditions it meets."""
    day = event.at.day
    for rule in rules:
        clock = clocks[rule.place]
        if rule.place in may_start:
            _start_or_renew(rule, clocks, event)
        elif clock is not None and clock.state(day) == "running":
            _move(rule, clock, event)
    for rule in rules:
        _supersede(rule, rules, clocks, event)


def _start_or_renew(rule: ClockRule, clocks: list[RunningClock | None], event: Event) -> None:
    clock, day = clocks[rule.place], event.at.day
    if clock is None or (rule.file.renewed and clock.state(day) != "running"):
        clocks[rule.place] = rule.start(day, (event.place,))
    elif rule.file.renewed:
        rule.renew(clock, event)


def _move(rule: ClockRule, clock: RunningClock, event: Event) -> None:
    for move, extends in ((rule.file.extended_by, True), (rule.file.shortened_by, False)):
        if move is not None and move.on == event.type:
            proposed = proposed_last_day(move, event, clock)
            if proposed is not None and (proposed > clock.last_day) == extends:
                clock.last_day = proposed
                clock.extended = clock.extended or extends
                clock.events += (event.place,)
    if rule.file.cut_by is not None and rule.file.cut_by.on == event.type:
        clock.last_day = event.at.day
        clock.events += (event.place,)


def _supersede(rule: ClockRule, rules: tuple[ClockRule, ...], clocks: list[RunningClock | None], event: Event) -> None:
    """End a running clock in favour of the one that replaces it, once that one was ever started."""
    clock, day = clocks[rule.place], event.at.day
    if rule.file.superseded_by is None or clock is None or clock.state(day) != "running":
        return
    other = clocks[next(other.place for other in rules if other.id == rule.file.superseded_by)]
    if other is not None:
        clock.superseded = True
        clock.events += (event.place,)
