# SPDX-License-Identifier: EUPL-1.2
"""The contact log: no name, no case, and nothing typed twice when it becomes a referral (A39, A41)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from tests.pages import assert_page_is_safe
from tests.referrals.signed_in import sign_in, words
from vejviser.access.context import acting
from vejviser.referrals.models import Contact

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast


def _write(client: Client, number: uuid.UUID | None = None, **said: object) -> str:
    posted = {"kind": "consultation", "about": "a colleague worries", "advice": "ring us", "sending": str(number or uuid.uuid4()), **said}
    response = client.post("/contacts/new/", posted)
    assert response.status_code == 302, words(response)
    return response.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def test_a_contact_needs_no_name_and_is_seen_by_the_desk(cast: Cast) -> None:
    contact = _write(sign_in(cast, cast.hotline))
    client = sign_in(cast, cast.coordinator)
    for address in ("/contacts/", f"/contacts/{contact}/", "/contacts/new/"):
        page = client.get(address)
        assert_page_is_safe(page)
    assert "a colleague worries" in words(client.get("/contacts/"))
    assert "a colleague worries" not in words(client.get("/contacts/export/"))


def test_nobody_else_has_a_contact_log(cast: Cast) -> None:
    contact = _write(sign_in(cast, cast.hotline))
    for part in (cast.police, cast.dis, cast.outsider, cast.interviewer, cast.administrator):
        client = sign_in(cast, part)
        for address in ("/contacts/", "/contacts/export/", "/contacts/new/", f"/contacts/{contact}/", f"/contacts/{contact}/refer/"):
            assert client.get(address).status_code == 404, (part.name, address)
        assert client.post("/contacts/new/", {"kind": "media", "about": "x", "sending": str(uuid.uuid4())}).status_code == 404


def test_the_same_contact_sent_twice_is_one(cast: Cast) -> None:
    client, number = sign_in(cast, cast.hotline), uuid.uuid4()
    assert _write(client, number) == _write(client, number)
    with acting(cast.actor(cast.hotline)):
        assert Contact.objects.count() == 1


def test_an_empty_contact_is_sent_back_with_what_to_do(cast: Cast) -> None:
    posted = {"kind": "media", "about": "", "advice": "kept words", "sending": str(uuid.uuid4())}
    page = words(sign_in(cast, cast.hotline).post("/contacts/new/", posted))
    assert "error-summary" in page
    assert "kept words" in page


def test_the_list_is_filtered_by_kind_and_by_what_became_of_it(cast: Cast) -> None:
    client = sign_in(cast, cast.hotline)
    _write(client, kind="media", about="a journalist asks")
    _write(client)
    assert "a colleague worries" not in words(client.get("/contacts/?kind=media"))
    assert "a journalist asks" not in words(client.get("/contacts/?referred=yes"))


def test_a_contact_becomes_a_referral_without_typing_anything_again(cast: Cast) -> None:
    client = sign_in(cast, cast.hotline)
    contact = _write(client, kind="citizen", who="70 12 34 56")
    address = f"/contacts/{contact}/refer/"
    second = words(client.post(address, {"step": "now"}))
    assert "a colleague worries" in second
    assert "70 12 34 56" in second
    sent = client.post(address, {"step": "send_now", "sending": str(uuid.uuid4())})
    assert sent.status_code == 302
    with acting(cast.actor(cast.hotline)):
        assert Contact.objects.get(pk=contact).referral_id is not None
    referral = sent.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert "a colleague worries" in words(sign_in(cast, cast.duty).get(f"/inbox/{referral}/"))
    assert client.get(address).headers["Location"] == f"/contacts/{contact}/"
