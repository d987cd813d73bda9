# SPDX-License-Identifier: EUPL-1.2
"""The last day of a legal period, under a named convention (K2, K4, K5, K13)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.calendar import Calendar

Unit = Literal["days", "months", "years"]

LAST_YEAR: Final = 2300
_MONTHS_OF_YEAR: Final = 12
_LONGEST: Final = {"days": 366 * 1000, "months": 12_000, "years": 1_000}
_ONE_DAY: Final = timedelta(days=1)


class PeriodProblem(ValueError):
    """A period cannot be computed; the message is one line and says why and what is allowed."""


class Convention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one body of law counts its periods; every clock names its convention.

    `count_start_day`: the day of the event is the first day of the period (K2: it is not).
    `roll`: where a last day on a closed day goes; `none` leaves it (K5: the end of a right to stay).
    `extra_closed_days`: the calendar's extra closed days are closed too, beside weekends and public holidays.
    `end_of_month_sticky`: a month period that starts on a month's last day ends on a month's last day (K4: it does not).
    `least_working_days`: a period of at least this many days is lengthened until it holds as many working days; 0 = never.
    """

    id: str
    count_start_day: bool = False
    roll: Literal["none", "next_working_day"] = "none"
    extra_closed_days: bool = False
    end_of_month_sticky: bool = False
    least_working_days: int = 0

    def __post_init__(self) -> None:
        """Refuse fields that contradict each other; raises ValueError."""
        if self.extra_closed_days and self.roll == "none":
            message = "extra_closed_days has no effect while roll is none; allowed with next_working_day"
            raise ValueError(message)
        if self.end_of_month_sticky and self.count_start_day:
            message = "end_of_month_sticky and count_start_day together have no agreed meaning; at most one is allowed"
            raise ValueError(message)
        if self.least_working_days < 0:
            message = "least_working_days is a number of days, 0 or more"
            raise ValueError(message)

    @property
    def needs_calendar(self) -> bool:
        """Whether working days matter to this convention."""
        return self.roll != "none" or self.least_working_days > 0


def last_day(  # noqa: PLR0913  a period has this many parts
    start: date,
    length: int,
    unit: Unit,
    convention: Convention,
    calendar: Calendar | None = None,
    *,
    steps: int = 1,
) -> date:
    """Give the last day (included in the period, a legal local day) of a period that starts on `start`.

    Days (K2): start + length, one less if the start day counts. Months and years (K4): the same day number, or the
    month's last day where it is missing. `steps` is the number of periods of this length since `start`, the first start:
    all of them are counted from there, so that nothing drifts. Only then is the day rolled, where the convention says so.
    Raises PeriodProblem for a length or steps below 1, an end after the year 2300, and a calendar that the convention needs
    and that is missing or names no extra closed days.
    """
    total = length * steps
    if length < 1 or steps < 1:
        message = f"a period of {length} {unit}, {steps} times, has no last day; length and steps are 1 or more"
        raise PeriodProblem(message)
    # Beyond this the date arithmetic itself would overflow.
    if total > _LONGEST[unit]:
        raise _too_late(start, total, unit)
    plain = _plain_last_day(start, total, unit, convention)
    if plain.year > LAST_YEAR:
        raise _too_late(start, total, unit)
    if not convention.needs_calendar:
        return plain
    if calendar is None:
        message = f"the convention {convention.id} needs a calendar of working days"
        raise PeriodProblem(message)
    if convention.extra_closed_days and not calendar.data.extra_closed:
        message = f"the convention {convention.id} needs extra closed days; the calendar of {calendar.data.country} names none"
        raise PeriodProblem(message)
    return _rolled(start, plain, convention, calendar)


def birthday(born: date, years: int) -> date:
    """Give the day on which a person turns `years`; born on 29 February: 1 March in common years (K13)."""
    year = born.year + years
    if years < 0 or year > LAST_YEAR:
        message = f"a person born on {born} has no birthday number {years} up to the year {LAST_YEAR}"
        raise PeriodProblem(message)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def last_day_before_birthday(born: date, years: int) -> date:
    """Give the last day before a person turns `years`; with 18, the last day of childhood (K13)."""
    return birthday(born, years) - _ONE_DAY


def _plain_last_day(start: date, total: int, unit: Unit, convention: Convention) -> date:
    if unit == "days":
        return start + timedelta(days=total - convention.count_start_day)
    months = total if unit == "months" else total * _MONTHS_OF_YEAR
    year, month = divmod(start.year * _MONTHS_OF_YEAR + start.month - 1 + months, _MONTHS_OF_YEAR)
    month_end = date(year, month + 1, monthrange(year, month + 1)[1])
    missing = start.day > month_end.day
    if missing or (convention.end_of_month_sticky and (start + _ONE_DAY).day == 1):
        return month_end
    return month_end.replace(day=start.day) - _ONE_DAY * convention.count_start_day


def _rolled(start: date, plain: date, convention: Convention, calendar: Calendar) -> date:
    """Move a last day to a working day, and on until the period holds its least number of working days."""

    def is_open(day: date) -> bool:
        return calendar.is_working_day(day) and not (convention.extra_closed_days and calendar.is_extra_closed(day))

    end = plain
    if convention.roll == "next_working_day":
        end = _on_or_after(end, is_open)
    first = start if convention.count_start_day else start + _ONE_DAY
    least = convention.least_working_days
    if (plain - first).days + 1 < least:
        return end
    held = _count_up_to(least, first, end, is_open)
    for _ in range(held, least):
        end = _on_or_after(end + _ONE_DAY, is_open)
    return end


def _on_or_after(day: date, is_open: Callable[[date], bool]) -> date:
    while not is_open(day):
        day += _ONE_DAY
    return day


def _count_up_to(enough: int, first: date, last: date, is_open: Callable[[date], bool]) -> int:
    """Count the working days of a period, both ends included, and stop at `enough`: periods may last for years."""
    held, day = 0, first
    while day <= last and held < enough:
        held += is_open(day)
        day += _ONE_DAY
    return held


def _too_late(start: date, total: int, unit: Unit) -> PeriodProblem:
    return PeriodProblem(f"{total} {unit} from {start} end after the year {LAST_YEAR}; a shorter period is allowed")
