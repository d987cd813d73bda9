# SPDX-License-Identifier: EUPL-1.2
"""What people are promised about opening hours: open from the first second to just before the last, holidays included (K6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays
import pytest

from vejviser.rules.instants import Zone
from vejviser.rules.opening_hours import Hours, HoursProblem, OpenState

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "Europe/Copenhagen"
INFO = ZoneInfo(NAME)
ZONE = Zone(NAME)
HOTLINE = Hours("Mo-Fr 08:30-16:00; Sa-Su,PH 09:00-15:00", NAME, "DK")


def at(text: str) -> OpenState:
    """Ask the hotline's hours at a local time."""
    return HOTLINE.state_at(ZONE.moment(text))


def iso(when: datetime | None) -> str | None:
    """Write a time of an answer with its offset."""
    return None if when is None else when.isoformat()


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("2026-11-24T08:29:59.999999", "2026-11-24T08:30:00+01:00", None),
        ("2026-11-24T08:30", None, "2026-11-24T16:00:00+01:00"),
        ("2026-11-24T15:59:59.999999", None, "2026-11-24T16:00:00+01:00"),
        ("2026-11-24T16:00", "2026-11-25T08:30:00+01:00", None),
        ("2026-11-24", "2026-11-24T08:30:00+01:00", None),
        ("2026-12-24T16:00", "2026-12-25T09:00:00+01:00", None),
        ("2026-12-24T15:30", None, "2026-12-24T16:00:00+01:00"),  # a doubtful day is an ordinary day
        ("2026-12-25T08:45", "2026-12-25T09:00:00+01:00", None),
        ("2026-12-26T18:30", "2026-12-27T09:00:00+01:00", None),
        ("2026-10-24T15:00", "2026-10-25T09:00:00+01:00", None),  # over the end of summer time
        ("2027-03-27T15:00", "2027-03-28T09:00:00+02:00", None),  # over the start of summer time
        ("2023-05-05T15:30", "2023-05-06T09:00:00+02:00", None),  # the last Great Prayer Day
        ("2024-04-26T15:30", None, "2024-04-26T16:00:00+02:00"),
        ("2026-06-30T22:30Z", "2026-07-01T08:30:00+02:00", None),
    ],
)
def test_the_hotline_is_open_from_its_first_second_to_just_before_its_last(text: str, opens: str | None, closes: str | None) -> None:
    state = at(text)
    assert (state.open, iso(state.opens), iso(state.closes)) == (opens is None, opens, closes)


def hotline_by_hand(day: date, public_holidays: frozenset[date]) -> tuple[datetime, datetime]:
    """Give the hotline's opening and closing time on a day from a table of two lines."""
    short = day.weekday() >= 5 or day in public_holidays
    opening, closing = ((9, 0), (15, 0)) if short else ((8, 30), (16, 0))
    wall = datetime(day.year, day.month, day.day, tzinfo=INFO)
    return wall.replace(hour=opening[0], minute=opening[1]), wall.replace(hour=closing[0], minute=closing[1])


@pytest.mark.parametrize("year", [2023, 2027])
def test_every_quarter_of_an_hour_of_a_year_agrees_with_a_table_made_by_hand(
    danish_holidays: Callable[[int], frozenset[date]], year: int
) -> None:
    table = {
        day: hotline_by_hand(day, danish_holidays(day.year))
        for day in (date(year, 1, 1) + timedelta(days=number) for number in range(-1, 368))
    }
    instant = datetime(year, 1, 1, tzinfo=INFO).astimezone(UTC)
    end = datetime(year + 1, 1, 1, tzinfo=INFO).astimezone(UTC)
    compared = 0
    while instant < end:
        day = instant.astimezone(INFO).date()
        opening, closing = table[day]
        if instant < opening:
            expected = OpenState(open=False, opens=opening, closes=None)
        elif instant < closing:
            expected = OpenState(open=True, opens=None, closes=closing)
        else:
            expected = OpenState(open=False, opens=table[day + timedelta(days=1)][0], closes=None)
        found = HOTLINE.state_at(ZONE.from_datetime(instant))
        assert (found.open, iso(found.opens), iso(found.closes)) == (expected.open, iso(expected.opens), iso(expected.closes)), instant
        instant += timedelta(minutes=15)
        compared += 1
    assert compared == 365 * 24 * 4


def test_the_holidays_of_opening_hours_and_of_the_calendar_agree_on_every_day_of_2000_to_2076() -> None:
    import opening_hours  # noqa: PLC0415  the library itself, for the year that the port leaves out

    expected = set(holidays.country_holidays("DK", years=range(2000, 2077), language="da", categories=("public",)))
    line = opening_hours.OpeningHours("PH", timezone=INFO, country="DK")
    day, found = date(2000, 1, 1), set()
    while day.year < 2077:
        if line.is_open(datetime(day.year, day.month, day.day, 12, tzinfo=INFO)):
            found.add(day)
        day += timedelta(days=1)
    assert found == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Mo-Fr 25:99", "allowed are lines such as"),
        ("", "allowed are lines such as"),
        ("weekdays 8 to 16", "allowed are lines such as"),
        ('Mo-Fr 08:00-16:00 || "leave a message"', "|| is not allowed"),
        ('Mo-Fr 08:00-16:00 "by phone"', '" is not allowed'),
        ("Mo-Fr 08:00-16:00 unknown", "unknown is not allowed"),
        ("Mo-Fr sunrise-sunset", "sunrise is not allowed"),
        ("SH 10:00-12:00", "SH is not allowed"),
    ],
)
def test_a_line_that_cannot_be_read_or_relied_on_is_refused(line: str, said: str) -> None:
    with pytest.raises(HoursProblem) as refused:
        Hours(line, NAME, "DK")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("zone", "country"), [(NAME, "XX"), ("Europe/Kopenhagen", "DK"), (NAME, "")])
def test_an_unknown_zone_or_country_is_refused(zone: str, country: str) -> None:
    with pytest.raises(HoursProblem, match="need a known zone and country"):
        Hours("Mo-Fr 08:30-16:00", zone, country)


@pytest.mark.parametrize("text", ["1999-12-31T10:00", "2076-01-01T10:00", "2150-06-01T10:00"])
def test_holiday_hours_are_not_guessed_for_years_without_holiday_data(text: str) -> None:
    with pytest.raises(HoursProblem, match="known for 2000 to 2075"):
        at(text)
    assert Hours("Mo-Su 08:00-16:00", NAME, "DK").state_at(ZONE.moment(text)).open


def test_what_never_changes_has_no_next_change() -> None:
    moment = ZONE.moment("2026-01-01T10:00")
    assert Hours("24/7", NAME, "DK").state_at(moment) == OpenState(open=True, opens=None, closes=None)
    assert Hours("off", NAME, "DK").state_at(moment) == OpenState(open=False, opens=None, closes=None)


def test_closing_in_the_hour_that_the_clocks_repeat_is_at_its_first_time() -> None:
    night = Hours("Mo-Su 22:00-02:30", NAME, "DK")
    state = night.state_at(ZONE.moment("2026-10-25T02:15+02:00"))
    assert (state.open, iso(state.closes)) == (True, "2026-10-25T02:30:00+02:00")
    assert not night.state_at(ZONE.moment("2026-10-25T02:30+02:00")).open


def test_hours_over_midnight_belong_to_the_evening_before() -> None:
    night = Hours("Fr 22:00-04:00", NAME, "DK")
    state = night.state_at(ZONE.moment("2026-11-28T03:59"))
    assert (state.open, iso(state.closes)) == (True, "2026-11-28T04:00:00+01:00")
    assert not night.state_at(ZONE.moment("2026-11-28T04:00")).open
