# SPDX-License-Identifier: EUPL-1.2
"""A case file is taken as a whole or refused as a whole, with the JSON path of everything that is wrong."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vejviser.example_cases import generate
from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import Case, case_from, decode, decode_yaml
from vejviser.rules.problems import RefusedError

DENMARK = find("denmark")
TODAY = dt.date(2027, 1, 20)
MET = {"type": "encounter", "at": "2027-01-04", "by": "police"}
GOOD: dict[str, Any] = {
    "case": "S1",
    "mechanism": "denmark",
    "person": {"born": "1999-05-02", "citizenships": ["BR"], "gender": "female", "unaccompanied": False},
    "events": [MET],
}
tries = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))


def accepted(raw: object) -> Case:
    return case_from(raw, DENMARK.vocabulary, today=TODAY)


def refused(raw: object) -> list[tuple[str, str]]:
    with pytest.raises(RefusedError) as caught:
        accepted(raw)
    assert caught.value.problems
    return [(problem.where, problem.what) for problem in caught.value.problems]


def changed(path: str, value: object) -> dict[str, Any]:
    """Give the good case with one value replaced."""
    raw = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    part = raw
    for name in way:
        part = part[name]
    part[last] = value
    return raw


def without(path: str) -> dict[str, Any]:
    """Give the good case with one field left out."""
    raw = changed(path, None)
    *way, last = path.split(".")
    part = raw
    for name in way:
        part = part[name]
    del part[last]
    return raw


def test_a_case_without_events_is_accepted() -> None:
    assert accepted(changed("events", [])).events == ()


def test_an_unknown_age_is_null() -> None:
    assert accepted(changed("person.born", None)).person.born is None


def test_nobody_is_refused_for_being_born_today() -> None:
    assert accepted(changed("person.born", "2027-01-20")).person.born == TODAY


@pytest.mark.parametrize("raw", [None, 1, 1.5, "case", True, [], [GOOD]], ids=repr)
def test_a_case_file_is_an_object(raw: object) -> None:
    assert [where for where, _what in refused(raw)] == ["$"]


@pytest.mark.parametrize("field", ["case", "mechanism", "person", "events"])
def test_a_case_needs_each_of_its_four_fields(field: str) -> None:
    assert refused(without(field)) == [(f"$.{field}", "is missing")]


@pytest.mark.parametrize("field", ["born", "citizenships", "gender", "unaccompanied"])
def test_a_person_needs_each_of_its_four_fields(field: str) -> None:
    assert refused(without(f"person.{field}")) == [(f"$.person.{field}", "is missing")]


@pytest.mark.parametrize(
    ("path", "value", "allowed"),
    [
        ("case", "", "text that names the case"),
        ("case", 37, "text that names the case"),
        ("case", None, "text that names the case"),
        ("mechanism", "sweden", "denmark"),
        ("mechanism", None, "denmark"),
        ("mechanism", ["denmark"], "denmark"),
        ("person", None, "born, citizenships, gender, unaccompanied"),
        ("person", [], "born, citizenships, gender, unaccompanied"),
        ("person.born", "2027-01-21", "today or earlier"),
        ("person.born", "1999-02-29", "existing YYYY-MM-DD"),
        ("person.born", "1999-5-2", "existing YYYY-MM-DD"),
        ("person.born", "1999-05-02T00:00", "existing YYYY-MM-DD"),
        ("person.born", "0001-01-01", "existing YYYY-MM-DD"),
        ("person.born", "", "null for an unknown age"),
        ("person.born", 1999, "null for an unknown age"),
        ("person.born", False, "null for an unknown age"),
        ("person.citizenships", "BR", "two capital letters"),
        ("person.citizenships", ["br"], "two capital letters"),
        ("person.citizenships", ["BRA"], "two capital letters"),
        ("person.citizenships", ["BR", None], "two capital letters"),
        ("person.citizenships", None, "two capital letters"),
        ("person.gender", None, "text"),
        ("person.gender", 2, "text"),
        ("person.unaccompanied", "no", "true or false"),
        ("person.unaccompanied", None, "true or false"),
        ("person.unaccompanied", 0, "true or false"),
        ("events", None, "list of events"),
        ("events", {"0": MET}, "list of events"),
        ("events", "none", "list of events"),
    ],
)
def test_a_wrong_value_is_named_with_its_path_and_what_is_allowed(path: str, value: object, allowed: str) -> None:
    ((where, what),) = refused(changed(path, value))
    assert where == f"$.{path}"
    assert allowed in what


@pytest.mark.parametrize("path", ["name", "person.name", "person.Born"])
def test_unknown_fields_are_refused_with_the_fields_there_are(path: str) -> None:
    ((where, what),) = refused(changed(path, "x"))
    assert where == f"$.{path}"
    assert what.startswith("unknown field; ")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    raw = changed("person.unaccompanied", "no") | {"mechanism": "sweden", "events": [MET, {"type": "unheard of"}, MET | {"by": "nobody"}]}
    where = [path for path, _what in refused(raw)]
    assert where == ["$.mechanism", "$.person.unaccompanied", "$.events[1].type", "$.events[2].by"]


@pytest.mark.parametrize(
    "text", ["", "{", "nothing", '{"case": NaN}', "{'case': 1}", '{"a": 1} {"b": 2}', b"\xff\xfe", '"\\ud800"', "[" * 5000]
)
def test_a_text_that_is_not_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        decode(text)
    assert [problem.where for problem in caught.value.problems] == ["$"]
    assert caught.value.problems[0].what.startswith("not JSON")


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "\t- x", "!!int x", "!!bool x", "!!int ''", "*nobody", "!strange x", "[" * 3000])
def test_a_text_that_is_not_yaml_is_refused(text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        decode_yaml(text)
    assert caught.value.problems[0].what.startswith("not YAML")


@tries
@given(st.text(st.sampled_from("ab1:-#!&*?|>'\"%@`{}[], \n\t~.=<\x00\ud800"), max_size=30))
def test_any_text_is_yaml_or_refused(text: str) -> None:
    try:
        assessed_or_refused(decode_yaml(text))
    except RefusedError as refusal:
        check_wording(refusal)


def test_in_yaml_norway_and_dates_stay_words() -> None:
    assert decode_yaml("citizenships: [NO]\nborn: 1999-05-02\nunaccompanied: false") == {
        "citizenships": ["NO"],
        "born": "1999-05-02",
        "unaccompanied": False,
    }


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(("denmark", "2027-01-04", "police", "dis")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=6) | st.sampled_from(("type", "at", "by", "born")), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = st.sampled_from((*GOOD, *GOOD["person"], "type", "at", "by", "until", "days", "value", "recorded", "note", "scope", "consent"))


def check_wording(refusal: RefusedError) -> None:
    """Fail where a refusal is not one line for each problem, with where and what."""
    assert refusal.problems
    for problem in refusal.problems:
        assert problem.where.startswith("$")
        assert problem.what
        assert str(problem).isprintable()


def assessed_or_refused(raw: object) -> None:
    """Fail with any exception but a refusal that says where and what."""
    try:
        case = accepted(raw)
    except RefusedError as refusal:
        check_wording(refusal)
        return
    for as_of in ("1900-01-01", "2027-01-20", "2199-12-31T23:59:59+01:00"):
        assess(DENMARK, case, DENMARK.zone.moment(as_of), explain=True)


@tries
@given(anything)
def test_any_json_value_is_assessed_or_refused(raw: object) -> None:
    assessed_or_refused(raw)


@st.composite
def damaged_cases(draw: st.DrawFn) -> Any:
    """Give a believable case in which some values, anywhere, are replaced, left out or added."""
    raw: Any = copy.deepcopy(next(iter(generate(1, random_state=draw(st.integers(0, 10_000)), start=dt.date(2024, 1, 1), end=TODAY))))
    for _ in range(draw(st.integers(1, 4))):
        part = raw
        while True:
            inner = list(part.values()) if isinstance(part, dict) else part
            deeper = [one for one in inner if isinstance(one, dict | list) and one]
            if not deeper or draw(st.integers(0, 2)) == 0:
                break
            part = draw(st.sampled_from(deeper))
        places = [*part] if isinstance(part, dict) else list(range(len(part)))
        place = draw(st.sampled_from(places)) if places else None
        change = draw(st.sampled_from(("replace", "leave out", "add")))
        if change == "add" or place is None:
            part.append(draw(anything)) if isinstance(part, list) else part.update({draw(KEYS): draw(anything | edge_times)})
        elif change == "leave out":
            del part[place]
        else:
            part[place] = draw(anything | edge_times)
    return raw


edge_times = st.sampled_from(
    (
        *("1900-01-01", "2199-12-31", "1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "1900-01-01T00:00+14:00"),
        *("2199-12-31T23:59-14:00", "2026-03-29T02:30", "2026-10-25T02:30", "2026-02-30", "24:00", "2026-01-01T24:00", "0000-00-00"),
    ),
)


@tries
@given(damaged_cases())
def test_any_damaged_case_is_assessed_or_refused(raw: object) -> None:
    assessed_or_refused(raw)


@st.composite
def cases_at_the_edge(draw: st.DrawFn) -> Any:
    """Give cases whose days lie at the first and last years that can be written."""
    day = st.sampled_from(("1900-01-01", "1900-01-02", "1900-12-31", "2199-01-31", "2199-08-31", "2199-12-30", "2199-12-31"))
    begun = [
        {"type": "stay", "at": "1900-01-01", "legal": draw(st.sampled_from((False, True, None))), "until": draw(day)},
        {"type": "interview", "at": "1900-01-01", "by": "cmm", "representative_present": True, "interpreter": None},
        {"type": "identification", "at": "1900-01-01", "by": draw(st.sampled_from(("dis", "cmm"))), "outcome": "identified"},
        {"type": "return_cooperation", "at": "1900-01-01", "value": True},
        {"type": "participation", "at": "1900-01-01", "value": True},
    ]
    moved: list[dict[str, Any]] = [
        {"type": "reflection_period", "by": "dis"},
        {"type": "reflection_extension", "by": "dis", "days": 3660},
        {"type": "reflection_extension", "by": "dis", "until": draw(day)},
        {"type": "reflection_shortening", "by": "dis", "until": draw(day)},
        {"type": "residence_permit", "by": "dis"},
        {"type": "residence_permit_revoked", "by": "dis"},
        {"type": "work_permit", "by": "dis", "until": draw(day)},
        {"type": "arrival", "country": "NO"},
        {"type": "consent", "recipient": "cmm", "scope": ["identity"], "value": True, "until": draw(day)},
    ]
    chosen = [event | {"at": draw(day)} for event in draw(st.lists(st.sampled_from(moved), max_size=9))]
    person = GOOD["person"] | {"born": draw(st.none() | st.sampled_from(("1900-01-01", "1904-02-29", "2026-12-31")))}
    return GOOD | {"person": person, "events": [*begun, *chosen]}


@tries
@given(cases_at_the_edge(), st.sampled_from(("1900-01-01", "1900-01-01T00:30", "2199-12-31", "2199-12-31T23:59:59.999999")))
def test_days_at_the_limits_of_the_years_never_overflow(raw: dict[str, Any], as_of: str) -> None:
    answer = assess(DENMARK, accepted(raw), DENMARK.zone.moment(as_of), explain=True)
    assert answer.status in ("presumed", "identified")
