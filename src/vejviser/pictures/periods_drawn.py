# SPDX-License-Identifier: EUPL-1.2
"""The periods of a case as bars: each clock with its moves, what took its place, and the gaps between two periods of the same clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from vejviser.pictures.parts import Bar, Lane, Move, Segment

if TYPE_CHECKING:
    from vejviser.pictures.history import Known
    from vejviser.pictures.wording import Wording
    from vejviser.rules.answers import Clock
    from vejviser.rules.clocks import ClockRule

_ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class _Period:
    """A period as it is being followed through the events."""

    clock: Clock
    moves: list[Move] = field(default_factory=list)
    superseded_from: dt.date | None = None


def lanes(known: Known, wording: Wording) -> tuple[Lane, ...]:
    """Give a lane for every clock that ever started, in the order of the mechanism."""
    history = known.by_instant()
    found = []
    for rule in known.mechanism.clocks:
        periods = _periods(
            rule, wording, [(day, event, clock) for day, event, one in history for clock in one.clocks if clock.id == rule.id]
        )
        if periods:
            found.append(_lane(rule, wording, periods, known.as_of.day))
    return tuple(found)


def _periods(rule: ClockRule, wording: Wording, seen: list[tuple[dt.date, str, Clock]]) -> list[_Period]:
    periods: list[_Period] = []
    for day, event, clock in seen:
        if not periods or periods[-1].clock.starts != clock.starts:
            periods.append(_Period(clock))
        period = periods[-1]
        if clock.last_day != period.clock.last_day:
            kind = _kind(rule, event, later=clock.last_day > period.clock.last_day)
            period.moves.append(Move(day, period.clock.last_day, kind, wording.line(kind, day=wording.day(day))))
        if clock.state == "superseded" and period.superseded_from is None:
            period.superseded_from = day
        period.clock = clock
    return periods


def _kind(rule: ClockRule, event: str, *, later: bool) -> str:
    if later:
        return "renewed" if rule.file.renewed else "extended"
    return "cut_short" if rule.file.cut_by is not None and rule.file.cut_by.on == event else "shortened"


def _lane(rule: ClockRule, wording: Wording, periods: list[_Period], today: dt.date) -> Lane:
    bars = tuple(_bar(rule, wording, period, today) for period in periods)
    gaps = tuple(
        _gap(wording, before.last_day + _ONE_DAY, after.starts - _ONE_DAY)
        for before, after in pairwise(bars)
        if after.starts - before.last_day > _ONE_DAY
    )
    return Lane(rule.id, wording.get(f"clocks.{rule.id}.label"), bars, gaps, widens=not rule.file.starts.from_birth)


def _gap(wording: Wording, first: dt.date, last: dt.date) -> Segment:
    label = wording.texts.get("timeline.gap", **{"from": wording.day(first), "to": wording.day(last)})
    return Segment(first, last, "gap", label, projected=False)


def _bar(rule: ClockRule, wording: Wording, period: _Period, today: dt.date) -> Bar:
    clock = period.clock
    cap = clock.cap if isinstance(clock.cap, dt.date) else None
    labels = [(clock.starts, wording.line("starts", day=wording.day(clock.starts)))]
    labels.append((clock.last_day, _last_day(wording, clock, cap, today)))
    if cap is not None and cap > clock.last_day:
        within_reach = clock.state != "superseded" and today <= clock.last_day
        labels.append((cap, wording.line("cap" if within_reach else "cap_unused", day=wording.day(cap))))
    if period.superseded_from is not None and rule.file.superseded_by is not None:
        name = wording.get(f"clocks.{rule.file.superseded_by}.label")
        label = wording.line("superseded", clock=name[:1].lower() + name[1:], day=wording.day(period.superseded_from))
        labels.append((period.superseded_from, label))
    return Bar(clock.starts, clock.last_day, cap, period.superseded_from, tuple(period.moves), tuple(labels))


def _last_day(wording: Wording, clock: Clock, cap: dt.date | None, today: dt.date) -> str:
    label = wording.line("last_day_is_cap" if cap == clock.last_day else "last_day", day=wording.day(clock.last_day))
    if clock.state == "superseded" or not clock.starts <= today <= clock.last_day:
        return label
    days = (clock.last_day - today).days
    if days == 0:
        return f"{label} ({wording.get('words.today_is_last_day')})"
    return f"{label} ({wording.get('words.one_day_left') if days == 1 else wording.get('words.days_left', count=days)})"
