# SPDX-License-Identifier: EUPL-1.2
"""What the invented lives promise: the same every time, believable, whole, and valid under the contract."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.example_cases.contract_table import (
    BASES,
    ENDINGS,
    ENTITLEMENTS,
    ORGS,
    OVERRIDES,
    SECTIONS,
    TABLE,
    ZONE,
    as_utc,
    check_case,
    instant,
)
from tests.oracle.assess_by_hand import assess
from vejviser.example_cases import as_ofs, generate, stream, write_ndjson
from vejviser.example_cases.journey import lives
from vejviser.example_cases.mistakes import MISTAKES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AFTER_EVERYTHING = "2050-01-01"
START, END = date(2023, 1, 1), date(2026, 6, 30)
COUNT = 5000
FIRST_THOUSAND = "b1e56f4761454e92e922fc355283984831595191fe0ed2a1a187e1228c952b03"


@pytest.fixture(scope="module")
def cases() -> list[Any]:
    return list(generate(COUNT, random_state=1, start=START, end=END))


def events(cases: list[Any], kind: str) -> list[Any]:
    return [event for case in cases for event in case["events"] if event["type"] == kind]


def written(count: int, random_state: int) -> str:
    file = io.StringIO()
    assert write_ndjson(file, count, random_state=random_state) == count
    return file.getvalue()


def test_the_same_random_state_writes_the_same_bytes_on_every_version_of_python() -> None:
    assert hashlib.sha256(written(1000, 2026).encode()).hexdigest() == FIRST_THOUSAND


def test_another_random_state_writes_other_lives() -> None:
    assert written(50, 1) != written(50, 2)


def test_a_longer_run_begins_with_the_cases_of_a_shorter_one() -> None:
    assert written(200, 5).startswith(written(60, 5))


def test_every_line_written_is_one_case_as_it_was_generated() -> None:
    assert [json.loads(line) for line in written(200, 3).splitlines()] == list(stream(200, 3))


def test_every_case_keeps_to_the_table_of_the_contract(cases: list[Any]) -> None:
    for case in cases:
        check_case(case)


def test_cases_are_numbered_from_one(cases: list[Any]) -> None:
    assert [case["case"] for case in cases[:2]] == ["X000001", "X000002"]
    assert len({case["case"] for case in cases}) == COUNT


def test_lives_are_in_the_order_of_their_instants(cases: list[Any]) -> None:
    for case in cases:
        instants = [as_utc(event["at"]) for event in case["events"]]
        assert instants == sorted(instants), case


def test_lives_have_four_to_thirty_events_and_about_twelve(cases: list[Any]) -> None:
    lengths = [len(case["events"]) for case in cases]
    assert min(lengths) >= 4
    assert 20 < max(lengths) <= 30
    assert 10.5 < sum(lengths) / COUNT < 13.5


def test_first_contacts_fall_into_the_window_and_people_are_born_before(cases: list[Any]) -> None:
    for case in cases:
        first = instant(case["events"][0]["at"]).astimezone(ZONE).date()
        assert START <= first <= END
        assert case["person"]["born"] is None or date.fromisoformat(case["person"]["born"]) < first


def test_every_type_of_event_and_every_value_occurs(cases: list[Any]) -> None:
    def values(kind: str, field: str) -> set[Any]:
        return {event[field] for event in events(cases, kind) if field in event}

    assert {event["type"] for case in cases for event in case["events"]} == TABLE.keys()
    assert values("encounter", "by") == ORGS
    assert values("referral", "consent") == {"given", "refused", "override"}
    assert values("referral", "basis") == OVERRIDES
    assert values("stay", "basis") == BASES
    assert values("stay", "legal") == {True, False, None}
    assert values("trial", "status") == {"opened", "closed"}
    assert values("identification", "outcome") == {"identified", "not_identified"}
    assert values("identification", "by") == {"dis", "cmm", "siri", "courts"}
    assert values("proceedings", "how") == ENDINGS
    assert values("asylum_decision", "outcome") == {"granted", "refused"}
    assert values("age_assessment", "outcome") == {"child", "adult"}
    assert values("residence_permit_application", "by") >= {"police", "prosecution", "person"}
    assert {section for event in events(cases, "consent") for section in event["scope"]} == SECTIONS
    answers = {(event["what"], event["answer"]) for event in events(cases, "offer")}
    assert answers == {(what, answer) for what in ENTITLEMENTS for answer in ("accepted", "declined")}
    for kind in ("best_interest_assessment", "durable_solution_assessment"):
        assert values(kind, "outcome") == {"positive", "negative"}
    for kind in ("return_cooperation", "return_wish", "participation", "police_collaboration", "presence_required", "consent"):
        assert values(kind, "value") == {True, False}
    assert values("work", "paid") == {True, False}


def test_every_optional_field_is_sometimes_there_and_sometimes_not(cases: list[Any]) -> None:
    for kind, (_, optional) in TABLE.items():
        for field in (*optional, "note"):
            assert {field in event for event in events(cases, kind)} == {True, False}, (kind, field)


def test_times_are_written_in_every_form(cases: list[Any]) -> None:
    ats = [event["at"] for case in cases for event in case["events"]]
    forms = Counter(len(at) for at in ats)
    assert forms.keys() == {len(form) for form in ("2027-01-01", "2027-01-01T10:00", "2027-01-01T10:00Z", "2027-01-01T10:00:30")} | {22}
    assert any(at.endswith("Z") for at in ats)
    assert any("T00" < at[10:13] < "T05" for at in ats)


def test_some_things_happen_in_the_hour_in_which_the_clocks_change(cases: list[Any]) -> None:
    ats = {event["at"] for case in cases for event in case["events"]}
    spring = {f"{day}T02" for day in ("2023-03-26", "2024-03-31", "2025-03-30", "2026-03-29")}
    autumn = {f"{day}T02" for day in ("2023-10-29", "2024-10-27", "2025-10-26")}
    assert {at[16:] for at in ats if at[:13] in spring} == {"+01:00"}
    assert {at[16:] for at in ats if at[:13] in autumn} == {"+01:00", "+02:00"}


def test_people_are_of_the_kinds_that_are_published(cases: list[Any]) -> None:
    people = [case["person"] for case in cases]
    women = sum(person["gender"] == "female" for person in people) / COUNT
    assert 0.6 < women < 0.8
    assert any(person["born"] is None for person in people)
    assert any(str(person["born"]).endswith("-02-29") for person in people)
    assert {person["unaccompanied"] for person in people} == {True, False}
    assert any(turned_18(case) for case in cases)


def turned_18(case: Mapping[str, Any]) -> bool:
    born = case["person"]["born"]
    if born is None or born.endswith("-02-29"):
        return False
    birthday = f"{int(born[:4]) + 18}{born[4:]}"
    return bool(case["events"][0]["at"] < birthday < case["events"][-1]["at"])


def violations(case: Mapping[str, Any]) -> set[str]:
    found: Any = assess(case, AFTER_EVERYTHING)["violations"]
    return {violation["id"] for violation in found}


def test_a_life_breaks_the_rules_it_was_meant_to_break_and_a_lawful_one_breaks_none() -> None:
    for life in lives(COUNT, random_state=4, start=START, end=END):
        case: Any = life.case()
        found = violations(case)
        assert found >= set(life.mistakes), case
        assert life.mistakes or not found, (found, case)


def test_about_one_life_in_seven_holds_a_mistake_and_every_mistake_occurs() -> None:
    mistakes = [life.mistakes for life in lives(COUNT, random_state=4, start=START, end=END)]
    assert 0.12 < sum(map(bool, mistakes)) / COUNT < 0.18
    assert {name for names in mistakes for name in names} == MISTAKES.keys()


def test_the_moments_of_a_case_hold_its_events_the_days_around_them_and_its_last_days() -> None:
    case: Any = {
        "case": "X",
        "mechanism": "denmark",
        "person": {"born": "2008-02-29", "citizenships": ["NG"], "gender": "female", "unaccompanied": False},
        "events": [
            {"type": "reflection_period", "at": "2024-01-31T23:30", "by": "dis"},
            {"type": "residence_permit", "at": "2024-08-31", "by": "dis"},
            {"type": "reflection_extension", "at": "2024-02-20", "by": "dis", "until": "2024-03-09"},
        ],
    }
    moments = as_ofs(case)
    assert moments == sorted(set(moments))
    assert {"2024-01-30", "2024-01-31", "2024-01-31T23:30", "2024-02-01"} <= set(moments)
    assert {"2024-03-01", "2024-03-02", "2024-05-30", "2024-05-31", "2025-02-28", "2025-03-01"} <= set(moments)
    assert {"2024-03-09", "2024-03-10", "2026-02-28", "2026-03-01"} <= set(moments)


def test_every_moment_can_be_asked_about(cases: list[Any]) -> None:
    for case in cases[:300]:
        for moment in as_ofs(case):
            instant(moment)


def refused() -> Iterator[tuple[int, date, date, str]]:
    yield -1, START, END, "count"
    yield 1, END, START, "end"


@pytest.mark.parametrize(("count", "start", "end", "named"), list(refused()))
def test_arguments_that_make_no_sense_are_refused_by_name(count: int, start: date, end: date, named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}: "):
        list(generate(count, random_state=1, start=start, end=end))


def test_a_window_of_one_day_is_enough() -> None:
    for case in generate(50, random_state=9, start=END, end=END):
        assert instant(str(case["events"][0]["at"])).astimezone(ZONE).date() == END
