# SPDX-License-Identifier: EUPL-1.2
"""Opening hours as other systems read them are those of every single day: over holidays, changes of the clocks, and two years."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from vejviser.mechanisms import find
from vejviser.public.directory.hsds.schedules import WEEK, days, schedules

HOTLINE = "Mo-Fr 08:30-16:00; Sa-Su,PH 09:00-15:00"
LINES = [HOTLINE, "Mo-Fr 08:30-16:00; PH off", "Mo-Su 10:00-12:00,13:00-17:00", "We,Fr 09:00-12:00", "Mo-Fr 08:00-16:00; Dec 24 off"]
ONE_DAY = dt.timedelta(days=1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def spread(lines: list[dict[str, Any]], first: dt.date, last: dt.date) -> dict[dt.date, list[tuple[str, str, float]]]:
    """Read the lines as another system does, knowing nothing of holidays or of time zones."""
    found: dict[dt.date, list[tuple[str, str, float]]] = {}
    day = first
    while day <= last:
        for line in lines:
            within = dt.date.fromisoformat(line["valid_from"]) <= day <= dt.date.fromisoformat(line["valid_to"])
            if within and WEEK[day.weekday()] in line["byday"].split(","):
                found.setdefault(day, []).append((line["opens_at"], line["closes_at"], line["timezone"]))
        day += ONE_DAY
    return {day: sorted(spans) for day, spans in found.items()}


def asked_minute_by_minute(line: str, day: dt.date) -> list[tuple[str, str, float]]:
    """Ask the hours at every quarter of an hour of a day."""
    mechanism, found = find(), []
    hours = mechanism.hours(line)
    offset = (dt.datetime.combine(day, dt.time(12), COPENHAGEN).utcoffset() or dt.timedelta()) / dt.timedelta(hours=1)
    opens = None
    for quarter in range(6 * 4, 24 * 4):
        local = dt.datetime.combine(day, dt.time(quarter // 4, quarter % 4 * 15), COPENHAGEN)
        is_open = hours.state_at(mechanism.zone.from_datetime(local)).open
        if is_open and opens is None:
            opens = local
        elif not is_open and opens is not None:
            found.append((f"{opens:%H:%M}", f"{local:%H:%M}", offset))
            opens = None
    return found


@pytest.mark.parametrize("line", LINES)
def test_two_years_of_lines_say_what_the_hours_say(line: str) -> None:
    first, last = dt.date(2026, 11, 27), dt.date(2028, 12, 10)
    every = days(find(), line, first, last)
    assert [one.day for one in every] == [first + number * ONE_DAY for number in range(len(every))]
    read = spread(schedules(every), first, last)
    for one in every:
        assert read.get(one.day, []) == sorted((opens, closes, one.offset) for opens, closes in one.hours), one.day


@settings(max_examples=40, deadline=None)
@given(
    first=some.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31)),
    length=some.integers(0, 400),
    line=some.sampled_from(LINES),
    data=some.data(),
)
def test_any_span_says_what_is_found_by_asking_at_every_quarter(first: dt.date, length: int, line: str, data: some.DataObject) -> None:
    last = first + length * ONE_DAY
    read = spread(schedules(days(find(), line, first, last)), first, last)
    for day in data.draw(some.lists(some.dates(first, last), min_size=1, max_size=3)):
        assert read.get(day, []) == asked_minute_by_minute(line, day)


def test_holidays_have_a_day_of_their_own_and_no_weekly_line_covers_them() -> None:
    first, last = dt.date(2026, 12, 1), dt.date(2027, 6, 30)
    lines = schedules(days(find(), HOTLINE, first, last))
    single = {line["dtstart"]: line for line in lines if "dtstart" in line}
    assert {"2026-12-25", "2026-12-26", "2027-01-01", "2027-03-25", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17"} <= set(single)
    assert all(line["count"] == 1 and line["opens_at"] == "09:00" for line in single.values())
    for day in map(dt.date.fromisoformat, single):
        weekly = spread([line for line in lines if "dtstart" not in line], day, day)
        assert weekly == {}


def test_no_line_crosses_a_change_of_the_clocks() -> None:
    for line in schedules(days(find(), HOTLINE, dt.date(2026, 1, 1), dt.date(2027, 12, 31))):
        for end in ("valid_from", "valid_to"):
            noon = dt.datetime.combine(dt.date.fromisoformat(line[end]), dt.time(12), COPENHAGEN)
            assert (noon.utcoffset() or dt.timedelta()) == dt.timedelta(hours=line["timezone"])
        assert "page that says whom to call" in line["description"]


def test_the_lines_are_few_enough_to_be_read() -> None:
    assert len(schedules(days(find(), HOTLINE, dt.date(2026, 11, 27), dt.date(2028, 12, 10)))) < 120
