# SPDX-License-Identifier: EUPL-1.2
"""Reading the events of a case in order: each is judged on what was recorded before it, and only then acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.clocks import move_clocks, proposed_last_day
from vejviser.rules.setters import says
from vejviser.rules.state import State

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.events import Event, Person
    from vejviser.rules.mechanism import EventPlan, Mechanism, StartCondition, Step
    from vejviser.rules.tables import Row


class Found(NamedTuple):
    """A row of an event's table that applied: the event was not allowed. `situation` is what it was judged on; `named` fills its text."""

    event: Event
    row: Row
    situation: int
    named: dict[str, dt.date]


class Folded(NamedTuple):
    """What the events of a case come to: the latched state, the violations, and the situation in which nothing is asked yet."""

    state: State
    found: tuple[Found, ...]


def fold(mechanism: Mechanism, person: Person, events: tuple[Event, ...]) -> Folded:
    """Read events that stand in their legal order."""
    state = State(person, mechanism.initial, len(mechanism.columns.ordered), len(mechanism.clocks))
    found: list[Found] = []
    first = True
    for event in events:
        plan = mechanism.plans[event.type]
        refused = _judge(mechanism, state, event, plan, found) if plan.table is not None else False
        if refused:
            continue
        starts = _starting(mechanism, state, event, plan.starts) if plan.starts else frozenset()
        for setter in plan.setters:
            setter(state, event)
        if plan.moves_clocks:
            move_clocks(mechanism.clocks, state.clocks, event, may_start=starts)
        for column, source, steps in plan.remembered:
            situation = derive(mechanism, state, event.at.day, steps)
            state.snapshots.setdefault(column.place, []).append((situation & source.mask, event.place))
        if first:
            _start_at_birth(mechanism, state, event)
            first = False
    return Folded(state, tuple(found))


def derive(mechanism: Mechanism, state: State, day: dt.date, steps: tuple[Step, ...]) -> int:
    """Give the situation on a legal day, with the facts of `steps` derived in order."""
    situation = state.latched
    period = mechanism.law.on(day)
    for column, function, table in steps:
        if function is not None:
            situation = situation & ~column.mask | function(state, day, situation)
        elif table is not None:
            situation |= table.answer(situation, period)
    return situation


def _judge(mechanism: Mechanism, state: State, event: Event, plan: EventPlan, found: list[Found]) -> bool:
    """Report what the event may not do; whether it therefore has no effect."""
    table = plan.table
    if table is None:
        return False
    situation = derive(mechanism, state, event.at.day, plan.steps)
    for read in plan.readers:
        situation |= read(state, event, situation)
    refused = False
    for row in table.versions[mechanism.law.on(event.at.day)]:
        if not situation & row.forbidden:
            found.append(Found(event, row, situation, _named_days(mechanism, state, event)))
            refused = refused or not row.then.get("counts", False)
    return refused


def _named_days(mechanism: Mechanism, state: State, event: Event) -> dict[str, dt.date]:
    """Give the days that the text of a violation may name: those of the clock that the event would have moved."""
    named = {"date": event.at.day}
    for rule in mechanism.clocks:
        clock = state.clocks[rule.place]
        for move in (rule.file.extended_by, rule.file.shortened_by):
            if move is not None and move.on == event.type:
                proposed = proposed_last_day(move, event, clock)
                named |= {"proposed": proposed} if proposed else {}
                named |= {"last_day": clock.last_day} if clock else {}
                named |= {"cap": clock.cap} if clock and clock.cap else {}
    return named


def _starting(mechanism: Mechanism, state: State, event: Event, conditions: tuple[StartCondition, ...]) -> frozenset[int]:
    day = event.at.day
    return frozenset(
        condition.clock
        for condition in conditions
        if says(event, condition.where) and not derive(mechanism, state, day, condition.steps) & condition.forbidden
    )


def _start_at_birth(mechanism: Mechanism, state: State, event: Event) -> None:
    born = state.person.born
    for condition in mechanism.birth_starts:
        if born is not None and not derive(mechanism, state, event.at.day, condition.steps) & condition.forbidden:
            state.clocks[condition.clock] = mechanism.clocks[condition.clock].start_at_birth(born)
