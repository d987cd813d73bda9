# SPDX-License-Identifier: EUPL-1.2
"""Before a decision is typed, its lawful range is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import Case, case_from
from vejviser.rules.envelope import Envelope, envelopes

DENMARK = find("denmark")
PERSON = {"born": "1999-05-02", "citizenships": ["NG"], "gender": "female", "unaccompanied": False}
BEGUN: list[dict[str, Any]] = [
    {"type": "encounter", "at": "2026-12-01", "by": "police"},
    {"type": "stay", "at": "2026-12-01", "legal": False},
    {"type": "interview", "at": "2026-12-02", "by": "cmm", "representative_present": False, "interpreter": "en"},
    {"type": "identification", "at": "2026-12-07", "by": "dis", "outcome": "identified"},
    {"type": "reflection_period", "at": "2026-12-08", "by": "dis"},
]
COOPERATES = {"type": "return_cooperation", "at": "2026-12-20", "value": True}


def case_of(*more: dict[str, Any]) -> Case:
    raw = {"case": "range", "mechanism": "denmark", "person": PERSON, "events": [*BEGUN, *more]}
    return case_from(raw, DENMARK.vocabulary, today=dt.date(2026, 12, 1))


def range_of(event: str, day: str, *more: dict[str, Any]) -> Envelope:
    return next(one for one in envelopes(DENMARK, case_of(*more), DENMARK.zone.moment(day)) if one.event == event)


def test_an_extension_may_end_from_the_day_after_the_last_day_up_to_the_cap() -> None:
    found = range_of("reflection_extension", "2026-12-21", COOPERATES)
    assert (found.earliest, found.latest, found.hindered_by) == (dt.date(2027, 1, 8), dt.date(2027, 4, 7), ())


def test_without_cooperation_the_range_says_what_hinders_every_extension() -> None:
    found = range_of("reflection_extension", "2026-12-21")
    assert found.hindered_by == (("extension_without_return_cooperation", ("R27",)),)


def test_after_the_last_day_every_extension_is_too_late() -> None:
    found = range_of("reflection_extension", "2027-01-08", COOPERATES)
    assert [name for name, _rules in found.hindered_by] == ["extension_after_last_day"]


def test_at_the_cap_there_is_no_day_left() -> None:
    extended = {"type": "reflection_extension", "at": "2026-12-30", "by": "dis", "until": "2027-04-07"}
    found = range_of("reflection_extension", "2027-01-02", COOPERATES, extended)
    assert [name for name, _rules in found.hindered_by] == ["extension_beyond_cap"]


def test_a_shortening_may_end_from_its_own_day_to_the_day_before_the_last() -> None:
    found = range_of("reflection_shortening", "2026-12-21")
    assert (found.earliest, found.latest, found.hindered_by) == (dt.date(2026, 12, 21), dt.date(2027, 1, 6), ())


@pytest.mark.parametrize("until", ["2027-01-07", "2027-01-08", "2027-02-06", "2027-04-07", "2027-04-08"])
def test_exactly_the_dates_of_the_range_are_accepted(until: str) -> None:
    found = range_of("reflection_extension", "2026-12-21", COOPERATES)
    decision = {"type": "reflection_extension", "at": "2026-12-21", "by": "dis", "until": until}
    answer = assess(DENMARK, case_of(COOPERATES, decision), DENMARK.zone.moment("2026-12-21"))
    assert found.latest is not None
    assert (not answer.violations) == (found.earliest <= dt.date.fromisoformat(until) <= found.latest)
