# SPDX-License-Identifier: EUPL-1.2
"""What people are promised about days: which are holidays, which are doubtful, and by which day to act."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

import holidays
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vejviser.mechanisms import find
from vejviser.rules.calendar import Calendar, CalendarData, CalendarProblem
from vejviser.rules.quick_holidays import quick_holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ONE_DAY = timedelta(days=1)


def every_day(first: date, last: date) -> Iterator[date]:
    """Give all days from the first to the last, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def test_every_day_of_2020_to_2035_agrees_with_holidays_computed_from_easter(
    denmark: Calendar, danish_holidays: Callable[[int], frozenset[date]]
) -> None:
    for day in every_day(date(2020, 1, 1), date(2035, 12, 31)):
        expected = "weekend" if day.weekday() >= 5 else "weekday"
        assert denmark.kind(day) == ("public_holiday" if day in danish_holidays(day.year) else expected), day


@pytest.mark.parametrize("year", [1900, 1954, 1981, 2049, 2076, 2099, 2100, 2101, 2150, 2199, 2300])
def test_holidays_follow_easter_in_every_year_that_a_case_can_name(
    denmark: Calendar, danish_holidays: Callable[[int], frozenset[date]], year: int
) -> None:
    found = {day for day in every_day(date(year, 1, 1), date(year, 12, 31)) if denmark.is_public_holiday(day)}
    assert found == danish_holidays(year)


def test_the_quick_data_and_the_full_package_name_the_same_days_in_every_year_that_is_read_from_the_quick_data(denmark: Calendar) -> None:
    slow = Calendar(CalendarData(country="DK", verified_from=2020, verified_to=2050))
    for day in every_day(date(denmark.data.quick_from, 1, 1), date(denmark.data.quick_to, 12, 31)):
        assert denmark.is_public_holiday(day) == slow.is_public_holiday(day), day


def test_the_danish_pack_reads_from_the_quick_data_what_is_compared_here(denmark: Calendar) -> None:
    pack = find("denmark").calendar.data
    assert (pack.quick_from, pack.quick_to) == (denmark.data.quick_from, denmark.data.quick_to)


def test_a_country_that_the_quick_data_do_not_know_is_refused() -> None:
    with pytest.raises(LookupError, match="ZZ"):
        quick_holidays("ZZ", 2026)


@pytest.mark.parametrize("year", range(2015, 2041))
def test_loading_one_country_alone_gives_what_the_whole_package_gives(denmark: Calendar, year: int) -> None:
    whole = set(holidays.country_holidays("DK", years=year, language="da", categories=("public",)))
    assert {day for day in every_day(date(year, 1, 1), date(year, 12, 31)) if denmark.is_public_holiday(day)} == whole


def test_great_prayer_day_is_a_holiday_for_the_last_time_in_2023(denmark: Calendar) -> None:
    assert denmark.kind(date(2023, 5, 5)) == "public_holiday"
    assert denmark.kind(date(2024, 4, 26)) == "weekday"


def test_a_holiday_wins_over_a_weekend(denmark: Calendar) -> None:
    assert denmark.kind(date(2026, 12, 26)) == "public_holiday"  # a Saturday
    assert denmark.kind(date(2026, 12, 27)) == "weekend"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 1), "labour_day"),
        (date(2026, 6, 5), "constitution_day"),
        (date(2026, 12, 24), "christmas_eve"),
        (date(2026, 12, 31), "new_years_eve"),
    ],
)
def test_doubtful_days_keep_their_flag_and_count_as_working_days(denmark: Calendar, day: date, name: str) -> None:
    assert denmark.is_doubtful(day)
    assert denmark.doubtful_id(day) == name
    assert denmark.kind(day) == "weekday"
    assert denmark.latest_working_day(day) == day


def test_other_days_are_not_doubtful(denmark: Calendar) -> None:
    doubtful = [day for day in every_day(date(2026, 1, 1), date(2026, 12, 31)) if denmark.is_doubtful(day)]
    assert doubtful == [date(2026, 5, 1), date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)]
    assert denmark.doubtful_id(date(2026, 5, 2)) is None


def test_a_doubtful_day_can_be_a_holiday_by_easter(denmark: Calendar) -> None:
    assert denmark.kind(date(2008, 5, 1)) == "public_holiday"  # Ascension Day
    assert denmark.is_doubtful(date(2008, 5, 1))
    assert not denmark.is_working_day(date(2008, 5, 1))


@pytest.mark.parametrize(
    ("last_day", "act_by"),
    [
        (date(2027, 2, 10), date(2027, 2, 10)),
        (date(2027, 2, 28), date(2027, 2, 26)),
        (date(2026, 12, 26), date(2026, 12, 24)),
        (date(2027, 3, 29), date(2027, 3, 24)),  # Easter Monday: the Wednesday before
        (date(2028, 1, 1), date(2027, 12, 31)),
    ],
)
def test_the_day_to_act_by_is_the_latest_working_day_on_or_before_the_last_day(denmark: Calendar, last_day: date, act_by: date) -> None:
    assert denmark.latest_working_day(last_day) == act_by


@given(st.dates(date(2000, 1, 1), date(2076, 12, 31)))
def test_working_days_around_a_day_are_the_nearest_ones(
    denmark: Calendar, danish_holidays: Callable[[int], frozenset[date]], day: date
) -> None:
    before, after = denmark.latest_working_day(day), denmark.next_working_day(day)
    for end in (before, after):
        assert end.weekday() < 5
        assert end not in danish_holidays(end.year)
    for between in every_day(before + ONE_DAY, after - ONE_DAY):
        assert between.weekday() >= 5 or between in danish_holidays(between.year)
    assert before <= day <= after


def test_only_years_that_people_compared_with_the_law_count_as_verified(denmark: Calendar) -> None:
    wanted = {date(2019, 12, 31): False, date(2020, 1, 1): True, date(2050, 12, 31): True, date(2051, 1, 1): False}
    assert {day: denmark.is_verified(day) for day in wanted} == wanted


def test_the_version_of_the_calendar_names_the_installed_packages_and_their_years(denmark: Calendar) -> None:
    full = f"holidays {version('holidays')}"
    assert denmark.version == f"opening-hours-py {version('opening-hours-py')} (2000 to 2075), {full} (other years)"
    assert Calendar(CalendarData(country="DK", verified_from=2020, verified_to=2050)).version == full


def test_a_country_without_known_holidays_is_refused_when_a_day_is_asked_for() -> None:
    with pytest.raises(CalendarProblem, match="'ZZ' is not a country with known holidays"):
        Calendar(CalendarData(country="ZZ", verified_from=2020, verified_to=2050)).kind(date(2026, 1, 1))


@pytest.mark.parametrize("country", ["DE", "SE", "NO", "FI", "EE", "LV", "LT", "PL"])
def test_neighbours_are_loaded_by_their_code_alone(country: str) -> None:
    calendar = Calendar(CalendarData(country=country, verified_from=2020, verified_to=2050))
    whole = set(holidays.country_holidays(country, years=2026, language="en_US", categories=("public",)))
    assert {day for day in every_day(date(2026, 1, 1), date(2026, 12, 31)) if calendar.is_public_holiday(day)} == whole


@pytest.mark.parametrize(
    "change",
    [{"doubtful": [[2, 30, "x"]]}, {"extra_closed": [[13, 1]]}, {"verified_to": 2019}, {"doubtfull": []}, {"country": None}],
)
def test_calendar_data_with_impossible_or_misspelt_parts_are_refused(change: dict[str, object]) -> None:
    data = {"country": "DK", "verified_from": 2020, "verified_to": 2050}
    assert msgspec.convert(data, CalendarData).country == "DK"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data | change, CalendarData)


def test_nothing_slow_is_loaded_before_a_holiday_is_needed_and_then_one_country_only() -> None:
    program = (
        "import sys; from datetime import date; from vejviser.rules.calendar import Calendar, CalendarData\n"
        "calendar = Calendar(CalendarData(country='DK', verified_from=2020, verified_to=2050))\n"
        "assert not calendar.is_working_day(date(2026, 1, 3))\n"
        "print('holidays' in sys.modules)\n"
        "assert not calendar.is_working_day(date(2026, 1, 1))\n"
        "print('holidays' in sys.modules, 'holidays.countries' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def test_the_full_package_is_not_loaded_for_a_year_of_the_quick_data() -> None:
    program = (
        "import sys; from datetime import date; from vejviser.mechanisms import find; calendar = find('denmark').calendar\n"
        "print(calendar.is_public_holiday(date(2027, 5, 6)), 'holidays' in sys.modules)\n"
        "print(calendar.is_public_holiday(date(2099, 12, 25)), 'holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True", "True"]
