# SPDX-License-Identifier: EUPL-1.2
"""From days to places on the paper, and the ticks of the axis: days, weeks, months, quarters or years, whichever can be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ONE_DAY: Final = dt.timedelta(days=1)
_MONTHS: Final = 12
_ROOM_FOR_DAY, _ROOM_FOR_MONTH, _ROOM_FOR_YEAR = 30.0, 42.0, 50.0


class Tick(NamedTuple):
    """A line of the axis on the first moment of a day; `label` is empty where a heading says it."""

    day: dt.date
    label: str


class Axis(NamedTuple):
    """The ticks, and the headings over them (months over days, years over months), each from its day on."""

    ticks: tuple[Tick, ...]
    headings: tuple[Tick, ...]


class Scale(NamedTuple):
    """A picture's days between two edges; a legal day is a stretch, not a point."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """The width of a day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def start(self, day: dt.date) -> float:
        """Give the place where a day begins, kept within the edges."""
        return self._within((day - self.first).days)

    def end(self, day: dt.date) -> float:
        """Give the place where a day ends, kept within the edges."""
        return self._within((day - self.first).days + 1)

    def middle(self, day: dt.date) -> float:
        """Give the middle of a day, kept within the edges."""
        return self._within((day - self.first).days + 0.5)

    def _within(self, days: float) -> float:
        return min(max(self.left + days * self.per_day, self.left), self.right)


def axis(scale: Scale, month_name: Callable[[dt.date], str]) -> Axis:
    """Choose the finest ticks whose labels have room."""
    if scale.per_day >= _ROOM_FOR_DAY:
        return _by_days(scale, month_name, every_day=True)
    if scale.per_day * 7 >= _ROOM_FOR_DAY:
        return _by_days(scale, month_name, every_day=False)
    for step in (1, 3):
        if scale.per_day * 30 * step >= _ROOM_FOR_MONTH:
            ticks = tuple(Tick(day, month_name(day)) for day in _months(scale, step))
            return Axis(ticks, tuple(Tick(day, str(day.year)) for day in _starts(scale, _MONTHS)))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if scale.per_day * 365 * step >= _ROOM_FOR_YEAR)
    years = (day for day in _months(scale, _MONTHS) if day.year % step == 0)
    return Axis(tuple(Tick(day, str(day.year)) for day in years), ())


def _by_days(scale: Scale, month_name: Callable[[dt.date], str], *, every_day: bool) -> Axis:
    days = (scale.first + dt.timedelta(days=number) for number in range((scale.last - scale.first).days + 1))
    ticks = tuple(Tick(day, str(day.day)) for day in days if every_day or day.weekday() == 0)
    return Axis(ticks, tuple(Tick(day, f"{month_name(day)} {day.year}") for day in _starts(scale, 1)))


def _starts(scale: Scale, step: int) -> tuple[dt.date, ...]:
    """Give where headings stand: the left edge, then the first day of each month or year."""
    return (scale.first, *(day for day in _months(scale, step) if day > scale.first))


def _months(scale: Scale, step: int) -> Iterator[dt.date]:
    """Give the first days of every `step`-th month, counted from January, within the picture."""
    number = scale.first.year * _MONTHS + scale.first.month - 1
    while (day := dt.date(number // _MONTHS, number % _MONTHS + 1, 1)) <= scale.last:
        if day >= scale.first and number % step == 0:
            yield day
        if day.year == dt.MAXYEAR and day.month == _MONTHS:
            return
        number += 1
