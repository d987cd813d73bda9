# SPDX-License-Identifier: EUPL-1.2
"""A second country is a folder of TOML files and not a line of code."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from
from vejviser.rules.checks import check_mechanism
from vejviser.rules.contact import contact_at
from vejviser.rules.golden import Golden, golden_cases, judge
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism

CASES = golden_cases(Path(__file__).parent / "norland")
TODAY = dt.date(2027, 6, 1)


def case_file(mechanism: str, *events: dict[str, Any]) -> dict[str, Any]:
    person = {"born": "1990-01-01", "citizenships": ["BR"], "gender": "female", "unaccompanied": False}
    return {"case": "N", "mechanism": mechanism, "person": person, "events": list(events)}


def finding(at: str, **other: Any) -> dict[str, Any]:
    return {"type": "commission_finding", "at": at, "by": "haven_commission", "finding": "victim", "lawyer_sat": True, **other}


def problems(mechanism: Mechanism, raw: dict[str, Any]) -> list[str]:
    with pytest.raises(RefusedError) as refused:
        case_from(raw, mechanism.vocabulary, today=TODAY)
    return [str(problem) for problem in refused.value.problems]


def test_norland_has_golden_cases() -> None:
    assert [golden.id for golden in CASES] == [
        "child_and_mistakes",
        "permit_asked_for_by_the_person",
        "recovery_with_one_step",
        "young_neighbour",
    ]


@pytest.mark.parametrize("golden", CASES, ids=[golden.id for golden in CASES])
def test_norland_answers_its_golden_cases(golden: Golden, norland: Mechanism) -> None:
    assert judge(golden, norland) == []


def test_an_answer_names_the_law_it_was_made_with(norland: Mechanism) -> None:
    case = case_from(case_file("norland"), norland.vocabulary, today=TODAY)
    answer = assess(norland, case, norland.zone.moment("2026-07-01"))
    assert (answer.mechanism.id, answer.mechanism.version, answer.mechanism.profile) == ("norland", "0.1.0", "described")
    assert answer.as_of == "2026-07-01T00:00:00+03:00"


@pytest.mark.parametrize(
    ("found", "last_day"),
    [("2025-12-31", "2026-01-29"), ("2026-01-01", "2026-02-16"), ("2026-01-02", "2026-02-16")],
    ids=["30 days in 2025", "45 days from 2026, past a weekend", "45 days from 2026"],
)
def test_a_number_of_the_law_changes_on_its_day(norland: Mechanism, found: str, last_day: str) -> None:
    report = {"type": "report", "at": "2025-12-01", "from": "night_line"}
    case = case_from(case_file("norland", report, finding(found)), norland.vocabulary, today=TODAY)
    (clock,) = assess(norland, case, norland.zone.moment("2026-01-05")).clocks
    assert clock.last_day == dt.date.fromisoformat(last_day)


def test_a_negative_finding_starts_no_clock(norland: Mechanism) -> None:
    report = {"type": "report", "at": "2026-02-01", "from": "night_line"}
    case = case_from(case_file("norland", report, finding("2026-02-02", finding="not_victim")), norland.vocabulary, today=TODAY)
    assert assess(norland, case, norland.zone.moment("2026-02-03")).clocks == ()


def test_a_violation_is_told_in_norlands_words_also_where_no_field_is_called_by(norland: Mechanism) -> None:
    request = {"type": "protection_request", "at": "2026-02-02", "signed_by": "night_line"}
    case = case_from(case_file("norland", request), norland.vocabulary, today=TODAY)
    (violation,) = assess(norland, case, norland.zone.moment("2026-02-03")).violations
    assert (violation.id, violation.message) == ("only_the_person_asks", "Only the person asks for a protection permit.")


@pytest.mark.parametrize("at", ["2026-02-03T03:30", "2026-12-06T12:00", "2026-12-25T00:00", "2026-07-04T23:59:59"])
def test_somebody_answers_day_and_night(norland: Mechanism, at: str) -> None:
    contact = contact_at(norland, norland.zone.moment(at))
    assert (contact.point_of_contact.open, contact.point_of_contact.opens, contact.point_of_contact.closes) == (True, None, None)
    assert [line.id for line in contact.now] == ["night_line_telephone", "coast_guard_duty_officer"]
    assert contact.now[0].rules == ("N1",)


def test_days_are_those_of_norlands_calendar(norland: Mechanism, denmark: Mechanism) -> None:
    independence_day = "2026-12-06T12:00"
    assert contact_at(norland, norland.zone.moment(independence_day)).day == "public_holiday"
    assert contact_at(denmark, denmark.zone.moment(independence_day)).day == "weekend"


@pytest.mark.parametrize("org", ["dis", "cmm", "siri", "police", "self"])
def test_organisations_of_another_country_are_refused(norland: Mechanism, org: str) -> None:
    (problem,) = problems(norland, case_file("norland", finding("2026-02-02", by=org)))
    assert problem.startswith(f"$.events[0].by: {org!r} is not allowed; allowed: haven_commission, island_commission")


def test_events_of_another_country_are_refused(norland: Mechanism, denmark: Mechanism) -> None:
    granted = {"type": "reflection_period", "at": "2026-02-02", "by": "dis"}
    assert problems(norland, case_file("norland", granted))[0].startswith("$.events[0].type: 'reflection_period' is not an event type")
    assert problems(denmark, case_file("denmark", finding("2026-02-02")))[0].startswith("$.events[0].type: 'commission_finding'")


def test_a_case_of_another_country_is_refused(norland: Mechanism) -> None:
    assert problems(norland, case_file("denmark")) == ["$.mechanism: unknown mechanism 'denmark'; allowed: norland"]


def test_a_profile_that_norland_lacks_is_refused(norland_folder: Path) -> None:
    with pytest.raises(RefusedError, match=r"has no version or profile 'current'; allowed: 0\.1\.0, described"):
        find(f"{norland_folder}@current")


def test_a_language_that_norland_lacks_falls_back_to_its_first(norland: Mechanism) -> None:
    assert norland.texts("da").language == "en"
    assert norland.register.name("night_line", TODAY, "da") == "Night Line"


def test_the_check_of_mechanisms_finds_nothing_wrong_with_norland(norland_folder: Path) -> None:
    assert [str(one) for one in check_mechanism(norland_folder, year=2026)] == []
