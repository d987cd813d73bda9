# SPDX-License-Identifier: EUPL-1.2
"""Every day that an answer names is the one that is found by counting days and months one by one, from 2020 to 2040."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import answer_to, many
from tests.oracle.dates_by_hand import days_earlier, days_later, days_until, months_later, working_day_on_or_before

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2040, 12, 31)
EVERY_DAY = [days_later(FIRST, 0)]
while EVERY_DAY[-1] < dt.date(2042, 12, 31):
    EVERY_DAY.append(days_later(EVERY_DAY[-1], 1))
STARTS = st.dates(FIRST, LAST)
BEGUN: list[dict[str, Any]] = [
    {"type": "encounter", "at": "2019-12-01", "by": "police"},
    {"type": "stay", "at": "2019-12-01", "legal": False},
    {"type": "interview", "at": "2019-12-02", "by": "cmm", "representative_present": False, "interpreter": "en"},
    {"type": "identification", "at": "2019-12-03", "by": "dis", "outcome": "identified"},
    {"type": "return_cooperation", "at": "2019-12-04", "value": True},
    {"type": "police_collaboration", "at": "2019-12-04", "value": True},
]


def answer(as_of: dt.date, *more: dict[str, Any], born: str | None = "1979-05-02", begun: bool = True) -> dict[str, Any]:
    person = {"born": born, "citizenships": ["NG"], "gender": "female", "unaccompanied": False}
    found = [*BEGUN, *more] if begun else [*more]
    return answer_to({"case": "days", "mechanism": "denmark", "person": person, "events": found}, as_of.isoformat())


def clock(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["clocks"] if one["id"] == name)


def event(kind: str, day: dt.date, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "at": day.isoformat(), "by": "dis", **fields}


def test_a_reflection_period_begun_on_any_day_ends_on_the_30th_day_after_it_and_never_after_the_120th() -> None:
    for number, day in enumerate(EVERY_DAY):
        if day > LAST:
            break
        found = clock(answer(day, event("reflection_period", day)), "reflection")
        expected = (day, EVERY_DAY[number + 30], EVERY_DAY[number + 120])
        assert (found["starts"], found["last_day"], found["cap"]) == tuple(one.isoformat() for one in expected)
        assert found["days_left"] == 30


def test_a_duty_to_leave_begins_on_the_day_after_and_is_due_on_that_day() -> None:
    for number, day in enumerate(EVERY_DAY[:7000:17]):
        period = event("reflection_period", day)
        last, first = EVERY_DAY[number * 17 + 30], EVERY_DAY[number * 17 + 31]
        assert [(one["from"], one["state"]) for one in answer(last, period)["duties"]] == [(first.isoformat(), "pending")]
        assert [(one["from"], one["state"]) for one in answer(first, period)["duties"]] == [(first.isoformat(), "due")]


@many
@given(STARTS, st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5), st.booleans()), max_size=6))
def test_each_step_of_an_extension_counts_from_the_last_day_then_in_force(start: dt.date, steps: list[tuple[int, int, bool]]) -> None:
    last, cap, decided = days_later(start, 30), days_later(start, 120), start
    events = [event("reflection_period", start)]
    for more, wait, as_date in steps:
        decided = min(days_later(decided, wait), last)
        proposed = days_later(last, more)
        events.append(event("reflection_extension", decided, **({"until": proposed.isoformat()} if as_date else {"days": more})))
        last = proposed if proposed <= cap else last
    found = answer(decided, *events)
    assert clock(found, "reflection")["last_day"] == last.isoformat()
    assert clock(found, "reflection")["days_left"] == days_until(decided, last)
    step = next((one for one in found["next_steps"] if one["id"] == "apply_for_extension"), None)
    assert (step is None) == (last == cap)
    assert step is None or step["act_by"] == working_day_on_or_before(last).isoformat()


@many
@given(STARTS, st.lists(st.integers(0, 260), max_size=7))
def test_a_chain_of_permits_ends_as_many_months_after_its_first_day_as_were_issued(first: dt.date, waits: list[int]) -> None:
    begins, issues, last, day = first, 1, months_later(first, 6), first
    events = [event("residence_permit", first)]
    for wait in waits:
        day = days_later(day, wait)
        begins, issues = (day, 1) if day > last else (begins, issues + 1)
        last = months_later(begins, 6 * issues)
        events.append(event("residence_permit", day))
    found = clock(answer(day, *events), "residence_permit")
    assert (found["starts"], found["last_day"]) == (begins.isoformat(), last.isoformat())
    assert found["days_left"] == days_until(day, last)


def test_a_permit_or_an_arrival_on_any_day_gives_full_months_with_the_last_of_a_short_one() -> None:
    for day in EVERY_DAY[:7671]:
        found = answer(day, event("residence_permit", day), {"type": "arrival", "at": day.isoformat(), "country": "NG"})
        assert clock(found, "residence_permit")["last_day"] == months_later(day, 6).isoformat()
        assert clock(found, "return_assistance")["last_day"] == months_later(day, 6).isoformat()
        assert clock(found, "return_programme")["last_day"] == months_later(day, 12).isoformat()


def test_childhood_of_anyone_born_on_any_day_ends_on_the_day_before_the_18th_birthday() -> None:
    day, birthdays = dt.date(2002, 1, 1), 0
    while day < dt.date(2022, 12, 31):
        birthday = first_day_of_age_18(day)
        met = {"type": "encounter", "at": days_earlier(birthday, 100).isoformat(), "by": "police"}
        before = answer(days_earlier(birthday, 1), met, born=day.isoformat(), begun=False)
        after = answer(birthday, met, born=day.isoformat(), begun=False)
        assert (before["child"], after["child"]) == (True, False), day
        assert clock(after, "childhood")["last_day"] == days_earlier(birthday, 1).isoformat()
        assert (clock(before, "childhood")["days_left"], clock(after, "childhood")["state"]) == (0, "ended")
        plans = [
            any(step["id"] == "plan_transition_to_adulthood" for step in answer(one, met, born=day.isoformat(), begun=False)["next_steps"])
            for one in (days_earlier(birthday, 91), days_earlier(birthday, 90))
        ]
        assert plans == [False, True]
        day, birthdays = days_later(day, 3), birthdays + 1
    assert birthdays > 2500


def first_day_of_age_18(born: dt.date) -> dt.date:
    """Walk from the year's first day to the first that is the birthday or, where it is missing, after it."""
    day = dt.date(born.year + 18, 1, 1)
    while (day.month, day.day) < (born.month, born.day):
        day = days_later(day, 1)
    return day
