# SPDX-License-Identifier: EUPL-1.2
"""What people are promised about times: one reading of each text, or a refusal that says what to write instead."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vejviser.rules.instants import Moment, TimeProblem, Zone

COPENHAGEN = Zone("Europe/Copenhagen")


def utc_microseconds(text: str) -> int:
    """Give an instant with an offset as microseconds since 1970, by whole-number arithmetic."""
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "local", "day"),
    [
        ("2026-11-24", "2026-11-24T00:00:00+01:00", date(2026, 11, 24)),
        ("2026-06-30", "2026-06-30T00:00:00+02:00", date(2026, 6, 30)),
        ("2026-10-25T14:30", "2026-10-25T14:30:00+01:00", date(2026, 10, 25)),
        ("2026-10-25T14:30:05", "2026-10-25T14:30:05+01:00", date(2026, 10, 25)),
        ("2026-10-25T14:30:05.5", "2026-10-25T14:30:05.500000+01:00", date(2026, 10, 25)),
        ("2026-10-25T14:30:05.000001", "2026-10-25T14:30:05.000001+01:00", date(2026, 10, 25)),
        ("2026-10-25T14:30:05.000", "2026-10-25T14:30:05+01:00", date(2026, 10, 25)),
        ("2026-06-30T22:30Z", "2026-07-01T00:30:00+02:00", date(2026, 7, 1)),
        ("2026-06-30T22:30:00+00:00", "2026-07-01T00:30:00+02:00", date(2026, 7, 1)),
        ("2026-12-31T23:30-05:00", "2027-01-01T05:30:00+01:00", date(2027, 1, 1)),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30:00+02:00", date(2026, 10, 25)),
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00", date(2026, 10, 25)),
        ("2027-03-28T02:30+01:00", "2027-03-28T03:30:00+02:00", date(2027, 3, 28)),
        ("2028-02-29", "2028-02-29T00:00:00+01:00", date(2028, 2, 29)),
        ("1900-01-01", "1900-01-01T00:00:00+01:00", date(1900, 1, 1)),
        ("2199-12-31T23:59:59.999999", "2199-12-31T23:59:59.999999+01:00", date(2199, 12, 31)),
    ],
)
def test_each_allowed_form_is_read_as_local_time_with_its_offset(text: str, local: str, day: date) -> None:
    moment = COPENHAGEN.moment(text)
    assert moment == Moment(utc_microseconds(local), day, local, whole_day=len(text) == 10)


@pytest.mark.parametrize(
    "text",
    [
        "", "tomorrow", "2026", "2026-11", "20261124", "2026-W48-2", "2026-328", "24-11-2026", "2026-11-24 10:00",
        "2026-11-24T10", "2026-11-24T1000", "2026-11-24t10:00", "2026-11-24T10:00z",
        "2026-11-24Z", "2026-11-24+01:00", "2026-11-24T10:00+0100",
        "2026-11-24T10:00+01", "2026-11-24T10:00:00,5", "2026-11-24T10:00:00.",
        "2026-11-24T10:00:00.1234567",
        " 2026-11-24",
        "2026-11-24\n", "2026-11-24T10:00\n", "+2026-11-24", "-2026-11-24", "\uff12\uff10\uff12\uff16-11-24",
        "2026-11-24T\uff11\uff10:00",
        "2026-11-24T10:00 +01:00", "2026-1-4",
        "2026-11-24T10:00[Europe/Copenhagen]", "2026-11-24T10:00\u221201:00", "12026-11-24",
    ],
)  # fmt: skip
def test_every_other_form_is_refused_with_the_allowed_forms(text: str) -> None:
    with pytest.raises(TimeProblem, match=r"is not a date or time; allowed are YYYY-MM-DD and YYYY-MM-DDTHH:MM") as refused:
        COPENHAGEN.moment(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["2027-02-30", "2027-02-29", "2026-13-01", "2026-00-10", "2026-04-31T10:00"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(TimeProblem, match=f"{text[:10]} is a date that does not exist"):
        COPENHAGEN.moment(text)


@pytest.mark.parametrize("text", ["2026-11-24T24:00", "2026-11-24T10:60", "2026-11-24T10:00:60", "2026-11-24T99:00Z"])
def test_a_time_of_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(TimeProblem, match="is a time that does not exist; hours are 00 to 23"):
        COPENHAGEN.moment(text)


@pytest.mark.parametrize("text", ["2026-11-24T10:00+14:01", "2026-11-24T10:00-15:00", "2026-11-24T10:00+01:60"])
def test_an_offset_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(TimeProblem, match=r"allowed are -14:00 to \+14:00 and Z"):
        COPENHAGEN.moment(text)


def test_a_local_time_that_exists_twice_is_refused_and_both_offsets_are_named() -> None:
    wanted = "2026-10-25T02:30 exists twice in Europe/Copenhagen; add an offset, +02:00 or +01:00"
    with pytest.raises(TimeProblem, match=re.escape(wanted)):
        COPENHAGEN.moment("2026-10-25T02:30")


def test_a_local_time_that_the_clocks_skip_is_refused_and_both_offsets_are_named() -> None:
    wanted = "2027-03-28T02:30 does not exist in Europe/Copenhagen; add an offset, +01:00 or +02:00"
    with pytest.raises(TimeProblem, match=re.escape(wanted)):
        COPENHAGEN.moment("2027-03-28T02:30")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("2026-10-25T01:59:59.999999", False),
        ("2026-10-25T02:00", True),
        ("2026-10-25T02:59:59", True),
        ("2026-10-25T03:00", False),
        ("2027-03-28T01:59:59.999999", False),
        ("2027-03-28T02:00", True),
        ("2027-03-28T02:59:59", True),
        ("2027-03-28T03:00", False),
    ],
)
def test_only_the_hour_of_the_change_itself_is_refused(text: str, *, refused: bool) -> None:
    try:
        COPENHAGEN.moment(text)
    except TimeProblem:
        assert refused
    else:
        assert not refused


@pytest.mark.parametrize(
    "text",
    ["1899-12-31", "2200-01-01", "2200-01-01T10:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "2199-12-31T23:30Z"],
)
def test_years_outside_1900_to_2199_in_local_time_are_refused(text: str) -> None:
    with pytest.raises(TimeProblem, match="is outside the years 1900 to 2199"):
        COPENHAGEN.moment(text)


def test_a_date_alone_is_the_first_instant_of_its_day_and_equal_to_midnight() -> None:
    whole, midnight = COPENHAGEN.moment("2026-10-25"), COPENHAGEN.moment("2026-10-25T00:00")
    assert whole.instant == midnight.instant
    assert (whole.whole_day, midnight.whole_day) == (True, False)


def test_moments_order_by_instant_and_not_by_the_digits_of_the_local_time() -> None:
    texts = ["2026-10-25T02:10+01:00", "2026-10-25T02:50+02:00", "2026-10-25T03:00", "2026-10-25"]
    ordered = sorted(COPENHAGEN.moment(text) for text in texts)
    assert [moment.local[11:16] for moment in ordered] == ["00:00", "02:50", "02:10", "03:00"]


@pytest.mark.parametrize(
    ("zone", "day", "local"),
    [
        ("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"),  # midnight is skipped
        ("America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"),  # midnight comes twice: the first counts
        ("America/Toronto", "1919-03-31", "1919-03-31T00:30:00-04:00"),  # 23:30 of the day before jumps to 00:30
    ],
)
def test_where_midnight_is_skipped_or_repeated_a_date_is_the_first_instant_of_its_day(zone: str, day: str, local: str) -> None:
    moment = Zone(zone).moment(day)
    assert (moment.local, moment.instant, moment.whole_day) == (local, utc_microseconds(local), True)


def test_a_day_that_a_zone_skipped_altogether_is_refused() -> None:
    with pytest.raises(TimeProblem, match="2011-12-30 is a day that does not exist in Pacific/Apia"):
        Zone("Pacific/Apia").moment("2011-12-30")


@pytest.mark.parametrize("name", ["Europe/Kopenhagen", "", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(TimeProblem, match="is not a time zone"):
        Zone(name)


def test_a_datetime_without_an_offset_is_refused() -> None:
    with pytest.raises(TimeProblem, match="has no time zone"):
        COPENHAGEN.from_datetime(datetime(2026, 1, 1))  # noqa: DTZ001  the subject of the test


def test_the_start_of_a_day_is_what_its_date_says() -> None:
    assert COPENHAGEN.start_of(date(2026, 3, 29)) == COPENHAGEN.moment("2026-03-29")


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_any_instant_written_with_any_offset_comes_back_as_itself(wall: datetime, minutes: int) -> None:
    when = wall.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    moment = COPENHAGEN.moment(when.isoformat())
    assert moment == COPENHAGEN.from_datetime(when)
    assert datetime.fromisoformat(moment.local) == when
    assert moment.instant == utc_microseconds(when.isoformat())
    assert moment.day == when.astimezone(ZoneInfo("Europe/Copenhagen")).date()


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_instant_just_before_a_day_belongs_to_the_day_before(day: date) -> None:
    start = COPENHAGEN.start_of(day)
    just_before = datetime.fromisoformat(start.local).astimezone(UTC) - timedelta(microseconds=1)
    assert just_before.astimezone(ZoneInfo("Europe/Copenhagen")).date() == day - timedelta(days=1)
    assert start.day == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        said = COPENHAGEN.moment(text).local
    except TimeProblem as refused:
        said = str(refused)
    assert len(said.splitlines()) == 1
