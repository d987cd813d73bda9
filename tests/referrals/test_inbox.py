# SPDX-License-Identifier: EUPL-1.2
"""The inbox of the desk: never one person's, answered in coded ways, and invisible to everybody else."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages import assert_page_is_safe
from tests.referrals.signed_in import send, sign_in, words
from vejviser.access.context import acting
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

STEPS = ("take", "back", "close", "accept", "match", "ask", "differs")


def _stored(cast: Cast, referral: str) -> Referral:
    with acting(cast.actor(cast.coordinator)):
        return Referral.objects.get(pk=referral)


def test_a_referral_reaches_the_desk_and_no_single_person(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    stored = _stored(cast, referral)
    assert (stored.to, stored.state, stored.taken_by_id) == ("cmm", "received", None)
    for part in (cast.coordinator, cast.second_coordinator, cast.duty):
        assert stored.reference in words(sign_in(cast, part).get("/inbox/"))


def test_every_page_of_the_desk_is_safe(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    client = sign_in(cast, cast.coordinator)
    for address in ("/inbox/", f"/inbox/{referral}/", f"/inbox/{referral}/match/", "/inbox/new/", "/inbox/sent/", "/inbox/export/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert_page_is_safe(response)


def test_nobody_but_the_intake_has_an_inbox(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    for part in (cast.outsider, cast.dis, cast.police, cast.hotline, cast.interviewer, cast.administrator):
        client = sign_in(cast, part)
        for address in ("/inbox/", "/inbox/export/", f"/inbox/{referral}/", f"/inbox/{referral}/match/"):
            assert client.get(address).status_code == 404, (part.name, address)
        for step in STEPS:
            hidden = client.post(f"/inbox/{referral}/{step}/", {"reason": "advised", "note": "x", "choice": "y"})
            absent = client.post(f"/inbox/{uuid.uuid4()}/{step}/", {"reason": "advised", "note": "x", "choice": "y"})
            assert hidden.status_code == absent.status_code == 404, (part.name, step)
            assert words(hidden) == words(absent)


@pytest.mark.usefixtures("database")
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(client: Client) -> None:
    for address in ("/inbox/", "/inbox/new/", "/contacts/", "/desk/", "/cases/"):
        assert client.get(address).headers["Location"].startswith("/accounts/")


def test_a_step_is_taken_by_post_alone(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    client = sign_in(cast, cast.coordinator)
    for step in set(STEPS) - {"match"}:
        assert client.get(f"/inbox/{referral}/{step}/").status_code == 405, step
    assert client.put("/inbox/").status_code == 405


def test_the_same_form_sent_twice_is_one_referral(cast: Cast) -> None:
    client, number = sign_in(cast, cast.patrol), uuid.uuid4()
    assert send(client, number) == send(client, number)
    with acting(cast.actor(cast.coordinator)):
        assert Referral.objects.count() == 1


def test_the_second_who_takes_over_is_told_who_was_faster(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    assert sign_in(cast, cast.duty).post(f"/inbox/{referral}/take/").status_code == 302
    late = sign_in(cast, cast.coordinator).post(f"/inbox/{referral}/take/")
    assert late.status_code == 409
    assert "Taken by Vagn" in words(late)
    closing = sign_in(cast, cast.coordinator).post(f"/inbox/{referral}/close/", {"reason": "advised", "note": "rang"})
    assert closing.status_code == 409
    assert _stored(cast, referral).state == "taken"


def test_what_somebody_took_any_colleague_can_hand_back(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    sign_in(cast, cast.duty).post(f"/inbox/{referral}/take/")
    sign_in(cast, cast.coordinator).post(f"/inbox/{referral}/back/")
    stored = _stored(cast, referral)
    assert (stored.state, stored.taken_by_id) == ("received", None)


@pytest.mark.parametrize(
    ("reason", "state"), [("advised", "advised"), ("signposted", "advised"), ("declines", "declined"), ("elsewhere", "declined")]
)
def test_a_referral_is_answered_with_a_coded_reason(cast: Cast, reason: str, state: str) -> None:
    referral = send(sign_in(cast, cast.patrol))
    client = sign_in(cast, cast.duty)
    empty = client.post(f"/inbox/{referral}/close/", {"reason": reason, "note": " "})
    assert "error-summary" in words(empty)
    assert client.post(f"/inbox/{referral}/close/", {"reason": reason, "note": "rang the patrol"}).status_code == 302
    stored = _stored(cast, referral)
    assert (stored.state, stored.reason) == (state, reason)
    assert b"rang" not in bytes(stored.answer or b"")


def test_the_sender_sees_the_same_whatever_the_desk_answered(cast: Cast) -> None:
    patrol, desk = sign_in(cast, cast.patrol), sign_in(cast, cast.coordinator)
    pages = set()
    for answer in ({"reason": "advised", "note": "x"}, {"reason": "declines", "note": "x"}, None):
        referral = send(patrol)
        reference = _stored(cast, referral).reference
        step, data = ("accept", {}) if answer is None else ("close", answer)
        assert desk.post(f"/inbox/{referral}/{step}/", data).status_code == 302
        page = words(patrol.get(f"/inbox/sent/{referral}/"))
        assert "Closed for you" in page
        pages.add(page.replace(referral, "").replace(reference, ""))
    assert len(pages) == 1


def test_a_referral_is_shown_to_its_sender_and_to_no_colleague_of_theirs(cast: Cast) -> None:
    referral = send(sign_in(cast, cast.patrol))
    assert sign_in(cast, cast.police).get(f"/inbox/sent/{referral}/").status_code == 404
    assert sign_in(cast, cast.outsider).get(f"/inbox/sent/{uuid.uuid4()}/").status_code == 404


def test_the_inbox_asks_the_database_as_often_for_ten_as_for_ten_thousand(cast: Cast) -> None:
    client = sign_in(cast, cast.coordinator)
    asked = []
    for count in (10, 9_990):
        _many(cast, count)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get("/inbox/").status_code == 200
        asked.append(sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config")) for one in found.captured_queries))
    assert asked[0] == asked[1] <= 12


def _many(cast: Cast, count: int) -> None:
    with acting(cast.actor(cast.patrol)) as actor:
        Referral.objects.bulk_create(
            Referral(
                reference=uuid.uuid4().hex[:12],
                to="cmm",
                sender_id=actor.user_id,
                sender_organisation="police",
                received_at=actor.now,
                answer_by=actor.now,
                sending=uuid.uuid4(),
            )
            for _ in range(count)
        )
