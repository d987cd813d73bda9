# SPDX-License-Identifier: EUPL-1.2
"""A signed-in client for a person of the cast, and the short referral as a browser sends it."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from django.test import Client

from vejviser.accounts import sessions
from vejviser.site import clock

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from tests.cast import Cast, Part

AGREES = {"danger": "no", "age": "no", "presence": "alone", "consent": "yes"}
NEEDS = {"name": "Zoraya Quibbel", "safe_contact": "phone", "safe_phone": "28282828", "language": "por", "needs": ["talk"], "note": "waits"}


def sign_in(cast: Cast, part: Part) -> Client:
    """Give a client with a session that showed a second factor."""
    client, user = Client(), cast.user(part)
    client.force_login(user)
    session = client.session
    sessions.begin(session)
    sessions.prove_second_factor(session, user)
    session["used_at"] = clock.now().isoformat()
    session.save()
    client.cookies["language"] = "en"
    return client


def send(client: Client, sending: uuid.UUID | None = None, **answers: str) -> str:
    """Send a referral through both steps and give its id; by default of an adult who agrees."""
    posted: dict[str, object] = {**AGREES, **NEEDS, **answers, "sending": str(sending or uuid.uuid4()), "step": "send"}
    response = client.post("/inbox/new/", posted)
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def words(response: HttpResponseBase) -> str:
    """Give the page as text, without what is new in each answer: the token of the forms."""
    text = bytes(getattr(response, "content", b"")).decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
