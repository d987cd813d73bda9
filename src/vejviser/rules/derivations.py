# SPDX-License-Identifier: EUPL-1.2
"""Facts that depend on the day or on other facts: each function here makes one function (state, day, situation) -> bit of the value."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.rules.periods import birthday

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.clocks import RunningClock
    from vejviser.rules.columns import Column
    from vejviser.rules.parameters import Parameter
    from vejviser.rules.state import State

    Derive = Callable[[State, dt.date, int], int]


def expiring(column: Column) -> Derive:
    """Derive a fact that an event set up to a last day."""
    place, mask = column.place, column.mask

    def derive(state: State, day: dt.date, _situation: int) -> int:
        expiry = state.expiries.get(place)
        if expiry is not None and day > expiry.until:
            return expiry.after
        return state.latched & mask

    return derive


def differing(column: Column) -> Derive:
    """Derive whether the latest findings of different authorities differ."""
    yes, no = column.bits["yes"], column.bits["no"]

    def derive(state: State, _day: dt.date, _situation: int) -> int:
        findings = state.findings.get(column.place, {})
        return yes if len({value for value, _index in findings.values()}) > 1 else no

    return derive


def balanced(column: Column) -> Derive:
    """Derive none, open or ended from what was opened and what ended."""
    none, is_open, ended = (column.bits[value] for value in ("none", "open", "ended"))

    def derive(state: State, _day: dt.date, _situation: int) -> int:
        opened, closed = state.counts.get(column.place, (0, 0))
        return is_open if opened > closed else ended if closed else none

    return derive


def covered(column: Column) -> Derive:
    """Derive whether an event covers the day; the events that do become the fact's marks."""
    yes, no = column.bits["yes"], column.bits["no"]

    def derive(state: State, day: dt.date, _situation: int) -> int:
        spans = state.covers.get(column.place, ())
        covering = tuple(index for start, end, index in spans if start <= day and (end is None or day <= end))
        state.marks[column.place] = covering or tuple(index for _start, _end, index in spans)
        return yes if covering else no

    return derive


def first_recorded(column: Column, sources: tuple[Column, ...]) -> Derive:
    """Derive a fact from the first of several that was ever recorded."""

    def derive(state: State, _day: dt.date, _situation: int) -> int:
        for source in sources:
            if state.marks[source.place]:
                state.marks[column.place] = state.marks[source.place]
                return column.bits[source.value(state.latched)]
        return column.default

    return derive


def of_clock(column: Column, clock_place: int, shows: str) -> Derive:
    """Derive how a clock looks: its state (none before it starts), or one of over, at_cap, extended."""
    looks: dict[str, Callable[[RunningClock, dt.date], bool]] = {
        "over": lambda clock, day: day > clock.last_day,
        "at_cap": lambda clock, _day: clock.last_day == clock.cap,
        "extended": lambda clock, _day: clock.extended,
    }
    if shows == "state":
        bits, none = column.bits, column.default

        def derive_state(state: State, day: dt.date, _situation: int) -> int:
            clock = state.clocks[clock_place]
            if clock is None:
                return none
            state.marks[column.place] = clock.events
            return bits[clock.state(day)]

        return derive_state
    look, yes, no = looks[shows], column.bits["yes"], column.bits["no"]

    def derive(state: State, day: dt.date, _situation: int) -> int:
        clock = state.clocks[clock_place]
        if clock is None:
            return no
        state.marks[column.place] = clock.events
        return yes if look(clock, day) else no

    return derive


def age(column: Column, years: Parameter, near: Parameter) -> Derive:
    """Derive unknown, child, nearly_adult (so many days before the birthday) or adult from the day of birth."""
    unknown, child, nearly, adult = (column.bits[value] for value in ("unknown", "child", "nearly_adult", "adult"))

    def derive(state: State, day: dt.date, _situation: int) -> int:
        born = state.person.born
        if born is None:
            return unknown
        # Nobody is near a birthday that lies so many years away; asking the calendar is the slow part.
        if day.year - born.year > years.on(day):
            return adult
        grown_up = birthday(born, years.on(day))
        if day >= grown_up:
            return adult
        return nearly if day >= grown_up - dt.timedelta(days=near.on(day)) else child

    return derive


def of_person(column: Column, attribute: str) -> Derive:
    """Derive a yes or no of the person."""
    yes, no = column.bits["yes"], column.bits["no"]
    return lambda state, _day, _situation: yes if getattr(state.person, attribute) else no


def former(column: Column, source: Column, nobody: str) -> Derive:
    """Derive the latest value, other than today's, that a table fact had after an earlier event; none if either side names nobody."""
    nobody_bit = source.bits[nobody]
    as_former = {bit: column.bits[value] for value, bit in source.bits.items() if value != nobody}

    def derive(state: State, _day: dt.date, situation: int) -> int:
        now = situation & source.mask
        if now != nobody_bit:
            for earlier, index in reversed(state.snapshots.get(column.place, ())):
                if earlier not in (now, nobody_bit):
                    state.marks[column.place] = (index,)
                    return as_former[earlier]
        state.marks[column.place] = ()
        return column.default

    return derive
