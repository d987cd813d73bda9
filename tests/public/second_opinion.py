# SPDX-License-Identifier: EUPL-1.2
"""The hours of the hotline worked out a second way: Gauss's rule for Easter and plain arithmetic, without anything of the program.

R8 (weekdays 8.30-16.00), R9 (weekends and public holidays 9.00-15.00), R10 and R11 (what there is at other times), K7 (which days are
public holidays: Great Prayer Day until 2023), A35 (days that are in doubt).
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
WEEKDAY, OTHER = (dt.time(8, 30), dt.time(16)), (dt.time(9), dt.time(15))
DOUBTFUL = frozenset({(5, 1), (6, 5), (12, 24), (12, 31)})
LAST_GREAT_PRAYER_DAY = 2023


class Answer(NamedTuple):
    """What a page must say at a minute: open or not, when that changes (local), which numbers in which order, whether it is in doubt."""

    open: bool
    change: dt.datetime
    first: str
    others: tuple[str, ...]
    doubtful: bool


@cache
def easter(year: int) -> dt.date:
    """Give Easter Sunday by the rule of Gauss, in the form of Lichtenberg."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    cycle = year % 19
    full = (19 * cycle + moon) % 30
    shift = (full + cycle // 11) // 29
    limit = 21 + full - shift
    sunday = 7 - (year + year // 4 + sun) % 7
    day = limit + 7 - (limit - sunday) % 7
    return dt.date(year, 3, 1) + dt.timedelta(days=day - 1)


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Give the public holidays of a year."""
    found = {dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)}
    found |= {easter(year) + dt.timedelta(days=after) for after in (-3, -2, 0, 1, 39, 49, 50)}
    if year <= LAST_GREAT_PRAYER_DAY:
        found.add(easter(year) + dt.timedelta(days=26))
    return frozenset(found)


@cache
def hours(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Give when the hotline opens and closes on a day."""
    begins, ends = OTHER if day.weekday() >= 5 or day in holidays(day.year) else WEEKDAY
    return dt.datetime.combine(day, begins, ZONE), dt.datetime.combine(day, ends, ZONE)


def answer(at: dt.datetime) -> Answer:
    """Say what holds at an instant."""
    local = at.astimezone(ZONE)
    day, wall = local.date(), local.time()
    opens, closes = hours(day)
    doubtful = (day.month, day.day) in DOUBTFUL
    if opens.time() <= wall < closes.time():
        return Answer(open=True, change=closes, first="cmm_hotline", others=(), doubtful=doubtful)
    change = opens if wall < opens.time() else hours(day + dt.timedelta(days=1))[0]
    return Answer(open=False, change=change, first="police_hotline", others=("cmm_answering_machine",), doubtful=doubtful)


def differences(start: dt.datetime, minutes: int, step: int = 1) -> list[str]:
    """Compare with the program from an instant on, every `step` minutes; give what differs."""
    from vejviser.mechanisms import find  # noqa: PLC0415  the second opinion itself uses nothing of the program
    from vejviser.rules.contact import contact_at  # noqa: PLC0415

    mechanism, wrong = find(), []
    for minute in range(0, minutes, step):
        at = start + dt.timedelta(minutes=minute)
        found, wanted = contact_at(mechanism, mechanism.zone.from_datetime(at)), answer(at)
        contact = found.point_of_contact
        change = contact.closes if contact.open else contact.opens
        names = tuple(line.id for line in found.now)
        got = (contact.open, dt.datetime.fromisoformat(change or ""), names, bool(found.flags))
        if got != (wanted.open, wanted.change, (wanted.first, *wanted.others), wanted.doubtful):
            wrong.append(f"{at.isoformat()}: {got}, and by the second opinion {wanted}")
    return wrong
