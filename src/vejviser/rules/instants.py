# SPDX-License-Identifier: EUPL-1.2
"""Moments of a case: texts read into instants and legal local days (K1; contract sentences 1 to 3 and 41)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final, NamedTuple, Never
from zoneinfo import ZoneInfo

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
ALLOWED: Final = "allowed are YYYY-MM-DD and YYYY-MM-DDTHH:MM[:SS[.ffffff]], the second also with Z or an offset such as +01:00"

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:(Z)|([+-])(\d\d):(\d\d))?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_DAY_MICROSECONDS = 86_400_000_000
_LARGEST_OFFSET = timedelta(hours=14)
_REMEMBERED_TEXTS = 1 << 15
_REMEMBERED_DAYS = 1 << 12


class TimeProblem(ValueError):
    """A text or value is not a usable moment; the message is one line and says what is wrong and what is allowed."""


class Moment(NamedTuple):
    """One point in time as the law and the clock see it.

    `instant` counts microseconds since 1970-01-01T00:00Z and comes first, so that moments order by it.
    `day` is the legal day in the mechanism's zone; `local` the ISO local time with seconds and offset;
    `whole_day` is true if only a date was given, which stands for the first instant of that day.
    """

    instant: int
    day: date
    local: str
    whole_day: bool


class Zone:
    """The legal time of one mechanism: a named IANA zone, with a memory for texts already read."""

    __slots__ = ("_info", "_offsets", "_read_once", "_steady_once", "name")

    def __init__(self, name: str) -> None:
        """Open the zone `name`, for instance `Europe/Copenhagen`; raises TimeProblem for an unknown name."""
        try:
            self._info = ZoneInfo(name)
        except (KeyError, ValueError, OSError) as problem:
            message = f"{name!r} is not a time zone; allowed are the names of the IANA database, such as Europe/Copenhagen"
            raise TimeProblem(message) from problem
        self.name: Final = name
        self._offsets: dict[timedelta, tuple[int, str]] = {}
        self._read_once = lru_cache(_REMEMBERED_TEXTS)(self._read)
        self._steady_once = lru_cache(_REMEMBERED_DAYS)(self._steady)

    def moment(self, text: str) -> Moment:
        """Read a date, a local date-time, or a date-time with an offset (K1, contract sentences 1, 3 and 41).

        A date alone is the first instant of that day. Raises TimeProblem for any other form, for a date or time that
        does not exist, for a local time that exists twice and has no offset, and outside the years 1900 to 2199.
        """
        return self._read_once(text)

    def from_datetime(self, when: datetime) -> Moment:
        """Give the moment of an aware datetime of any zone; raises TimeProblem if it is naive or out of range."""
        if when.utcoffset() is None:
            message = f"{when.isoformat()} has no time zone; a datetime with an offset is needed"
            raise TimeProblem(message)
        # One year of slack keeps the change of zone below from overflowing; the local year decides.
        if not FIRST_YEAR - 1 <= when.year <= LAST_YEAR + 1:
            _refuse_year(when.isoformat())
        local = when.astimezone(self._info)
        if not FIRST_YEAR <= local.year <= LAST_YEAR:
            _refuse_year(when.isoformat())
        return Moment((when - _EPOCH) // _MICROSECOND, local.date(), local.isoformat(), whole_day=False)

    def start_of(self, day: date) -> Moment:
        """Give the first instant of a legal day, normally 00:00; raises TimeProblem outside the years 1900 to 2199."""
        year, month, number = day.year, day.month, day.day
        if not FIRST_YEAR <= year <= LAST_YEAR:
            _refuse_year(day.isoformat())
        offset = self._info.utcoffset(datetime(year, month, number))  # noqa: DTZ001  the zone is asked directly: twice as fast
        later = self._info.utcoffset(datetime(year, month, number, fold=1))  # noqa: DTZ001
        if offset is None or later is None or offset < later:
            return self._start_after_gap(day)
        shift, suffix = self._offsets.get(offset) or self._describe(offset)
        instant = (day.toordinal() - _EPOCH_ORDINAL) * _DAY_MICROSECONDS - shift
        return Moment(instant, day, f"{day.isoformat()}T00:00:00{suffix}", whole_day=True)

    def _describe(self, offset: timedelta) -> tuple[int, str]:
        """Remember an offset as microseconds and as its ISO text; a zone has only a handful of them."""
        suffix = datetime(2000, 1, 1, tzinfo=timezone(offset)).isoformat()[19:]
        return self._offsets.setdefault(offset, (offset // _MICROSECOND, suffix))

    def _start_after_gap(self, day: date) -> Moment:
        """Search the first second of a day whose midnight the clocks skip; refuse a day that is skipped altogether."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        before, after = noon - timedelta(days=2), noon + timedelta(days=2)
        while after - before > timedelta(seconds=1):
            middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
            if middle.astimezone(self._info).date() < day:
                before = middle
            else:
                after = middle
        first = self.from_datetime(after)
        if first.day != day:
            message = f"{day.isoformat()} is a day that does not exist in {self.name}; give another date"
            raise TimeProblem(message)
        return first._replace(whole_day=True)

    def _read(self, text: str) -> Moment:
        if _DAY.fullmatch(text):
            return self.start_of(_existing_date(text))
        match = _TIME.fullmatch(text)
        if match is None:
            message = f"{text[:40]!r} is not a date or time; {ALLOWED}"
            raise TimeProblem(message)
        day, hour, minute, second, fraction, zulu, sign, *offset = match.groups()
        written_day = _existing_date(day)
        try:
            clock = time(int(hour), int(minute), int(second or 0), int((fraction or "").ljust(6, "0")))
        except ValueError as problem:
            message = f"{text} is a time that does not exist; hours are 00 to 23, minutes and seconds 00 to 59"
            raise TimeProblem(message) from problem
        wall = datetime.combine(written_day, clock)
        if zulu:
            return self.from_datetime(wall.replace(tzinfo=UTC))
        steady = self._steady_once(written_day) if not sign and FIRST_YEAR <= written_day.year <= LAST_YEAR else None
        if steady is not None:
            midnight, suffix = steady
            passed = ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000_000 + clock.microsecond
            return Moment(midnight + passed, written_day, wall.isoformat() + suffix, whole_day=False)
        if sign:
            return self.from_datetime(wall.replace(tzinfo=_fixed_offset(text, sign, *offset)))
        return self.from_datetime(self._unambiguous(text, wall))

    def _steady(self, day: date) -> tuple[int, str] | None:
        """Give the instant of midnight and the offset as text, for a day near which the clocks do not change; None for any other."""
        noon = datetime.combine(day, time(12))
        offsets = {self._info.utcoffset(noon + timedelta(hours=hours)) for hours in range(-24, 25, 6)}
        offset = offsets.pop()
        if offsets or offset is None:
            return None
        shift, suffix = self._offsets.get(offset) or self._describe(offset)
        return (day.toordinal() - _EPOCH_ORDINAL) * _DAY_MICROSECONDS - shift, suffix

    def _unambiguous(self, text: str, wall: datetime) -> datetime:
        """Attach the zone to a local time that exists exactly once (K1); raises TimeProblem for any other."""
        first = wall.replace(tzinfo=self._info)
        second = first.replace(fold=1)
        before, after = first.utcoffset(), second.utcoffset()
        if before is None or after is None or before == after:
            return first
        what = "exists twice" if before > after else "does not exist"
        message = f"{text} {what} in {self.name}; add an offset, {self._describe(before)[1]} or {self._describe(after)[1]}"
        raise TimeProblem(message)


def _existing_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        message = f"{text} is a date that does not exist; allowed are days of the calendar, months 01 to 12"
        raise TimeProblem(message) from problem


def _fixed_offset(text: str, sign: str, hours: str, minutes: str) -> timezone:
    size = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59 or size > _LARGEST_OFFSET:  # noqa: PLR2004  minutes of an hour
        message = f"{text} has an offset that does not exist; allowed are -14:00 to +14:00 and Z"
        raise TimeProblem(message)
    return timezone(-size if sign == "-" else size)


def _refuse_year(text: str) -> Never:
    message = f"{text} is outside the years {FIRST_YEAR} to {LAST_YEAR}"
    raise TimeProblem(message)
