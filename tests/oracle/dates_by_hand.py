# SPDX-License-Identifier: EUPL-1.2
"""Calendar days, counted the slow and obvious way: one day at a time, one month at a time, holidays from Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6
LAST_GREAT_PRAYER_DAY = 2023


def days_later(day: date, number: int) -> date:
    """The day that comes `number` days after `day` (K2: the start day is not counted)."""
    for _ in range(number):
        day += ONE_DAY
    return day


def days_earlier(day: date, number: int) -> date:
    """The day that comes `number` days before `day`."""
    for _ in range(number):
        day -= ONE_DAY
    return day


def days_until(start: date, end: date) -> int:
    """How many steps of one day lead from `start` to `end`; 0 if `end` is not after `start`."""
    steps = 0
    while start < end:
        start += ONE_DAY
        steps += 1
    return steps


def months_later(day: date, number: int) -> date:
    """The same day number `number` months later; the month's last day where that number is missing (K4)."""
    year, month = day.year, day.month
    for _ in range(number):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    for number_of_day in range(day.day, 0, -1):
        found = day_if_it_exists(year, month, number_of_day)
        if found is not None:
            return found
    raise AssertionError(day)


def day_if_it_exists(year: int, month: int, number_of_day: int) -> date | None:
    """That day, or None where the month is too short."""
    try:
        return date(year, month, number_of_day)
    except ValueError:
        return None


def birthday(born: date, age: int) -> date:
    """The birthday on which that age is reached; of 29 February it is 1 March in common years (K13)."""
    return day_if_it_exists(born.year + age, born.month, born.day) or date(born.year + age, 3, 1)


@cache
def easter_sunday(year: int) -> date:
    """The Sunday after the full moon of the church's calendar on or after 21 March (golden number and epact)."""
    golden_number = year % 19 + 1
    century = year // 100 + 1
    leap_days_left_out = 3 * century // 4 - 12
    moon_correction = (8 * century + 5) // 25 - 5
    epact = (11 * golden_number + 20 + moon_correction - leap_days_left_out) % 30
    if epact == 24 or (epact == 25 and golden_number > 11):
        epact += 1
    day = date(year, 3, 1) + ONE_DAY * (43 - epact)
    if day < date(year, 3, 21):
        day = days_later(day, 30)
    day += ONE_DAY
    while day.weekday() != SUNDAY:
        day += ONE_DAY
    return day


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Denmark's public holidays of a year (K7); the doubtful days of A35 are not among them."""
    easter = easter_sunday(year)
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    before_easter = {days_earlier(easter, 3), days_earlier(easter, 2)}
    from_easter = {days_later(easter, number) for number in (0, 1, 39, 49, 50)}
    great_prayer_day = {days_later(easter, 26)} if year <= LAST_GREAT_PRAYER_DAY else set()
    return frozenset(fixed | before_easter | from_easter | great_prayer_day)


def working_day_on_or_before(day: date) -> date:
    """Sentence 38: the latest Monday to Friday that is no public holiday, on or before `day`."""
    while day.weekday() >= SATURDAY or day in public_holidays(day.year):
        day -= ONE_DAY
    return day
