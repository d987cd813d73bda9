# SPDX-License-Identifier: EUPL-1.2
"""The path of a form: exactly one for each combination of answers, and a name only where something lets it be passed on."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vejviser.referrals import outside
from vejviser.referrals.paths import ABOUT_CONTACT, ABOUT_IDENTITY, WITH_BASIS
from vejviser.referrals.vocabulary import AUTHORITIES

AGES = ("yes", "no", "not_sure", None)
PRESENCES = ("alone", "overheard", "absent", None)
CONSENTS = ("yes", "contact_only", "no", "not_asked", None)
OVERRIDES = ("none", "danger_to_life", "legal_duty", None)
ALL = list(product(outside.ROLES, AGES, PRESENCES, CONSENTS, OVERRIDES))
TYPED = {
    "name": "Zoraya",
    "safe_contact": "phone",
    "safe_phone": "28282828",
    "safe_other": "by the neighbour",
    "safe_when_other": "never at noon",
}
ABOUT_PERSON = {*ABOUT_IDENTITY, *ABOUT_CONTACT, "safe_when_other", "shelter_with", "shelter_children", "needs_other", "language_other"}


def _answers(age: Any, presence: Any, consent: Any, override: Any) -> dict[str, Any]:
    given = {"age": age, "presence": presence, "consent": consent, "override": override}
    return {key: value for key, value in given.items() if value is not None} | TYPED


def test_every_combination_takes_one_path_and_keeps_who_the_person_is_only_with_a_basis() -> None:
    """8 x 4 x 4 x 5 x 4 combinations, against what the design says in words."""
    assert len(ALL) == 8 * 4 * 4 * 5 * 4
    for role, *rest in ALL:
        answers = _answers(*rest)
        by = outside.by_of(outside.Sender(role))
        path = outside.path_of(answers, role, by)
        assert isinstance(path, outside.Path)
        assert path == _in_words(role, by, rest), (role, rest)
        found = outside.kept(answers, path)
        assert ("safe_phone" in found) == (path in WITH_BASIS), (role, rest)
        assert ("name" in found) == (path in WITH_BASIS - {outside.Path.CONTACT_ONLY}), (role, rest)
        assert set(found) | set(outside.left_out(answers, path)) == set(answers)


def _in_words(role: str, by: str, answered: list[Any]) -> str:
    age, presence, consent, override = answered
    if role == "self":
        return "self_referral"
    if age in ("yes", "not_sure"):
        return "child"
    if presence == "alone" and consent in ("yes", "contact_only"):
        return "agreed" if consent == "yes" else "contact_only"
    professional = role != "citizen"
    if professional and (override == "danger_to_life" or (override == "legal_duty" and by in AUTHORITIES)):
        return "exception"
    return "notice"


def test_an_age_that_is_not_answered_is_no_way_round_consent() -> None:
    assert outside.path_of({"presence": "absent"}, "police", "police") == "notice"


def test_advice_alone_is_a_consultation_and_nothing_about_the_person_stays() -> None:
    answers = {**_answers("yes", "alone", "yes", None), "needs": ["advice"], "note": "how", "area": "sjaelland", "signs": ["debt"]}
    path = outside.path_of(answers, "health", "other")
    assert path == "consultation"
    assert set(outside.kept(answers, path)) == {"needs", "note", "area"}


def test_a_notice_keeps_days_and_no_times() -> None:
    found = outside.kept({"met_at": "2027-01-14T22:10+01:00", "held_until": "torsdag kl. 22.10", "signs": ["gut"]}, outside.Path.NOTICE)
    assert found == {"met_at": "2027-01-14", "held_until": "torsdag", "signs": ["gut"]}


@given(st.dictionaries(st.sampled_from(sorted(ABOUT_PERSON)), st.text(min_size=1)))
def test_no_notice_and_no_consultation_keeps_a_box_about_the_person(typed: dict[str, str]) -> None:
    for path in (outside.Path.NOTICE, outside.Path.CONSULTATION):
        assert outside.kept(typed, path) == {}


@pytest.mark.parametrize(
    ("role", "organisation", "by"),
    [
        ("police", "nec", "nec"),
        ("police", "", "police"),
        ("dis", "siri", "siri"),
        ("health", "amiami", "other"),
        ("ngo", "hopenow", "hopenow"),
        ("ngo", "police", "ngo"),
        ("other_pro", "courts", "courts"),
        ("citizen", "police", "citizen"),
        ("self", "cmm", "self"),
        ("nonsense", "police", "citizen"),
    ],
)
def test_as_whom_somebody_sends_follows_from_role_and_organisation(role: str, organisation: str, by: str) -> None:
    assert outside.by_of(outside.Sender(role, organisation)) == by


@given(st.text(max_size=400))
def test_any_text_in_any_script_is_taken_and_kept_in_one_form(text: str) -> None:
    kept = outside.read({"note": text}, "citizen").get("note", "")
    assert kept == unicodedata.normalize("NFC", kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")


def test_a_text_beyond_its_stated_length_is_kept_whole_and_far_beyond_it_is_refused_by_name() -> None:
    assert outside.read({"note": "x" * 3000}, "citizen")["note"] == "x" * 3000
    with pytest.raises(outside.TextTooLong) as refused:
        outside.read({"note": "x" * 3001}, "citizen")
    assert (refused.value.field, refused.value.length, refused.value.allowed) == ("note", 3001, 3000)


def test_a_number_of_the_cpr_form_is_never_kept_whole() -> None:
    assert outside.read({"note": "her number is 010190-1234"}, "police")["note"] == "her number is 010190-xxxx"


@pytest.mark.parametrize("number", ["+4528282828", "4528282828", "0612345678", "00 45 28 28 28 28"])
def test_a_number_to_ring_keeps_every_digit(number: str) -> None:
    found = outside.read({"you_phone": number, "safe_phone": number, "you_stand_in": number}, "health")
    assert set(found.values()) == {number}


def test_a_telephone_number_in_a_note_is_no_number_of_the_register() -> None:
    assert outside.read({"note": "ring +4528282828 or 4528282828"}, "health")["note"] == "ring +4528282828 or 4528282828"
    assert outside.read({"note": "610190-1234"}, "health")["note"] == "610190-xxxx"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hun hedder Ana Popescu", ["name"]),
        ("her name is Ngoc, ring 28 28 28 28", ["name", "phone"]),
        ("skriv til a.b@example.dk", ["mail"]),
        ("010190-1234 og +45 28282828", ["cpr", "phone"]),
        ("set den 14-01-2027 kl. 22.10, 3 mænd", []),
        ("works 14 hours a day", []),
    ],
)
def test_what_may_say_who_somebody_is_is_found_in_a_text(text: str, kinds: list[str]) -> None:
    found = outside.finds(text)
    assert [one.kind for one in found] == kinds
    assert all(text[one.start : one.end] == one.text for one in found)
