# SPDX-License-Identifier: EUPL-1.2
"""Opening hours: one line in the notation of OpenStreetMap, read in the wall time of a zone (K6)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from vejviser.rules.instants import Moment

# The library knows public holidays for 2000 to 2076 and none, silently, in other years; the last one is left for "opens".
HOLIDAY_YEARS: Final = range(2000, 2076)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Parts that the library accepts but then answers wrongly or only in part.
_NOT_ALLOWED = re.compile(r'\|\||"|\b(?:unknown|SH|sunrise|sunset|dawn|dusk)\b', re.IGNORECASE)


class HoursProblem(ValueError):
    """A line of opening hours cannot be used; the message is one line and says what is wrong."""


class OpenState(NamedTuple):
    """Open from `opens` up to, not including, `closes`; both local. Open: `opens` is None; closed: `closes` is None."""

    open: bool
    opens: datetime | None
    closes: datetime | None


class Hours:
    """The opening hours of one organisation."""

    def __init__(self, line: str, zone: str, country: str) -> None:
        """Read a line such as `Mo-Fr 08:30-16:00; Sa-Su,PH 09:00-15:00`; PH = the country's public holidays.

        Raises HoursProblem for a line that does not parse or that holds comments, fallbacks, SH or times of the sun,
        and for an unknown zone or country.
        """
        # Imported here because not everyone who reads rules asks for hours; the type stub lacks the exception.
        from opening_hours import OpeningHours, UnknownCountryError, validate  # type: ignore[attr-defined]  # noqa: PLC0415

        refused = _NOT_ALLOWED.search(line)
        if refused or not validate(line):
            what = f"{refused.group()} is not allowed in it" if refused else "allowed are lines such as Mo-Fr 08:30-16:00; PH off"
            message = f"{line!r} is not a usable line of opening hours; {what}"
            raise HoursProblem(message)
        self._uses_holidays = re.search(r"\bPH\b", line) is not None
        try:
            self._info = ZoneInfo(zone)
            self._hours = OpeningHours(line, timezone=self._info, country=country)
        except (UnknownCountryError, KeyError, ValueError, OSError) as problem:
            message = f"opening hours need a known zone and country, not {zone!r} and {country!r}"
            raise HoursProblem(message) from problem

    def state_at(self, moment: Moment) -> OpenState:
        """Say whether it is open, and until or from when; None = never again.

        The line is read in wall time; of an hour that the clocks repeat, both are open if the line has it open.
        Raises HoursProblem if the line depends on public holidays and the year is outside 2000 to 2075.
        """
        if self._uses_holidays and moment.day.year not in HOLIDAY_YEARS:
            message = f"opening hours with public holidays are known for 2000 to 2075, not for {moment.day}"
            raise HoursProblem(message)
        instant = _EPOCH + timedelta(microseconds=moment.instant)
        when = instant.astimezone(self._info)
        change = self._hours.next_change(when)
        # In the hour that the clocks repeat the library means the second time, and acts on the first.
        if change is not None and change.replace(fold=0).astimezone(UTC) > instant:
            change = change.replace(fold=0)
        if self._hours.is_open(when):
            return OpenState(open=True, opens=None, closes=change)
        return OpenState(open=False, opens=change, closes=None)
