# SPDX-License-Identifier: EUPL-1.2
"""Reading what was answered: leniently, with "not answered" never taken for "no", and nothing left over that does not fit any more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.public.refer import answers, conditions, reading
from vejviser.public.refer.questions import BY_ID, QUESTIONS, ROLES, SCREENS, codes_of, opens_for
from vejviser.referrals import outside
from vejviser.referrals.outside import questions as outside_questions

if TYPE_CHECKING:
    from vejviser.public.refer.answers import Answers

AT = dt.datetime(2026, 1, 14, 21, 10, tzinfo=dt.UTC)
ZONE = ZoneInfo("Europe/Copenhagen")
# What must not be kept without a basis.
ABOUT_THE_PERSON = ("name", "safe_contact", "safe_phone", "safe_other", "safe_how", "safe_when", "safe_when_other", "safe_if_other")


@pytest.fixture(autouse=True)
def _one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vejviser.site.clock.now", lambda: AT)


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, Answers]:
    """Give any role with any answers, whether or not they fit."""
    role, found = draw(st.sampled_from(ROLES)), dict[str, Any]()
    for question in QUESTIONS:
        if question.is_typed:
            value: Any = draw(st.sampled_from(["", "Canary 22334455"]))
        elif question.kind == "several":
            value = draw(st.lists(st.sampled_from(question.codes), unique=True, max_size=3))
        else:
            value = draw(st.sampled_from(["", *question.codes]))
        if value:
            found[question.id] = value
    return role, found


@settings(max_examples=150, deadline=None)
@given(forms())
def test_what_fits_holds_who_the_person_is_only_with_a_basis_and_stays_the_same_when_read_again(form: tuple[str, Answers]) -> None:
    role, found = form
    fits = answers.fitting(found, role)
    assert answers.fitting(fits, role) == fits
    path = outside.path_of(answers.to_send(found, role), role, outside.by_of(outside.Sender(role)))
    if path is outside.Path.NOTICE:
        assert not set(fits) & set(ABOUT_THE_PERSON)
    if path is outside.Path.CONTACT_ONLY:
        assert "name" not in fits


@settings(max_examples=150, deadline=None)
@given(forms())
def test_screens_posted_one_after_another_give_the_same_answers_back(form: tuple[str, Answers]) -> None:
    role, wanted = form
    found: Answers = {}
    for screen in SCREENS:
        posted = QueryDict(mutable=True)
        for name, value in wanted.items():
            posted.setlist(name, value if isinstance(value, list) else [value])
        found = answers.merged(found, screen, posted, role)
    for name, value in found.items():
        assert set(value) <= set(wanted[name])
    again = dict(found)
    for screen in reversed(SCREENS):
        posted = QueryDict(mutable=True)
        for name, value in found.items():
            posted.setlist(name, value if isinstance(value, list) else [value])
        again = answers.merged(again, screen, posted, role)
    assert again == found


@settings(max_examples=100, deadline=None)
@given(forms())
def test_a_screen_never_asks_what_an_earlier_one_settled(form: tuple[str, Answers]) -> None:
    role, found = form
    for screen in SCREENS:
        for question in answers.of_screen(screen, found, role):
            if conditions.child(found, role) or role == "self":
                assert question.id not in ("consent", "override", "override_reason")
                assert not {"named", "reached"} & set(opens_for(question, found, role))
            if role == "self":
                assert question.id not in ("signs", "you_phone", "child_view", "place_tip")


def test_an_unknown_choice_is_no_choice_and_nothing_answered_is_nothing() -> None:
    posted = QueryDict("danger=certainly&age=")
    assert answers.merged({"danger": "now", "age": "no"}, "now", posted, "police") == {}


def test_every_code_and_length_is_one_that_the_referral_knows() -> None:
    ours = {"held_when": 60}
    for question in QUESTIONS:
        if question.kind == "one" and question.id != "held_until":
            unknown = set(question.codes) - outside_questions.CHOICES[question.id]
            assert unknown <= {"other", "unknown", "fra"}, (question.id, unknown)
        elif question.kind == "several":
            assert set(question.codes) <= outside_questions.SEVERAL[question.id], question.id
        elif question.is_typed:
            assert question.length == {**outside_questions.LENGTHS, **ours}[question.id], question.id


@pytest.mark.parametrize("role", ROLES)
def test_the_exceptions_offered_are_those_that_the_role_has(role: str) -> None:
    allowed = outside.exceptions_of(role, outside.by_of(outside.Sender(role)))
    offered = set(codes_of(BY_ID["override"], role)) - {"none"} if role in conditions.PROFESSIONALS else set()
    assert offered == allowed


@pytest.mark.parametrize(
    ("typed", "value", "odd"),
    [
        ("12345678", "+45 12 34 56 78", False),
        ("(+45) 12 34-56 78", "+45 12 34 56 78", False),
        ("0045 12345678", "+45 12 34 56 78", False),
        ("٢٢٣٣٤٤٥٥", "+45 22 33 44 55", False),
        ("+49 170 1234567", "+491701234567", False),
        ("tlf. 22334455 x", "+45 22 33 44 55", False),
        ("12345678 lok. 12", "12345678 lok. 12", True),
        ("12345678, efter kl. 20", "12345678, efter kl. 20", True),
        ("1234567/7654321", "1234567/7654321", True),
        ("123", "123", True),
        ("ring her at noon", "ring her at noon", True),
        ("1234567890123456", "1234567890123456", True),
    ],
)
def test_a_telephone_number_is_read_in_any_form_and_never_refused(typed: str, value: str, odd: bool) -> None:  # noqa: FBT001
    assert reading.phone(typed) == (value, odd)


@pytest.mark.parametrize(("typed", "odd"), [("a@b.dk", False), ("søren@øl.dk", False), ("a@b", True), ("a b@c.dk", True), ("nobody", True)])
def test_a_mail_address_that_looks_wrong_is_questioned(typed: str, odd: bool) -> None:  # noqa: FBT001
    assert reading.mail(typed) == (typed, odd)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("14.1. 22:10", dt.datetime(2026, 1, 14, 22, 10, tzinfo=ZONE)),
        ("14/1 kl. 22:10", dt.datetime(2026, 1, 14, 22, 10, tzinfo=ZONE)),
        ("2026-01-14T22:10", dt.datetime(2026, 1, 14, 22, 10, tzinfo=ZONE)),
        ("31.12", dt.datetime(2025, 12, 31, tzinfo=ZONE)),
        ("31.12.25", dt.datetime(2025, 12, 31, tzinfo=ZONE)),
        ("22:10", dt.datetime(2026, 1, 14, 22, 10, tzinfo=ZONE)),
        ("14.1. kl. 14.10", dt.datetime(2026, 1, 14, 14, 10, tzinfo=ZONE)),
        ("14.10", None),
        ("kl. 9.05", None),
        ("31.2.", None),
        ("yesterday evening", None),
        ("25:70", None),
    ],
)
def test_a_day_or_time_is_read_as_danes_and_machines_write_it(typed: str, found: dt.datetime | None) -> None:
    assert reading.moment(typed) == found


def test_days_are_sent_with_their_date_and_what_cannot_be_read_as_it_was_written() -> None:
    held = {"held": "held", "held_until": "tomorrow"}
    assert answers.to_send(held, "police")["held_until"] == "2026-01-15"
    typed = {"held": "held", "held_until": "other", "held_when": "after the hearing"}
    assert answers.to_send(typed, "police")["held_until"] == "after the hearing"
    assert answers.to_send({**typed, "held_when": "15.1. 09:00"}, "police")["held_until"].startswith("2026-01-15T09:00")
    assert "held_until" not in answers.to_send(held, "health")


def test_a_cpr_number_is_never_kept_and_signs_that_turn_the_writing_are_removed() -> None:
    posted = QueryDict(mutable=True)
    posted["note"] = "born 010190-1234 \u202eabc\u0007"
    assert answers.merged({}, "needs", posted, "health")["note"] == "born 010190-xxxx abc"


def test_a_text_is_too_long_only_at_ten_times_its_stated_length() -> None:
    assert answers.too_long({"note": "x" * 3000}) == {}
    assert answers.too_long({"note": "x" * 3001}) == {"note": 3001}


def test_a_day_that_would_be_over_or_could_be_a_time_is_sent_as_it_was_written() -> None:
    held = {"held": "held", "held_until": "other"}
    for typed in ("14.10", "13.1.", "2026-01-13"):
        assert answers.to_send({**held, "held_when": typed}, "police")["held_until"] == typed
    assert answers.to_send({**held, "held_when": "14.1."}, "police")["held_until"] == "2026-01-14"


def test_tomorrow_stays_the_day_that_it_was_when_it_was_chosen() -> None:
    day = dt.date(2026, 1, 13)
    assert answers.with_dates({"held_until": "tomorrow"}, day) == {"held_until": "other", "held_when": "2026-01-14"}
    assert answers.with_dates({"held_until": "today"}, day)["held_when"] == "2026-01-13"
    other = {"held_until": "other", "held_when": "at nine"}
    assert answers.with_dates(other, day) is other
