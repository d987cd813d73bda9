# SPDX-License-Identifier: EUPL-1.2
"""Opening hours as the standard tells them: weekly lines with a fixed offset from UTC, and single days for public holidays.

The standard knows neither time zones nor holidays. So a line ends where the clocks change, and ends before and begins after each holiday
that falls on one of its days; the holiday has a line of its own, or none if it is closed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.public.directory.hsds.identifiers import Record
    from vejviser.rules.mechanism import Mechanism

WEEK: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SAID: Final = "The answer of this minute is on the page that says whom to call."
_ONE_DAY: Final = dt.timedelta(days=1)
Hours = tuple[tuple[str, str], ...]


class Day(NamedTuple):
    """A legal day: its offset from UTC at noon in hours, when it is open (HH:MM), and whether it is a public holiday."""

    day: dt.date
    offset: float
    hours: Hours
    holiday: bool


def days(mechanism: Mechanism, line: str, first: dt.date, last: dt.date) -> list[Day]:
    """Read a line of opening hours day by day, both ends included."""
    zone = ZoneInfo(mechanism.zone.name)
    opened: dict[dt.date, list[tuple[str, str]]] = {}
    for opens, closes in _spans(mechanism, line, first, last):
        opened.setdefault(opens.date(), []).append((f"{opens:%H:%M}", f"{closes:%H:%M}"))
    found = []
    for number in range((last - first).days + 1):
        day = first + number * _ONE_DAY
        offset = dt.datetime.combine(day, dt.time(12), zone).utcoffset() or dt.timedelta()
        hours = tuple(opened.get(day, ()))
        found.append(Day(day, offset / dt.timedelta(hours=1), hours, mechanism.calendar.is_public_holiday(day)))
    return found


def schedules(every: list[Day]) -> list[Record]:
    """Give the lines for days that follow each other; ids are the caller's."""
    lines: dict[tuple[dt.date, dt.date, float, Hours], set[int]] = {}
    for segment in _segments(every):
        for weekday in range(len(WEEK)):
            for first, last, hours in _runs(segment, weekday):
                lines.setdefault((first, last, segment[0].offset, hours), set()).add(weekday)
    weekly = [
        _line(first, last, offset, span, weekdays)
        for (first, last, offset, hours), weekdays in sorted(lines.items(), key=lambda item: (item[0][0], min(item[1])))
        for span in hours
    ]
    single = [
        {**_line(one.day, one.day, one.offset, span, {one.day.weekday()}), "dtstart": one.day.isoformat(), "count": 1}
        for one in every
        if one.holiday
        for span in one.hours
    ]
    return weekly + single


def _spans(mechanism: Mechanism, line: str, first: dt.date, last: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    hours, moment = mechanism.hours(line), mechanism.zone.start_of(first)
    end = mechanism.zone.start_of(last + _ONE_DAY)
    opens: dt.datetime | None = dt.datetime.combine(first, dt.time(0), ZoneInfo(mechanism.zone.name))
    while moment.instant < end.instant:
        state = hours.state_at(moment)
        change = state.closes if state.open else state.opens
        if state.open and opens is not None and change is not None:
            yield opens, change
        if change is None:
            return
        opens, moment = change, mechanism.zone.from_datetime(change)


def _segments(every: list[Day]) -> Iterator[list[Day]]:
    """Cut where the clocks change."""
    segment: list[Day] = []
    for one in every:
        if segment and one.offset != segment[0].offset:
            yield segment
            segment = []
        segment.append(one)
    if segment:
        yield segment


def _runs(segment: list[Day], weekday: int) -> Iterator[tuple[dt.date, dt.date, Hours]]:
    """Give the spans in which a weekday always has the same hours and is no holiday."""
    start, hours = segment[0].day, None
    for one in (one for one in segment if one.day.weekday() == weekday):
        if hours is not None and (one.holiday or one.hours != hours):
            yield start, one.day - _ONE_DAY, hours
            hours = None
            start = one.day
        if one.holiday:
            start = one.day + _ONE_DAY
        else:
            hours = one.hours
    if hours is not None:
        yield start, segment[-1].day, hours


def _line(first: dt.date, last: dt.date, offset: float, span: tuple[str, str], weekdays: Iterable[int]) -> Record:
    return {
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat(),
        "timezone": int(offset) if offset.is_integer() else offset,
        "freq": "WEEKLY",
        "byday": ",".join(WEEK[weekday] for weekday in sorted(weekdays)),
        "opens_at": span[0],
        "closes_at": span[1],
        "description": SAID,
    }
