# SPDX-License-Identifier: EUPL-1.2
"""Sending a referral: no name without a basis, and a target that no gap in the answers makes later."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.referrals.signed_in import AGREES, NEEDS, send, sign_in, words
from vejviser.access.context import acting
from vejviser.referrals import paths, triage
from vejviser.referrals.accepting import everything
from vejviser.referrals.answer_times import TARGETS, answer_by
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from tests.cast import Cast

CANARIES = ("Zoraya", "28282828")


def _content(cast: Cast, referral: str) -> dict[str, object]:
    with acting(cast.actor(cast.coordinator)):
        return everything(Referral.objects.get(pk=referral))


def test_consent_is_asked_before_any_name(cast: Cast) -> None:
    client = sign_in(cast, cast.patrol)
    first = words(client.get("/inbox/new/"))
    assert 'name="consent"' in first
    assert 'name="name"' not in first
    assert 'name="safe_phone"' not in first
    agreed = words(client.post("/inbox/new/", {**AGREES, "step": "now"}))
    assert 'name="name"' in agreed
    refused = words(client.post("/inbox/new/", {**AGREES, "consent": "no", "step": "now"}))
    assert 'name="name"' not in refused
    assert "Sent without a name" in refused


@pytest.mark.parametrize(
    "answer", [{"consent": "no"}, {"consent": "not_asked"}, {"consent": ""}, {"presence": "absent"}, {"age": "", "consent": ""}]
)
def test_without_a_basis_no_name_and_no_number_is_kept(cast: Cast, answer: dict[str, str]) -> None:
    kept = _content(cast, send(sign_in(cast, cast.patrol), None, **answer))
    assert not any(canary in str(kept) for canary in CANARIES)
    assert kept["basis"] == paths.NO_BASIS


def test_a_person_who_agrees_to_be_contacted_only_keeps_the_name(cast: Cast) -> None:
    kept = _content(cast, send(sign_in(cast, cast.patrol), consent="contact_only"))
    assert kept["safe_phone"] == "28282828"
    assert "name" not in kept


def test_an_exception_needs_its_reason_and_a_legal_duty_an_authority(cast: Cast) -> None:
    client = sign_in(cast, cast.patrol)
    posted = {**AGREES, **NEEDS, "consent": "no", "override": "danger_to_life", "sending": str(uuid.uuid4()), "step": "send"}
    assert "Enter in one line why" in words(client.post("/inbox/new/", posted))
    kept = _content(cast, send(client, consent="no", override="legal_duty", override_reason="section 1"))
    assert kept["basis"] == "legal_duty"
    page = words(sign_in(cast, cast.nurse).get("/inbox/new/"))
    assert "danger_to_life" in page
    assert "legal_duty" not in page


def test_a_name_is_passed_on_by_a_signed_in_sender_if_and_only_if_there_is_a_basis() -> None:
    for by, age, presence, consent, override in itertools.product(
        ("police", "amiami", "other", "self"),
        ("yes", "no", "not_sure", ""),
        ("alone", "overheard", "absent", ""),
        ("yes", "contact_only", "no", "not_asked", ""),
        ("none", "danger_to_life", "legal_duty", ""),
    ):
        answers = {"age": age, "presence": presence, "consent": consent, "override": override, "override_reason": "why", **NEEDS}
        basis = triage.basis_of(answers, by)
        kept = paths.kept(answers, triage.path_for(answers, by))
        assert ("name" in kept) == (basis not in ("", paths.CONTACT_ONLY))
        assert ("safe_phone" in kept) == (basis != "")
        agreed = presence == "alone" and consent in ("yes", "contact_only")
        exception = override == "danger_to_life" or (override == "legal_duty" and by == "police")
        assert bool(basis) == (by == "self" or age in ("yes", "not_sure") or agreed or exception)


def test_a_cpr_number_is_never_kept_whole(cast: Cast) -> None:
    kept = _content(cast, send(sign_in(cast, cast.patrol), note="paper says 010203-1234"))
    assert kept["note"] == "paper says 010203-xxxx"


def test_nothing_of_a_referral_lies_in_clear_in_the_database(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    with acting(cast.actor(cast.coordinator)):
        row = Referral.objects.filter(pk=referral).values().get()
    assert not any(
        canary in str(value if not isinstance(value, memoryview) else bytes(value)) for canary in CANARIES for value in row.values()
    )


@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ({"danger": "now", "age": "no"}, "now"),
        ({"danger": "soon"}, "now"),
        ({"danger": "soon", "age": "no"}, "tonight"),
        ({"needs": ["sleep"], "age": "no"}, "tonight"),
        ({"age": "not_sure", "danger": "no"}, "tonight"),
        ({"age": "no", "presence": "overheard", "danger": "no"}, "today"),
        ({"age": "no", "danger": "no", "presence": "alone", "consent": "yes"}, "ordinary"),
        ({"age": "no", "presence": "alone", "consent": "yes"}, "today"),
        ({"age": "no", "danger": "no", "presence": "alone", "consent": "no"}, "advice"),
        ({"held": "held", "age": "no"}, "now"),
    ],
)
def test_the_first_class_that_fits_is_the_urgency(answers: dict[str, object], urgency: str) -> None:
    assert triage.urgency_of(answers, triage.basis_of(answers, "police")) == urgency


@pytest.mark.parametrize(
    ("urgency", "received", "by"),
    [
        # Monday 16 November 2026, open 8.30 to 16.
        ("now", "2026-11-16T10:00+01:00", "2026-11-16T10:15+01:00"),
        ("now", "2026-11-16T22:00+01:00", "2026-11-17T08:45+01:00"),
        ("tonight", "2026-11-16T15:30+01:00", "2026-11-17T09:00+01:00"),
        # Saturday, open 9 to 15.
        ("today", "2026-11-14T13:00+01:00", "2026-11-15T11:00+01:00"),
        ("ordinary", "2026-11-13T10:00+01:00", "2026-11-16T16:00+01:00"),
        # Christmas: the 25th and 26th are public holidays, then a weekend.
        ("ordinary", "2026-12-24T10:00+01:00", "2026-12-28T16:00+01:00"),
        ("advice", "2026-11-16T10:00+01:00", "2026-11-19T16:00+01:00"),
    ],
)
def test_a_target_is_counted_in_opening_hours_and_working_days(urgency: str, received: str, by: str) -> None:
    answer = answer_by(Referral.Urgency(urgency), dt.datetime.fromisoformat(received))
    assert answer == dt.datetime.fromisoformat(by)


def test_every_answer_time_says_that_it_is_no_law() -> None:
    assert set(TARGETS) == set(Referral.Urgency)
    assert all(target.source == "organisational target" for target in TARGETS.values())
