# SPDX-License-Identifier: EUPL-1.2
"""Limits that no history can move, and how an answer changes while nothing happens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import BEGUN, CURRENT, DENMARK, PERSON, answer_to, asked, days, many, pushed_and_pulled
from tests.oracle.dates_by_hand import days_later

if TYPE_CHECKING:
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism

ONE_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("mechanism", [DENMARK, CURRENT], ids=["described", "current"])
@many
@given(data=st.data())
def test_no_history_leads_beyond_120_days_of_reflection(mechanism: Mechanism, data: st.DataObject) -> None:
    case, as_of = data.draw(asked(mechanism, pushed_and_pulled(mechanism)) | asked(mechanism))
    for clock in answer_to(case, as_of, mechanism=mechanism)["clocks"]:
        if clock["id"] == "reflection":
            latest = days_later(dt.date.fromisoformat(clock["starts"]), 120).isoformat()
            assert clock["last_day"] <= clock["cap"] == latest


def test_every_day_up_to_the_120th_can_be_reached_and_not_one_more() -> None:
    for days_more in range(1, 100):
        extension = {"type": "reflection_extension", "at": "2024-01-05", "by": "dis", "days": days_more}
        answer = answer_to({"case": "all", "mechanism": "denmark", "person": PERSON, "events": [*BEGUN, extension]}, "2024-01-06")
        reached = next(clock["last_day"] for clock in answer["clocks"] if clock["id"] == "reflection")
        lawful = days_more <= 90
        assert reached == days_later(dt.date(2024, 1, 4), 30 + days_more if lawful else 30).isoformat()
        assert [one["id"] for one in answer["violations"]] == ([] if lawful else ["extension_beyond_cap"])


def quiet(case: dict[str, Any], day: dt.date, later: dt.date) -> bool:
    """Say whether nothing happens after the beginning of one day up to the beginning of another."""
    first, last = DENMARK.zone.moment(day.isoformat()).instant, DENMARK.zone.moment(later.isoformat()).instant
    return not any(first < one.instant <= last for one in happenings(case))


def happenings(case: dict[str, Any]) -> list[Moment]:
    """Give the moments of all events."""
    return [DENMARK.zone.moment(event["at"]) for event in case["events"]]


@many
@given(asked(cases=pushed_and_pulled(DENMARK)) | asked(), days)
def test_every_day_that_passes_takes_one_of_the_days_left(asked_for: tuple[dict[str, Any], str], any_day: dt.date) -> None:
    case, as_of = asked_for
    last_days = {dt.date.fromisoformat(clock["last_day"]) for clock in answer_to(case, as_of)["clocks"]}
    for day in {DENMARK.zone.moment(as_of).day, any_day, *last_days, *(day - ONE_DAY for day in last_days)}:
        if quiet(case, day, day + ONE_DAY):
            now, then = (answer_to(case, one.isoformat())["clocks"] for one in (day, day + ONE_DAY))
            assert then == [one_day_older(clock) for clock in now]


def one_day_older(clock: dict[str, Any]) -> dict[str, Any]:
    if clock["state"] != "running":
        assert clock["days_left"] == 0
        return clock
    if clock["days_left"] == 0:
        return clock | {"state": "ended"}
    return clock | {"days_left": clock["days_left"] - 1}


@many
@given(asked(cases=pushed_and_pulled(DENMARK)) | asked(), st.data())
def test_a_duty_that_is_due_stays_due_until_something_happens(asked_for: tuple[dict[str, Any], str], data: st.DataObject) -> None:
    case, as_of = asked_for
    since = DENMARK.zone.moment(as_of)
    nothing_until = min((one.day for one in happenings(case) if one.instant > since.instant), default=dt.date(2032, 1, 1))
    for duty in answer_to(case, as_of)["duties"]:
        first = max(since.day + ONE_DAY, dt.date.fromisoformat(duty["from"]))
        if first < nothing_until:
            later = data.draw(st.dates(first, nothing_until - ONE_DAY))
            now, then = (answer_to(case, one.isoformat())["duties"] for one in (first, later))
            assert [one for one in now if one["state"] == "due" and one not in then] == []


@many
@given(asked(cases=pushed_and_pulled(DENMARK)) | asked())
def test_no_danish_clock_is_ever_held_and_only_a_reflection_period_is_superseded(asked_for: tuple[dict[str, Any], str]) -> None:
    case, as_of = asked_for
    states = {(clock["id"], clock["state"]) for clock in answer_to(case, as_of)["clocks"]}
    assert all(state in ("running", "ended") or (name, state) == ("reflection", "superseded") for name, state in states)
