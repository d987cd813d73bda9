# SPDX-License-Identifier: EUPL-1.2
"""Whom to reach is right at every minute, in every language, and says why and until when."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.public.second_opinion import DOUBTFUL, ZONE, differences, hours
from vejviser.public.languages import NAMES
from vejviser.public.whom import day_in_words, telephone, whom_to_reach

UTC = dt.UTC
MINUTE = dt.timedelta(minutes=1)


def test_around_every_change_of_every_day_of_sixteen_years_the_answer_is_that_of_a_second_calculation() -> None:
    day, wrong = dt.date(2020, 1, 1), list[str]()
    while day.year <= 2035:
        opens, closes = hours(day)
        midnight = dt.datetime.combine(day, dt.time(0), ZONE)
        for moment in (midnight, opens, closes):
            wrong += differences(moment.astimezone(UTC) - MINUTE, 2)
        day += dt.timedelta(days=1)
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_on_the_days_when_the_clocks_change_every_minute_is_right(day: dt.date) -> None:
    midnight = dt.datetime.combine(day, dt.time(0), ZONE).astimezone(UTC)
    assert differences(midnight, 25 * 60) == []


def test_the_second_calculation_can_disagree() -> None:
    assert hours(dt.date(2023, 5, 5))[0].time() == dt.time(9)
    assert hours(dt.date(2024, 4, 26))[0].time() == dt.time(8, 30)


@pytest.mark.parametrize("language", NAMES)
def test_each_language_says_the_number_whose_it_is_and_when_that_changes(language: str) -> None:
    night = whom_to_reach(language, dt.datetime(2026, 11, 28, 2, 0, tzinfo=UTC))
    assert (night.first.id, night.first.address, night.open) == ("police_hotline", "tel:+4522685782", False)
    assert [other.id for other in night.others] == ["cmm_answering_machine"]
    assert re.search(r"0?9[.:]00", night.until), night.until
    assert "28" in night.until
    day = whom_to_reach(language, dt.datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    assert (day.first.address, day.open, day.others) == ("tel:+4570202550", True, ())
    assert re.search(r"16[.:]00", day.until), day.until
    assert all(one.name and one.short and one.why for one in (night.first, *night.others, day.first))
    # Who reads only the line on the opening knows whose opening it is: not that of the police, who are named first.
    assert "CMM" in night.until
    assert day.emergency == "112"


@pytest.mark.parametrize(("month", "day"), sorted(DOUBTFUL))
def test_days_on_which_the_hours_are_in_doubt_say_so(month: int, day: int) -> None:
    assert whom_to_reach("en", dt.datetime(2026, month, day, 10, tzinfo=UTC)).doubts
    assert not whom_to_reach("en", dt.datetime(2026, month, day, 10, tzinfo=UTC) + dt.timedelta(days=2)).doubts


@pytest.mark.parametrize("language", NAMES)
def test_where_the_hours_are_in_doubt_the_number_for_closed_hours_stands_there_too_and_says_when_to_take_it(language: str) -> None:
    doubtful = whom_to_reach(language, dt.datetime(2026, 12, 24, 10, tzinfo=UTC))
    assert (doubtful.first.id, [other.id for other in doubtful.others]) == ("cmm_hotline", ["police_hotline"])
    assert doubtful.others[0].why != whom_to_reach(language, dt.datetime(2026, 12, 24, 3, tzinfo=UTC)).first.why
    assert whom_to_reach(language, dt.datetime(2026, 12, 22, 10, tzinfo=UTC)).others == ()


def test_a_telephone_number_is_written_in_pairs() -> None:
    assert telephone("+4570202550") == "+45 70 20 25 50"
    assert telephone("112") == "112"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "tirsdag 1. december"),
        ("en", "Tuesday 1 December"),
        ("th", "วันอังคารที่ 1 ธันวาคม"),
        ("ro", "marți, 1 decembrie"),
        ("vi", "Thứ Ba, 1 tháng 12"),
        ("uk", "вівторок, 1 грудня"),
        ("fr", "mardi 1er décembre"),
        ("es", "martes 1 de diciembre"),
        ("tl", "Martes, Disyembre 1"),
    ],
)
def test_a_day_is_written_as_people_write_it_in_their_language(language: str, said: str) -> None:
    assert day_in_words(dt.date(2026, 12, 1), language) == said
