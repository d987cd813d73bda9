# SPDX-License-Identifier: EUPL-1.2
"""What people are promised about periods: the same last day that one gets by counting on a paper calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vejviser.rules.calendar import Calendar, CalendarData
from vejviser.rules.periods import Convention, PeriodProblem, Unit, birthday, last_day, last_day_before_birthday

if TYPE_CHECKING:
    from collections.abc import Callable

STAY = Convention(id="dk-stay-period")
DEADLINE = Convention(id="dk-deadline", roll="next_working_day", extra_closed_days=True)
EUROPEAN = Convention(id="eu-1182-71", roll="next_working_day", least_working_days=2)
STICKY = Convention(id="sticky", end_of_month_sticky=True)
COUNTED = Convention(id="counted", count_start_day=True)
ONE_DAY = timedelta(days=1)

days_of_two_decades = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("event", "length", "unit", "stay", "european", "deadline"),
    [
        ("2026-11-24", 30, "days", "2026-12-24", "2026-12-24", "2026-12-28"),
        ("2026-12-01", 30, "days", "2026-12-31", "2026-12-31", "2027-01-04"),
        ("2026-05-06", 30, "days", "2026-06-05", "2026-06-05", "2026-06-08"),
        ("2023-04-05", 30, "days", "2023-05-05", "2023-05-08", "2023-05-08"),
        ("2024-03-27", 30, "days", "2024-04-26", "2024-04-26", "2024-04-26"),
        ("2026-01-15", 120, "days", "2026-05-15", "2026-05-15", "2026-05-15"),
        ("2026-08-31", 6, "months", "2027-02-28", "2027-03-01", "2027-03-01"),
        ("2026-02-28", 6, "months", "2026-08-28", "2026-08-28", "2026-08-28"),
        ("2027-08-29", 6, "months", "2028-02-29", "2028-02-29", "2028-02-29"),
    ],
)
def test_the_three_named_conventions_give_the_agreed_last_days(  # noqa: PLR0913, PLR0917  one row of the agreed table
    event: str, length: int, unit: Unit, stay: str, european: str, deadline: str, denmark: Calendar
) -> None:
    found = [last_day(date.fromisoformat(event), length, unit, each, denmark) for each in (STAY, EUROPEAN, DEADLINE)]
    assert found == [date.fromisoformat(each) for each in (stay, european, deadline)]


def test_a_month_end_stays_a_month_end_only_under_a_sticky_convention() -> None:
    assert last_day(date(2026, 2, 28), 6, "months", STICKY) == date(2026, 8, 31)
    assert last_day(date(2026, 2, 28), 6, "months", STAY) == date(2026, 8, 28)
    assert last_day(date(2026, 2, 27), 6, "months", STICKY) == date(2026, 8, 27)


def test_the_reflection_period_of_30_days_and_its_cap_of_120_count_from_the_day_after_the_decision() -> None:
    assert last_day(date(2027, 1, 11), 30, "days", STAY) == date(2027, 2, 10)
    assert last_day(date(2027, 1, 11), 120, "days", STAY) == date(2027, 5, 11)


def test_counting_the_start_day_ends_a_period_one_day_earlier() -> None:
    assert last_day(date(2027, 1, 11), 30, "days", COUNTED) == date(2027, 2, 9)
    assert last_day(date(2027, 1, 11), 1, "days", COUNTED) == date(2027, 1, 11)
    assert last_day(date(2027, 1, 15), 6, "months", COUNTED) == date(2027, 7, 14)
    assert last_day(date(2027, 3, 1), 6, "months", COUNTED) == date(2027, 8, 31)


def test_counting_the_start_day_takes_nothing_more_from_a_month_that_is_too_short() -> None:
    assert last_day(date(2026, 8, 31), 6, "months", COUNTED) == date(2027, 2, 28)
    assert last_day(date(2026, 8, 29), 6, "months", COUNTED) == date(2027, 2, 28)
    assert last_day(date(2026, 8, 28), 6, "months", COUNTED) == date(2027, 2, 27)


def test_renewals_are_counted_from_the_first_start_so_that_no_day_is_lost() -> None:
    first = date(2024, 8, 31)
    assert [last_day(first, 6, "months", STAY, steps=steps) for steps in (1, 2, 3)] == [
        date(2025, 2, 28), date(2025, 8, 31), date(2026, 2, 28),
    ]  # fmt: skip


def test_a_european_period_of_two_days_or_more_holds_two_working_days(denmark: Calendar) -> None:
    friday = date(2027, 1, 8)
    assert last_day(friday, 2, "days", EUROPEAN, denmark) == date(2027, 1, 12)
    assert last_day(friday, 1, "days", EUROPEAN, denmark) == date(2027, 1, 11)
    assert last_day(date(2027, 3, 24), 3, "days", EUROPEAN, denmark) == date(2027, 3, 31)  # Maundy Thursday to Easter Monday


@pytest.mark.parametrize(
    ("born", "eighteen"),
    [
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 2, 28)),
        (date(2008, 3, 1), date(2026, 3, 1)),
        (date(2009, 5, 2), date(2027, 5, 2)),
        (date(2010, 1, 1), date(2028, 1, 1)),
    ],
)
def test_childhood_lasts_until_the_day_before_the_eighteenth_birthday(born: date, eighteen: date) -> None:
    assert birthday(born, 18) == eighteen
    assert last_day_before_birthday(born, 18) == eighteen - ONE_DAY


def test_a_person_born_on_a_leap_day_has_the_birthday_on_it_in_leap_years() -> None:
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)
    assert last_day_before_birthday(date(2008, 2, 29), 18) == date(2026, 2, 28)


@pytest.mark.parametrize(("length", "steps"), [(0, 1), (-3, 1), (3, 0), (-3, -1)])
def test_a_period_without_length_is_refused(length: int, steps: int) -> None:
    with pytest.raises(PeriodProblem, match="length and steps are 1 or more"):
        last_day(date(2026, 1, 1), length, "days", STAY, steps=steps)


@pytest.mark.parametrize("unit", ["days", "months", "years"])
@pytest.mark.parametrize("length", [200_000, 10**9, 10**30])
def test_a_period_that_ends_after_2300_is_refused_however_long(length: int, unit: Unit) -> None:
    with pytest.raises(PeriodProblem, match="end after the year 2300"):
        last_day(date(2026, 1, 1), length, unit, STAY)


def test_periods_are_computed_up_to_the_last_day_of_2300(denmark: Calendar) -> None:
    assert last_day(date(2199, 12, 31), 101, "years", STAY) == date(2300, 12, 31)
    assert last_day(date(2300, 12, 30), 1, "days", STAY) == date(2300, 12, 31)
    with pytest.raises(PeriodProblem):
        last_day(date(2300, 12, 31), 1, "days", STAY)
    assert last_day(date(2300, 12, 24), 1, "days", DEADLINE, denmark) == date(2300, 12, 27)  # a Thursday, after Christmas
    assert last_day(date(2300, 12, 30), 1, "days", DEADLINE, denmark) == date(2301, 1, 2)


def test_a_birthday_after_2300_is_refused() -> None:
    with pytest.raises(PeriodProblem):
        birthday(date(2199, 1, 1), 102)


def test_a_convention_that_rolls_is_refused_without_a_calendar() -> None:
    with pytest.raises(PeriodProblem, match="dk-deadline needs a calendar"):
        last_day(date(2026, 1, 1), 30, "days", DEADLINE)


def test_a_convention_with_extra_closed_days_is_refused_with_a_calendar_that_names_none() -> None:
    bare = Calendar(CalendarData(country="DK", verified_from=2020, verified_to=2050))
    with pytest.raises(PeriodProblem, match="needs extra closed days; the calendar of DK names none"):
        last_day(date(2026, 1, 1), 30, "days", DEADLINE, bare)


@pytest.mark.parametrize(
    "data",
    [
        {"id": "x", "extra_closed_days": True},
        {"id": "x", "count_start_day": True, "end_of_month_sticky": True},
        {"id": "x", "least_working_days": -1},
        {"id": "x", "roll": "previous_working_day"},
        {"id": "x", "rol": "none"},
        {},
    ],
)
def test_a_convention_that_contradicts_itself_or_is_misspelt_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data, Convention)


def walked_months(start: date, months: int) -> date:
    """Walk day by day until the month has changed often enough, then on to the same day number or the month's end."""
    day, changes = start, 0
    while changes < months:
        day += ONE_DAY
        changes += day.day == 1
    while day.day < start.day and (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day


@given(days_of_two_decades, st.integers(1, 400), st.sampled_from([STAY, COUNTED]))
def test_days_agree_with_counting_one_day_at_a_time(start: date, length: int, convention: Convention) -> None:
    day = start
    for _ in range(length - 1 if convention is COUNTED else length):
        day += ONE_DAY
    assert last_day(start, length, "days", convention) == day


@given(days_of_two_decades, st.integers(1, 12), st.integers(1, 6))
@example(date(2024, 8, 31), 6, 2)
def test_months_agree_with_turning_the_pages_of_a_calendar(start: date, length: int, steps: int) -> None:
    assert last_day(start, length, "months", STAY, steps=steps) == walked_months(start, length * steps)


@given(days_of_two_decades, st.integers(1, 30))
@example(date(2024, 2, 29), 18)
def test_years_are_twelve_months_each(start: date, length: int) -> None:
    assert last_day(start, length, "years", STAY) == last_day(start, length * 12, "months", STAY)


@given(days_of_two_decades, st.integers(1, 400))
@example(date(2026, 11, 24), 30)
@example(date(2030, 12, 1), 30)
def test_a_deadline_ends_on_the_first_open_day_from_its_last_day_on(
    denmark: Calendar, danish_holidays: Callable[[int], frozenset[date]], start: date, length: int
) -> None:
    day = start
    for _ in range(length):
        day += ONE_DAY
    while day.weekday() > 4 or day in danish_holidays(day.year) or (day.month, day.day) in {(6, 5), (12, 24), (12, 31)}:
        day += ONE_DAY
    assert last_day(start, length, "days", DEADLINE, denmark) == day


@given(days_of_two_decades, st.integers(1, 24))
@example(date(2026, 2, 28), 6)
def test_a_sticky_month_end_is_the_last_of_its_month_and_other_days_keep_their_number(start: date, length: int) -> None:
    end = last_day(start, length, "months", STICKY)
    if (start + ONE_DAY).day == 1:
        assert (end + ONE_DAY).day == 1
    assert end.replace(day=1) == walked_months(start.replace(day=1), length)
    assert end == walked_months(start, length) or (start + ONE_DAY).day == 1


@given(days_of_two_decades, st.integers(1, 400))
def test_a_longer_period_never_ends_earlier(start: date, length: int) -> None:
    assert last_day(start, length, "days", STAY) < last_day(start, length + 1, "days", STAY)
    assert last_day(start, length, "months", STAY) < last_day(start, length + 1, "months", STAY)
