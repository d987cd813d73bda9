# SPDX-License-Identifier: EUPL-1.2
"""Accepting into a case: all moves into its section, the referral's key is destroyed, and only the intake is told who is known."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from tests.referrals.signed_in import send, sign_in, words
from vejviser.access.context import acting
from vejviser.access.intake import LOOKUPS_A_DAY, intake_identities
from vejviser.access.refusals import NotAllowed
from vejviser.cases.models import Case, Entry
from vejviser.referrals.models import Lookup, Referral
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast


def _accept(client: Client, referral: str, **data: object) -> str:
    response = client.post(f"/inbox/{referral}/accept/", data)
    assert response.status_code == 302, words(response)
    return response.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def _entries(cast: Cast, case: str) -> list[tuple[str, dict[str, object]]]:
    with acting(cast.actor(cast.coordinator)):
        rows = Entry.objects.filter(case=uuid.UUID(case))
        found = []
        for row in rows:
            field, sealed = ("facts", row.facts) if row.facts is not None else ("note", row.note)
            found.append((row.section, json.loads(vault.unseal(row.case_id, row.section, field, row.pk, bytes(sealed or b"")))))
        return found


def test_everything_moves_into_its_section_and_the_key_is_destroyed(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    referral = send(sign_in(cast, cast.patrol))
    with django_capture_on_commit_callbacks(execute=True):
        case = _accept(sign_in(cast, cast.coordinator), referral)
    entries = _entries(cast, case)
    kinds = [(section, content.get("type") or content.get("kind")) for section, content in entries]
    assert kinds == [("E", "encounter"), ("O", "consent"), ("E", "referral"), ("E", "note"), ("B", "identity"), ("C", "safe_contact")]
    assert entries[4][1]["name"] == "Zoraya Quibbel"
    assert "28282828" in str(entries[5][1])
    assert "Zoraya" not in str(entries[3][1])
    with acting(cast.actor(cast.coordinator)):
        stored = Referral.objects.get(pk=referral)
    assert (stored.state, stored.content, str(stored.case_id)) == ("accepted", None, case)
    assert vault.is_shredded(stored.pk)


def test_accepting_twice_is_one_case(cast: Cast) -> None:
    referral, client = send(sign_in(cast, cast.patrol)), sign_in(cast, cast.coordinator)
    first = _accept(client, referral)
    count = len(_entries(cast, first))
    assert _accept(client, referral) == first
    assert len(_entries(cast, first)) == count


def test_a_child_is_accepted_without_consent_and_with_the_basis(cast: Cast) -> None:
    case = _accept(sign_in(cast, cast.coordinator), send(sign_in(cast, cast.patrol), age="not_sure", consent=""))
    events = [content for _, content in _entries(cast, case) if content.get("type") == "referral"]
    assert (events[0]["consent"], events[0]["basis"]) == ("override", "child")


def test_a_notice_becomes_a_case_only_when_the_person_agrees(cast: Cast) -> None:
    referral, client = send(sign_in(cast, cast.patrol), consent="no"), sign_in(cast, cast.coordinator)
    refused = client.post(f"/inbox/{referral}/accept/", {})
    assert refused.status_code == 200
    assert "has not agreed" in words(refused)
    case = _accept(client, referral, agrees="on")
    assert {section for section, _ in _entries(cast, case)} >= {"E", "O"}


def test_what_is_refused_leaves_no_case_behind(cast: Cast) -> None:
    referral, client = send(sign_in(cast, cast.patrol)), sign_in(cast, cast.coordinator)
    before = words(client.get("/cases/"))
    assert client.post(f"/inbox/{referral}/accept/", {"reference": "XX-0000-YY"}).status_code == 200
    assert words(client.get("/cases/")) == before


def test_a_duty_officer_who_coordinates_no_case_accepts_none(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    assert sign_in(cast, cast.duty).post(f"/inbox/{referral}/accept/", {}).status_code == 404


def test_a_referral_goes_into_a_known_case_of_the_acceptor(cast: Cast) -> None:
    known = cast.case()
    client = sign_in(cast, cast.coordinator)
    with acting(cast.actor(cast.coordinator)):
        reference = Case.objects.get(pk=known).reference
    case = _accept(client, send(sign_in(cast, cast.patrol)), reference=reference.lower())
    assert case == str(known)


def _known(cast: Cast, callbacks: DjangoCaptureOnCommitCallbacks, name: str = "Zoraya Quibbel") -> str:
    """A case of the second coordinator, made from a referral, findable by its name."""
    with callbacks(execute=True):
        referral = send(sign_in(cast, cast.nurse), name=name)
        return _accept(sign_in(cast, cast.second_coordinator), referral, born_day="2", born_month="5", born_year="1999")


def test_the_intake_sees_who_is_perhaps_the_same_with_reasons_and_whom_to_ask(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    _known(cast, django_capture_on_commit_callbacks)
    referral = send(sign_in(cast, cast.patrol), name="Soraya Quibel")
    client = sign_in(cast, cast.duty)
    page = words(client.post(f"/inbox/{referral}/match/", {"names": "Soraya Quibel", "born": "1999"}))
    assert "Possibly the same person" in page
    assert "Zoraya Quibbel" in page
    assert "Contact Carl." in page
    assert "the same year of birth" in page


def test_the_coordinator_of_a_known_case_is_asked_and_nobody_joins_by_force(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    known = _known(cast, django_capture_on_commit_callbacks)
    referral = send(sign_in(cast, cast.patrol))
    duty = sign_in(cast, cast.duty)
    page = words(duty.post(f"/inbox/{referral}/match/", {"names": "Zoraya Quibbel"}))
    choice = page.split('name="choice" value="')[1].split('"')[0]
    assert duty.post(f"/inbox/{referral}/ask/", {"choice": "forged"}).status_code == 404
    assert duty.post(f"/inbox/{referral}/ask/", {"choice": choice}).status_code == 302
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=referral).state == "received"
    carl = sign_in(cast, cast.second_coordinator)
    assert "1 referral asks about a case of yours" in words(carl.get("/inbox/"))
    assert "Perhaps the same person as in a case of yours" in words(carl.get(f"/inbox/{referral}/"))
    assert "asks about a case of yours" not in words(sign_in(cast, cast.coordinator).get("/inbox/"))
    reference = re.search(r'name="reference"[^>]* value="([^"]+)"', words(carl.get(f"/inbox/{referral}/")))
    assert reference is not None
    assert _accept(carl, referral, reference=reference[1]) == known


def test_nobody_else_is_told_whether_somebody_is_known(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    worlds = []
    for known in (False, True):
        if known:
            _known(cast, django_capture_on_commit_callbacks)
        client, number = sign_in(cast, cast.patrol), uuid.uuid4()
        page = words(client.post("/inbox/new/", {"age": "yes", "step": "now", "sending": str(number)}))
        referral = send(client, number)
        with acting(cast.actor(cast.coordinator)):
            reference = Referral.objects.get(pk=referral).reference
        status = words(client.get(f"/inbox/sent/{referral}/")).replace(referral, "").replace(reference, "")
        match = client.post(f"/inbox/{referral}/match/", {"names": "Zoraya Quibbel"})
        worlds.append((page.replace(str(number), ""), status, match.status_code, words(match)))
    assert worlds[0] == worlds[1]


def test_look_ups_end_after_twenty_a_day_in_the_database_too(cast: Cast) -> None:
    referral, client = send(sign_in(cast, cast.patrol)), sign_in(cast, cast.duty)
    with acting(cast.actor(cast.duty)):
        for _ in range(LOOKUPS_A_DAY - 1):
            intake_identities([])
    assert "0 look-ups left today" in words(client.post(f"/inbox/{referral}/match/", {"names": "Zoraya"}))
    assert "No look-ups are left today" in words(client.post(f"/inbox/{referral}/match/", {"names": "Zoraya"}))
    with acting(cast.actor(cast.duty)), pytest.raises(DatabaseError, match="privilege"), transaction.atomic():
        intake_identities([])


def test_a_look_up_cannot_be_forgotten_by_who_made_it(cast: Cast) -> None:
    with acting(cast.actor(cast.duty)):
        intake_identities([])
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Lookup.objects.all().delete()


def test_the_database_gives_identities_to_the_intake_alone(cast: Cast) -> None:
    for part in (cast.police, cast.interviewer, cast.hotline, cast.administrator):
        with acting(cast.actor(part)), pytest.raises(NotAllowed):
            intake_identities([uuid.uuid4()])
