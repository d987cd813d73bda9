# SPDX-License-Identifier: EUPL-1.2
"""What the tests of periods, the calendar and opening hours share: Denmark's calendar, and a second opinion on its holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from vejviser.rules.calendar import Calendar, CalendarData

if TYPE_CHECKING:
    from collections.abc import Callable


def easter_sunday(year: int) -> date:
    """Compute Easter by the paschal full moon: golden number, century corrections, then the Sunday after."""
    golden = year % 19
    century = year // 100
    moon_shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon_shift -= (moon_shift // 28) * (1 - (29 // (moon_shift + 1)) * ((21 - golden) // 11))
    full_moon = date(year, 3, 21) + timedelta(days=moon_shift)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)


def holidays_by_hand(year: int) -> frozenset[date]:
    """List the Danish public holidays of a year as K7 does; Great Prayer Day to 2023."""
    easter = easter_sunday(year)
    moving = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    return frozenset([easter + timedelta(days=days) for days in moving] + fixed)


@pytest.fixture(scope="session")
def danish_holidays() -> Callable[[int], frozenset[date]]:
    """Give the list made by hand, which shares no code with the calendar under test."""
    return holidays_by_hand


@pytest.fixture(scope="session")
def denmark() -> Calendar:
    """Give the Danish calendar with its doubtful and extra closed days."""
    return Calendar(
        CalendarData(
            country="DK",
            verified_from=2020,
            verified_to=2050,
            quick_from=2000,
            quick_to=2075,
            doubtful=((5, 1, "labour_day"), (6, 5, "constitution_day"), (12, 24, "christmas_eve"), (12, 31, "new_years_eve")),
            extra_closed=((6, 5), (12, 24), (12, 31)),
        ),
    )
