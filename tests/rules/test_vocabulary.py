# SPDX-License-Identifier: EUPL-1.2
"""Each event is checked field by field: what is missing, unknown, of the wrong kind or in the wrong company is refused by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from vejviser.mechanisms import find

if TYPE_CHECKING:
    from vejviser.rules.problems import Problem

DENMARK, CURRENT = find("denmark"), find("denmark@current")
AT = "2027-01-04"
# One right event of every type of the contract's table, with every field that it needs.
RIGHT: dict[str, dict[str, Any]] = {
    "encounter": {"by": "police"},
    "referral": {"by": "police", "to": "cmm", "consent": "given"},
    "stay": {"legal": None},
    "trial": {"status": "opened"},
    "interview": {"by": "cmm", "representative_present": True, "interpreter": None},
    "identification": {"by": "dis", "outcome": "identified"},
    "reflection_period": {"by": "dis"},
    "reflection_extension": {"by": "dis", "days": 30},
    "reflection_shortening": {"by": "dis", "until": "2027-02-01"},
    "return_cooperation": {"value": True},
    "return_wish": {"value": True},
    "participation": {"value": False},
    "police_collaboration": {"value": True},
    "proceedings": {"status": "ended", "how": "judgment"},
    "presence_required": {"value": True},
    "residence_permit_application": {"by": "person"},
    "residence_permit": {"by": "dis"},
    "residence_permit_refused": {"by": "dis"},
    "residence_permit_revoked": {"by": "dis"},
    "work_permit_application": {"by": "person"},
    "work_permit": {"by": "dis"},
    "asylum_application": {},
    "asylum_decision": {"by": "dis", "outcome": "granted"},
    "municipality_allocation": {"by": "dis", "municipality": "Aarhus"},
    "representative": {"by": "municipality"},
    "best_interest_assessment": {"outcome": "positive"},
    "durable_solution_assessment": {"outcome": "negative"},
    "family_tracing": {},
    "family_reunion": {},
    "age_assessment": {"outcome": "child"},
    "consent": {"recipient": "cmm", "scope": ["identity", "health"], "value": True},
    "offer": {"what": "medical", "answer": "declined"},
    "work": {"paid": True},
    "departure": {},
    "arrival": {"country": "BR"},
    "closure": {"reason": "moved away"},
}
# What each type may have besides: a value that is right.
OPTIONAL: list[tuple[str, dict[str, Any]]] = [
    ("stay", {"basis": "visa", "until": "2027-12-31"}),
    ("identification", {"reason": "came with a decision"}),
    ("work_permit", {"until": "2027-12-31"}),
    ("representative", {"name": "Representative A"}),
    ("consent", {"until": "2027-12-31"}),
]
ORGANISATIONS = [
    "police",
    "prosecution",
    "dis",
    "siri",
    "cmm",
    "courts",
    "reden_international",
    "hoerhuset",
    "hopenow",
    "amiami",
    "nec",
    "erin",
    "erso",
    "iom",
    "municipality",
    "ngo",
    "citizen",
    "other",
    "self",
]


def problems_of(event: object, place: int = 3) -> list[Problem]:
    found: list[Problem] = []
    made = DENMARK.vocabulary.event(event, place, found)
    assert (made is None) == bool(found)
    return found


def problem_of(event: object) -> tuple[str, str]:
    (found,) = problems_of(event)
    return found.where, found.what


def right(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "at": AT, **RIGHT[kind], **fields}


def lacking(kind: str, field: str) -> dict[str, Any]:
    return {key: value for key, value in right(kind).items() if key != field}


def test_the_vocabulary_is_the_table_of_the_contract() -> None:
    assert set(DENMARK.vocabulary.shapes) == set(RIGHT)
    assert set(CURRENT.vocabulary.shapes) == {*RIGHT, "special_reasons"}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_event_is_accepted_with_or_without_a_note(kind: str) -> None:
    assert problems_of(right(kind)) == []
    assert problems_of(right(kind, note="told by telephone", recorded="2027-01-05T08:00")) == []


@pytest.mark.parametrize(("kind", "more"), OPTIONAL)
def test_optional_fields_may_be_there(kind: str, more: dict[str, Any]) -> None:
    assert problems_of(right(kind, **more)) == []


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in RIGHT.items() for field in fields if kind != "proceedings" and field != "days"]
)
def test_every_field_that_is_not_optional_is_required(kind: str, field: str) -> None:
    assert problem_of(lacking(kind, field)) == (f"$.events[3].{field}", f"is missing; {kind} needs it")


@pytest.mark.parametrize("kind", RIGHT)
def test_no_event_has_a_field_of_another(kind: str) -> None:
    where, what = problem_of(right(kind, shoe_size=38))
    assert where == "$.events[3].shoe_size"
    assert what.startswith(f"unknown field; {kind} has ")


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_organisation_of_the_contract_may_meet_a_person(organisation: str) -> None:
    assert problems_of(right("encounter", by=organisation)) == []


@pytest.mark.parametrize("kind", ["residence_permit_application", "work_permit_application"])
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_an_application_is_made_by_the_person_or_by_any_organisation(kind: str, organisation: str) -> None:
    assert problems_of(right(kind, by=organisation)) == []


@pytest.mark.parametrize(
    ("kind", "field", "value", "allowed"),
    [
        ("encounter", "by", "person", "police, prosecution"),
        ("encounter", "by", "Police", "police, prosecution"),
        ("encounter", "by", None, "police, prosecution"),
        ("encounter", "by", ["police"], "police, prosecution"),
        ("referral", "to", "sweden", "cmm"),
        ("referral", "consent", "yes", "given, refused, override"),
        ("stay", "legal", "no", "true or false, without quotes, or null"),
        ("stay", "legal", 0, "true or false"),
        ("stay", "basis", "tourist", "citizen, eu, permit, visa, asylum_seeker, none"),
        ("stay", "basis", None, "citizen, eu, permit, visa, asylum_seeker, none"),
        ("stay", "until", "2027-02-29", "existing YYYY-MM-DD"),
        ("stay", "until", "2027-01-04T10:00", "existing YYYY-MM-DD"),
        ("stay", "until", None, "existing YYYY-MM-DD"),
        ("stay", "until", "2200-01-01", "1900 to 2199"),
        ("trial", "status", "ended", "opened, closed"),
        ("interview", "representative_present", "no", "true or false"),
        ("interview", "representative_present", None, "true or false"),
        ("interview", "interpreter", "English", "language tag"),
        ("interview", "interpreter", 7, "or null"),
        ("identification", "outcome", "presumed", "identified, not_identified"),
        ("identification", "reason", None, "text"),
        ("reflection_extension", "days", 0, "from 1 to"),
        ("reflection_extension", "days", -5, "from 1 to"),
        ("reflection_extension", "days", True, "whole number"),
        ("reflection_extension", "days", 2.5, "whole number"),
        ("reflection_extension", "days", "30", "whole number"),
        ("reflection_extension", "days", 10**12, "whole number"),
        ("return_cooperation", "value", "no", "true or false"),
        ("proceedings", "how", "acquittal", "judgment, dismissal, discontinued"),
        ("residence_permit_application", "by", "lawyer", "person, police"),
        ("asylum_decision", "outcome", "pending", "granted, refused"),
        ("municipality_allocation", "municipality", 851, "text"),
        ("best_interest_assessment", "outcome", True, "positive, negative"),
        ("age_assessment", "outcome", "minor", "child, adult"),
        ("consent", "scope", [], "one or more of"),
        ("consent", "scope", "identity", "one or more of"),
        ("consent", "scope", ["identity", "everything"], "one or more of"),
        ("consent", "value", 1, "true or false"),
        ("offer", "what", "money", "accommodation, medical"),
        ("offer", "answer", "maybe", "accepted, declined"),
        ("work", "paid", "true", "true or false"),
        ("arrival", "country", "Brazil", "two capital letters"),
        ("arrival", "country", "br", "two capital letters"),
        ("arrival", "country", "ÆØ", "two capital letters"),
        ("closure", "reason", None, "text"),
        ("encounter", "note", 5, "text"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(kind: str, field: str, value: object, allowed: str) -> None:
    where, what = problem_of(right(kind, **{field: value}))
    assert where == f"$.events[3].{field}"
    assert allowed in what


@pytest.mark.parametrize("key", ["at", "recorded"])
@pytest.mark.parametrize(
    ("text", "what_is_wrong"),
    [
        ("2027-02-30", "does not exist"),
        ("2027-13-01", "does not exist"),
        ("2027-01-04T24:00", "does not exist"),
        ("2027-03-28T02:30", "does not exist in Europe/Copenhagen"),
        ("2027-10-31T02:30", "exists twice"),
        ("1899-12-31", "outside the years"),
        ("2200-01-01", "outside the years"),
        ("4 January 2027", "is not a date or time"),
        ("2027-01-04 22:10", "is not a date or time"),
        ("", "is not a date or time"),
        (None, "not text"),
        (20270104, "not text"),
    ],
)
def test_a_time_that_cannot_be_read_is_refused(key: str, text: object, what_is_wrong: str) -> None:
    where, what = problem_of(right("departure", **{key: text}))
    assert where == f"$.events[3].{key}"
    assert what_is_wrong in what


@pytest.mark.parametrize("at", ["2027-10-31T02:30+02:00", "2027-10-31T02:30+01:00", "2027-01-04T21:10Z"])
def test_an_offset_makes_any_time_clear(at: str) -> None:
    assert problems_of(right("departure", at=at)) == []


def test_an_event_needs_its_time() -> None:
    assert problem_of({"type": "departure"})[0] == "$.events[3].at"


@pytest.mark.parametrize("raw", [None, [], "encounter", 5, True])
def test_an_event_is_an_object(raw: object) -> None:
    assert problem_of(raw) == ("$.events[3]", "must be an object with type and at")


@pytest.mark.parametrize("kind", ["Encounter", "", None, ["encounter"], 3, "special_reasons"])
def test_an_unknown_type_is_refused_with_the_types_there_are(kind: object) -> None:
    where, what = problem_of({"type": kind, "at": AT})
    assert where == "$.events[3].type"
    assert all(name in what for name in RIGHT)


def test_an_override_needs_its_basis() -> None:
    assert problem_of(right("referral", consent="override")) == ("$.events[3].basis", "is missing; it is needed with consent = override")
    assert problems_of(right("referral", consent="override", basis="danger_to_life")) == []


@pytest.mark.parametrize("consent", ["given", "refused"])
def test_a_basis_belongs_to_an_override_and_only_there(consent: str) -> None:
    assert problem_of(right("referral", consent=consent, basis="child")) == ("$.events[3].basis", "is allowed only with consent = override")


def test_how_proceedings_ended_belongs_to_their_end_and_only_there() -> None:
    assert problem_of(lacking("proceedings", "how")) == ("$.events[3].how", "is missing; it is needed with status = ended")
    assert problem_of({"type": "proceedings", "at": AT}) == ("$.events[3].status", "is missing; proceedings needs it")
    assert problem_of({"type": "proceedings", "at": AT, "status": "closed"})[1].endswith("allowed: opened, ended")
    assert problem_of(right("proceedings", status="opened")) == ("$.events[3].how", "is allowed only with status = ended")
    assert problems_of({"type": "proceedings", "at": AT, "status": "opened"}) == []


def test_an_extension_has_exactly_one_of_days_and_a_date() -> None:
    expected = ("$.events[3]", "reflection_extension has exactly one of until and days")
    assert problem_of(right("reflection_extension", until="2027-02-01")) == expected
    assert problem_of(lacking("reflection_extension", "days")) == expected
    assert problems_of({**lacking("reflection_extension", "days"), "until": "2027-02-01"}) == []


def test_several_mistakes_of_one_event_are_all_said() -> None:
    found = problems_of({"type": "interview", "at": "yesterday", "by": "me", "colour": "red"})
    assert {problem.where for problem in found} == {
        f"$.events[3].{field}" for field in ("at", "by", "colour", "representative_present", "interpreter")
    }
