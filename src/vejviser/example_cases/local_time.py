# SPDX-License-Identifier: EUPL-1.2
"""Days as ordinals and local times as text, in the zone Europe/Copenhagen.

A day is its proleptic ordinal (`date.toordinal()`), a time of day its minute from 0 to 1439. The rule of the clocks is the one
in force since 1996: summer time from the last Sunday of March to the last Sunday of October, changing at 01:00 UTC.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache

LAST_MINUTE = 1439
CHANGE_STARTS, CHANGE_ENDS = 120, 180
CLOCK = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(LAST_MINUTE + 1))


@cache
def iso(day: int) -> str:
    """Return the ordinal `day` as text, YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def add_months(day: int, months: int) -> int:
    """Return the same day number `months` later, or the last day of that month where there is no such number (K4)."""
    first = date.fromordinal(day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])).toordinal()


def birthday(born: int, years: int) -> int:
    """Return the first day on which a person born on `born` is `years` old; of 29 February it is 1 March in ordinary years."""
    first = date.fromordinal(born)
    try:
        return first.replace(year=first.year + years).toordinal()
    except ValueError:
        return date(first.year + years, 3, 1).toordinal()


@cache
def clock_changes(year: int) -> tuple[int, int]:
    """Return the last Sundays of March and October of `year`."""
    ends = (date(year, 3, 31), date(year, 10, 31))
    spring, autumn = (day.toordinal() - day.isoweekday() % 7 for day in ends)
    return spring, autumn


@cache
def hours_from_utc(day: int) -> tuple[int, int]:
    """Return the offset in hours before and after 02:30 local time; the two differ on the days the clocks change."""
    spring, autumn = clock_changes(date.fromordinal(day).year)
    return (2 if spring < day <= autumn else 1), (2 if spring <= day < autumn else 1)


def stamp_on_change(day: int, minute: int, *, late: bool) -> tuple[str, int]:
    """Return a time between 02:00 and 03:00 of a day the clocks change, with its offset, and the first minute surely after it.

    In March that hour does not exist: the written time means the one an hour later. In October it exists twice: `late` takes
    the second.
    """
    before, after = hours_from_utc(day)
    spring = before < after
    hours = before if spring or not late else after
    return f"{iso(day)}T{CLOCK[minute]}+0{hours}:00", minute + 60 if spring else CHANGE_ENDS


def stamp_with_offset(day: int, minute: int, *, universal: bool) -> str:
    """Write a local time that exists once, with its offset or, when `universal` and not before 03:00, in UTC with a Z."""
    hours = hours_from_utc(day)[minute >= CHANGE_STARTS]
    if universal and minute >= CHANGE_ENDS:
        return f"{iso(day)}T{CLOCK[minute - hours * 60]}Z"
    return f"{iso(day)}T{CLOCK[minute]}+0{hours}:00"
