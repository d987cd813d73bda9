# SPDX-License-Identifier: EUPL-1.2
"""Sentences 18 to 22 and 25: the clocks, walked through event by event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .dates_by_hand import days_later, days_until, months_later
from .reading import is_identified, last_day_of_childhood, legal_stay, was_child_at_first_event

if TYPE_CHECKING:
    from datetime import date

    from .case import Event, Json
    from .reading import History

REFLECTION_DAYS = 30
REFLECTION_TOTAL_DAYS = 120
PERMIT_MONTHS = 6
ASSISTANCE_MONTHS = 6
PROGRAMME_MONTHS = 12


@dataclass(frozen=True)
class Reflection:
    """The reflection period; all days inclusive."""

    starts: date
    last_day: date
    cap: date
    extended: bool = False
    superseded: bool = False

    def runs_on(self, day: date) -> bool:
        """21."""
        return not self.superseded and day <= self.last_day


@dataclass(frozen=True)
class Permit:
    """22: an unbroken chain of permits, its first issue and its last day."""

    starts: date
    last_day: date
    issues: int = 1

    def runs_on(self, day: date) -> bool:
        """21."""
        return day <= self.last_day


def new_last_day(clock: Reflection, extension: Event) -> date:
    """18: `until`, or `days` counted from the last day then in force."""
    until = extension.until()
    return until if until is not None else days_later(clock.last_day, int(str(extension.fields["days"])))


def reflection(history: History) -> Reflection | None:
    """18, 19, 20. None if it never started; events with a violation are not in the history."""
    clock: Reflection | None = None
    for event in history.all("reflection_period", "reflection_extension", "reflection_shortening", "residence_permit"):
        clock = started(history, event) if clock is None else moved(clock, event)
    return clock


def started(history: History, event: Event) -> Reflection | None:
    """18: the first reflection_period that has effect starts it; none does while legal stay is true (K19).

    AMBIGUOUS: 20 read literally, a permit issued before the start supersedes it from the start.
    """
    if event.kind != "reflection_period" or legal_stay(history.before(event)) is True:
        return None
    return Reflection(
        starts=event.day,
        last_day=days_later(event.day, REFLECTION_DAYS),
        cap=days_later(event.day, REFLECTION_TOTAL_DAYS),
        superseded=history.before(event).happened("residence_permit"),
    )


def moved(clock: Reflection, event: Event) -> Reflection:
    """19, 20: extended, shortened or superseded; a superseded clock is not moved any more."""
    if clock.superseded:
        return clock
    if event.kind == "residence_permit":
        return replace(clock, superseded=event.day <= clock.last_day)
    if event.kind == "reflection_extension":
        return replace(clock, last_day=new_last_day(clock, event), extended=True)
    if event.kind == "reflection_shortening":
        return replace(clock, last_day=event.until() or clock.last_day)
    return clock


def residence_permit(history: History) -> Permit | None:
    """22. The latest chain; a revocation after the last day changes nothing."""
    permit: Permit | None = None
    for event in history.all("residence_permit", "residence_permit_revoked"):
        if event.kind == "residence_permit":
            permit = issued(permit, event.day)
        elif permit is not None and event.day <= permit.last_day:
            permit = replace(permit, last_day=event.day)
    return permit


def issued(permit: Permit | None, day: date) -> Permit:
    """22: on or before the last day it is a renewal, later it starts a new chain."""
    if permit is None or day > permit.last_day:
        return Permit(day, months_later(day, PERMIT_MONTHS))
    issues = permit.issues + 1
    return Permit(permit.starts, months_later(permit.starts, PERMIT_MONTHS * issues), issues)


def arrival_day(history: History) -> date | None:
    """25. Decided: the day of the first arrival before which the person was identified (2); a later one changes nothing."""
    arrivals = history.all("arrival")
    return next((arrival.day for arrival in arrivals if is_identified(history.before(arrival))), None)


def permit_running(history: History) -> bool:
    """21, 22."""
    permit = residence_permit(history)
    return permit is not None and permit.runs_on(history.today)


def reflection_running(history: History) -> bool:
    """21, 20."""
    clock = reflection(history)
    return clock is not None and clock.runs_on(history.today)


def clocks(history: History) -> list[Json]:
    """All clocks that started, in the contract's order."""
    return [*reflection_clock(history), *permit_clock(history), *return_clocks(history), *childhood_clock(history)]


def clock_item(name: str, starts: date, last_day: date, today: date, rules: list[str]) -> Json:
    """21: `running` to the end of the last day; `days_left` 0 on it and afterwards."""
    return {
        "id": name,
        "state": "running" if today <= last_day else "ended",
        "starts": starts.isoformat(),
        "last_day": last_day.isoformat(),
        "days_left": days_until(today, last_day),
        "rules": rules,
    }


def reflection_clock(history: History) -> list[Json]:
    """18, 20."""
    clock = reflection(history)
    if clock is None:
        return []
    rules = ["R26", "R27"] if clock.extended else ["R26"]
    item = clock_item("reflection", clock.starts, clock.last_day, history.today, rules) | {"cap": clock.cap.isoformat()}
    return [item | {"state": "superseded", "days_left": 0} if clock.superseded else item]


def permit_clock(history: History) -> list[Json]:
    """22: no cap."""
    permit = residence_permit(history)
    if permit is None:
        return []
    rules = ["R65", "R66"] if permit.issues > 1 else ["R65"]
    return [clock_item("residence_permit", permit.starts, permit.last_day, history.today, rules)]


def return_clocks(history: History) -> list[Json]:
    """25."""
    day = arrival_day(history)
    if day is None:
        return []
    assistance = months_later(day, ASSISTANCE_MONTHS)
    programme = months_later(day, PROGRAMME_MONTHS)
    return [
        clock_item("return_assistance", day, assistance, history.today, ["R35", "R39"]),
        clock_item("return_programme", day, programme, history.today, ["R48"]),
    ]


def childhood_clock(history: History) -> list[Json]:
    """25: present if `born` is known and the person was a child at the first event."""
    born, last_day = history.person.born, last_day_of_childhood(history.person)
    if born is None or last_day is None or not was_child_at_first_event(history):
        return []
    return [clock_item("childhood", born, last_day, history.today, ["R52", "R55"])]
