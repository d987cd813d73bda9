# SPDX-License-Identifier: EUPL-1.2
"""How soon the desk aims to answer. No law says it (A55): each is an organisational target, in the desk's opening hours (R8, R9)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from vejviser.mechanisms import find
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.opening_hours import OpenState

Urgency = Referral.Urgency


class Target(NamedTuple):
    """Answer within so many minutes of opening hours, or by closing time of the so-many-th working day after the day of arrival."""

    open_minutes: int = 0
    working_days: int = 0
    source: str = "organisational target"


TARGETS: Final[dict[Urgency, Target]] = {
    Urgency.NOW: Target(open_minutes=15),
    Urgency.TONIGHT: Target(open_minutes=60),
    Urgency.TODAY: Target(open_minutes=4 * 60),
    Urgency.ORDINARY: Target(working_days=1),
    Urgency.ADVICE: Target(working_days=3),
}
# How many openings are looked at: more than any run of closed days.
_OPENINGS: Final = 30


def answer_by(urgency: Urgency, received: dt.datetime, mechanism: Mechanism | None = None) -> dt.datetime:
    """Give the instant by which the desk aims to have spoken with the referrer or the person."""
    known = mechanism or find()
    target = TARGETS[urgency]
    if target.working_days:
        return _closing(known, _working_day(known, received, target.working_days))
    return _open_minutes_later(known, received, dt.timedelta(minutes=target.open_minutes))


def local(moment: dt.datetime, mechanism: Mechanism | None = None) -> dt.datetime:
    """Give an instant in the mechanism's zone."""
    return moment.astimezone(ZoneInfo((mechanism or find()).zone.name))


def _open_minutes_later(mechanism: Mechanism, moment: dt.datetime, left: dt.timedelta) -> dt.datetime:
    for _opening in range(_OPENINGS):
        state = _state(mechanism, moment)
        if not state.open:
            if state.opens is None:
                break
            moment = state.opens
            continue
        if state.closes is None or moment + left <= state.closes:
            break
        # Subtracted as instants: within one zone Python would subtract the wall times, wrong when the clocks change.
        left -= state.closes.astimezone(dt.UTC) - moment.astimezone(dt.UTC)
        moment = state.closes
    return (moment.astimezone(dt.UTC) + left).astimezone(dt.UTC)


def _state(mechanism: Mechanism, moment: dt.datetime) -> OpenState:
    at = mechanism.zone.from_datetime(moment)
    found = mechanism.register.contact(mechanism.pack.mechanism.contact.line, at.day)
    hours = found[1].hours if found is not None else None
    return mechanism.hours(hours or "24/7").state_at(at)


def _working_day(mechanism: Mechanism, received: dt.datetime, count: int) -> dt.date:
    day = mechanism.zone.from_datetime(received).day
    for _day in range(count):
        day = mechanism.calendar.next_working_day(day + dt.timedelta(days=1))
    return day


def _closing(mechanism: Mechanism, day: dt.date) -> dt.datetime:
    noon = dt.datetime.combine(day, dt.time(12), ZoneInfo(mechanism.zone.name))
    return (_state(mechanism, noon).closes or noon).astimezone(dt.UTC)
