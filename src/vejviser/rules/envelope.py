# SPDX-License-Identifier: EUPL-1.2
"""The lawful range of a decision before it is taken: between which days it may end a clock, and what stands in its way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from vejviser.rules.assess import known_events
from vejviser.rules.event_columns import EventParts, reader_of
from vejviser.rules.events import Event
from vejviser.rules.fold import derive, fold

if TYPE_CHECKING:
    from vejviser.rules.case_file import Case
    from vejviser.rules.clocks import ClockRule, RunningClock
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import MoveFile
    from vejviser.rules.state import State

_ONE_DAY: Final = dt.timedelta(days=1)


class Envelope(NamedTuple):
    """What a decision of one event type may do to a clock on a day.

    `earliest` and `latest` are the first and the last lawful last day (None: no bound); `hindered_by` names the violations, with
    the rules behind them, that any such decision would be on that day, whoever takes it. Lawful now = nothing hinders it.
    """

    clock: str
    event: str
    earliest: dt.date
    latest: dt.date | None
    hindered_by: tuple[tuple[str, tuple[str, ...]], ...]


def envelopes(mechanism: Mechanism, case: Case, on: Moment, *, known_at: Moment | None = None) -> tuple[Envelope, ...]:
    """Give the lawful range of every decision that could move a started clock at a moment, as far as was known at another one."""
    state = fold(mechanism, case.person, known_events(case, on, known_at)).state
    found = []
    for rule in mechanism.clocks:
        clock = state.clocks[rule.place]
        if clock is not None:
            found += [_envelope(mechanism, state, rule, clock, move, on=on) for move in _moves(rule)]
    return tuple(found)


def _moves(rule: ClockRule) -> list[MoveFile]:
    return [move for move in (rule.file.extended_by, rule.file.shortened_by) if move is not None and move.until is not None]


def _envelope(  # noqa: PLR0913  a range belongs to one clock, one decision and one moment
    mechanism: Mechanism,
    state: State,
    rule: ClockRule,
    clock: RunningClock,
    move: MoveFile,
    *,
    on: Moment,
) -> Envelope:
    if move is rule.file.extended_by:
        earliest, latest = clock.last_day + _ONE_DAY, clock.cap
    else:
        earliest, latest = on.day, clock.last_day - _ONE_DAY
    event = Event(-1, move.on, on, on, {str(move.until): earliest})
    return Envelope(rule.id, move.on, earliest, latest, _hindrances(mechanism, state, event))


def _hindrances(mechanism: Mechanism, state: State, event: Event) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the violations that the mildest such decision certainly is: who takes it stays open, only its date is asked about."""
    plan, table = mechanism.plans[event.type], mechanism.plans[event.type].table
    if table is None:
        return ()
    situation = derive(mechanism, state, event.at.day, plan.steps)
    parts = EventParts(mechanism.register, mechanism.clocks, mechanism.organisations_among)
    file = next(file for file in mechanism.pack.tables if file.name == table.name)
    for name, shape in file.columns.items():
        column = mechanism.columns.by_name[f"{table.name}.{name}"]
        situation |= reader_of(column, shape, parts)(state, event, situation) if shape.compare_to else column.mask
    rows = table.versions[mechanism.law.on(event.at.day)]
    return tuple((str(row.then["id"]), row.rules) for row in rows if not situation & row.forbidden)
