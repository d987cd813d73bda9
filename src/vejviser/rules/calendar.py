# SPDX-License-Identifier: EUPL-1.2
"""Weekdays, weekends, public holidays, doubtful days and working days of a country (K5, K7; contract sentences 38 and 40)."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import cached_property
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from vejviser.rules.quick_holidays import quick_holidays

if TYPE_CHECKING:
    from collections.abc import Callable

    from holidays.holiday_base import HolidayBase

DayKind = Literal["weekday", "weekend", "public_holiday"]

PROJECTED_TO: Final = 2310
_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)
_LEAP_YEAR: Final = 2000


class CalendarProblem(ValueError):
    """The calendar of a country cannot be had; the message is one line and says what is allowed."""


class CalendarData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a mechanism says about its calendar, beside the public holidays of its country.

    `country`: ISO 3166 alpha-2. `doubtful`: (month, day, id) of days that are no public holidays but that many take for
    one (A35); they count as working days. `extra_closed`: (month, day) of days on which some deadlines do not end.
    `verified_from`, `verified_to`: the years, both included, for which people have compared the holidays with the law.
    `quick_from`, `quick_to`: the years, both included, for which the data of the reader of opening hours were found to be the
    same as those of the package `holidays`; holidays of these years are read from there, since that package is slow to load.
    """

    country: str
    verified_from: int
    verified_to: int
    quick_from: int = 0
    quick_to: int = -1
    doubtful: tuple[tuple[int, int, str], ...] = ()
    extra_closed: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse days that no year has, and years in the wrong order; raises ValueError."""
        for month, day in (*self.extra_closed, *((month, day) for month, day, _ in self.doubtful)):
            date(_LEAP_YEAR, month, day)
        if self.verified_from > self.verified_to:
            message = f"verified_from {self.verified_from} is after verified_to {self.verified_to}"
            raise ValueError(message)


class Calendar:
    """The calendar of one mechanism; all days are legal local days in the mechanism's zone."""

    def __init__(self, data: CalendarData) -> None:
        """Keep the data; the holidays of a year are read when the first of its days is asked for."""
        self.data: Final = data
        self._doubtful = {(month, day): name for month, day, name in data.doubtful}
        self._extra_closed = frozenset(data.extra_closed)
        self._years: dict[int, frozenset[date]] = {}

    @cached_property
    def version(self) -> str:
        """The packages that the holidays come from, with their versions and years: part of every explanation that uses a holiday."""
        # Read here and not above: importing the reader of package data costs more than the rest of this module.
        from importlib.metadata import version  # noqa: PLC0415

        full, data = f"holidays {version('holidays')}", self.data
        if data.quick_from > data.quick_to:
            return full
        return f"opening-hours-py {version('opening-hours-py')} ({data.quick_from} to {data.quick_to}), {full} (other years)"

    def kind(self, day: date) -> DayKind:
        """Say what sort of day it is; a public holiday wins over a weekend (R9)."""
        if self.is_public_holiday(day):
            return "public_holiday"
        return "weekend" if day.weekday() >= _SATURDAY else "weekday"

    def is_public_holiday(self, day: date) -> bool:
        """Whether the day is a public holiday by law (K7); raises CalendarProblem for a country without data."""
        known = self._years.get(day.year)
        if known is None:
            known = self._years[day.year] = self._holidays_of(day.year)
        return day in known

    def doubtful_id(self, day: date) -> str | None:
        """Give the name of a doubtful day (A35), None for every other day."""
        return self._doubtful.get((day.month, day.day))

    def is_doubtful(self, day: date) -> bool:
        """Whether the day carries the flag A35, by its date alone."""
        return (day.month, day.day) in self._doubtful

    def is_extra_closed(self, day: date) -> bool:
        """Whether deadlines under a convention with `extra_closed_days` do not end on this day."""
        return (day.month, day.day) in self._extra_closed

    def is_verified(self, day: date) -> bool:
        """Whether people have compared the holidays of that year with the law; other years are a projection."""
        return self.data.verified_from <= day.year <= self.data.verified_to

    def is_working_day(self, day: date) -> bool:
        """Whether the day is a Monday to Friday and no public holiday; doubtful days are working days (contract 38)."""
        return day.weekday() < _SATURDAY and not self.is_public_holiday(day)

    def latest_working_day(self, day: date) -> date:
        """Give the latest working day on or before `day`: the day to act by (K5)."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def next_working_day(self, day: date) -> date:
        """Give the first working day on or after `day`."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def _holidays_of(self, year: int) -> frozenset[date]:
        if self.data.quick_from <= year <= self.data.quick_to:
            return quick_holidays(self.data.country, year)
        # The language is always named: without it the package follows the settings of the machine.
        return frozenset(self._holiday_class(years=year, language="en_US", categories=("public",)))

    @cached_property
    def _holiday_class(self) -> Callable[..., HolidayBase]:
        return _holiday_class(self.data.country)


def _holiday_class(country: str) -> type[HolidayBase]:
    """Load the holidays of one country only: the package would load all of its countries, three times as slow."""
    import holidays  # noqa: PLC0415  slow to import, and not needed by everyone
    from holidays.constants import DEFAULT_END_YEAR  # noqa: PLC0415
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    found = next(((module, names) for module, names in COUNTRIES.items() if country in names[1:]), None)
    if found is None:
        message = f"{country!r} is not a country with known holidays; allowed are two-letter codes such as DK"
        raise CalendarProblem(message)
    module_name, (class_name, *_) = f"holidays.countries.{found[0]}", found[1]
    module = sys.modules.get(module_name)
    if module is None:
        spec = PathFinder.find_spec(module_name, [str(Path(path) / "countries") for path in holidays.__path__])
        if spec is None or spec.loader is None:
            message = f"the holidays of {country} are missing from the installed package holidays"
            raise CalendarProblem(message)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    entity: type[HolidayBase] = getattr(module, class_name)
    if entity.end_year != DEFAULT_END_YEAR:
        return entity
    # The package stops at a default year and then answers "no holidays" without a word.
    return type(class_name, (entity,), {"end_year": PROJECTED_TO})
