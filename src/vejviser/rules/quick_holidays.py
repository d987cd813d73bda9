# SPDX-License-Identifier: EUPL-1.2
"""Public holidays from the data that come with the reader of opening hours: loaded in a tenth of the time of the full package."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_ONE_DAY = timedelta(days=1)


def quick_holidays(country: str, year: int) -> frozenset[date]:
    """Give the days of a year that opening hours count as PH in a country.

    The data know the years 2000 to 2076 only and say nothing outside them, and for some countries they differ from the package
    `holidays`: a mechanism names the years for which the two were compared.

    Raises:
        LookupError: the data do not know the country.

    """
    # Imported here because a day that is no holiday question costs nothing; the type stub lacks the exception.
    from opening_hours import OpeningHours, State, UnknownCountryError  # type: ignore[attr-defined]  # noqa: PLC0415

    try:
        hours = OpeningHours("PH", country=country)
    except UnknownCountryError as problem:
        raise LookupError(country) from problem
    # The year is read in wall time, without a zone: whole days are all that is asked for.
    first, after = datetime(year, 1, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001
    days: set[date] = set()
    for opens, closes, state, _comment in hours.intervals(first, after):
        day = opens.date()
        while state == State.OPEN and day < closes.date():
            days.add(day)
            day += _ONE_DAY
    return frozenset(days)
