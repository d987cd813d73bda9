# SPDX-License-Identifier: EUPL-1.2
"""Signing in through an agency: against a real provider of OpenID Connect, a small one, on this machine."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import jwt
import pytest
from django.conf import settings
from django.urls import reverse

from tests.accounts.people import administrator, organisation, somebody
from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.accounts import invitations
from vejviser.accounts.agencies import AgenciesRefused, providers
from vejviser.accounts.models import User
from vejviser.accounts.selectors import actor_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.usefixtures("database")
KEY = "a key of at least thirty-two bytes, for tests"


class Provider(BaseHTTPRequestHandler):
    """Authorization code flow: the person is whoever the test says, and is asked nothing."""

    server: RunningProvider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            names = {"authorization": "authorize", "token": "token", "userinfo": "person"}
            found = {f"{name}_endpoint": f"{self.server.address}/{place}" for name, place in names.items()}
            self.answer({**found, "issuer": self.server.address, "jwks_uri": f"{self.server.address}/keys"})
        elif path == "/authorize":
            self.server.asked = query
            back = urlencode({"code": "once", "state": query["state"][0]})
            self.answer({"to": f"{query['redirect_uri'][0]}?{back}"})
        else:
            self.answer(self.server.person)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.sent = sent
        now = int(time.time())
        claims = {**self.server.person, "iss": self.server.address, "aud": "vejviser", "iat": now, "exp": now + 60}
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(claims, KEY)})

    def answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  its name in the library
        """Say nothing."""


class RunningProvider(ThreadingHTTPServer):
    """A provider that vouches for one person."""

    person: dict[str, Any]
    asked: dict[str, list[str]]
    sent: dict[str, list[str]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


def written(folder: Path, **changes: str) -> str:
    secret = folder / "secret"
    secret.write_text("between us\n")
    entry = {
        "id": "police",
        "name": "Politiet",
        "server_url": "https://sign-in.example",
        "client_id": "vejviser",
        "client_secret_file": str(secret),
        "organisation": "police",
        **changes,
    }
    file = folder / "agencies.toml"
    file.write_text("[[provider]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items()))
    return str(file)


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningProvider]:
    with RunningProvider(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.person = {"sub": "17", "email": "poul@police.example", "email_verified": True, "name": "Poul"}
        apps = providers(written(tmp_path, server_url=server.address))
        monkeypatch.setattr(settings, "SOCIALACCOUNT_PROVIDERS", {"openid_connect": {"APPS": apps}})
        yield server
        server.shutdown()


def come_through(client: Client) -> str:
    """Go the way of the browser, and give where it ends."""
    begin = client.post(reverse("openid_connect_login", args=["police"]))
    with urlopen(begin["Location"]) as answer:  # noqa: S310  the provider of this test
        back = json.load(answer)["to"]
    return str(client.get(back)["Location"])


def test_a_user_comes_in_through_the_agency_and_still_shows_a_second_factor(client: Client, provider: RunningProvider) -> None:
    somebody("poul", "police", Role.POLICE_INVESTIGATOR)
    assert come_through(client) == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert provider.asked["code_challenge_method"] == ["S256"]
    assert provider.sent["client_secret"] == ["between us"]


def test_somebody_invited_becomes_a_user_by_the_agency_alone(client: Client, provider: RunningProvider) -> None:
    with acting(actor_of(administrator())) as actor:
        invitations.invite(
            actor,
            email=provider.person["email"],
            name="Poul",
            organisation_id=organisation("police").id,
            roles=[Role.POLICE_INVESTIGATOR],
            language="da",
        )
    come_through(client)
    user = User.objects.get(email="poul@police.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/organisations/")["Location"] == reverse("accounts_enrol")


@pytest.mark.parametrize(
    ("register_id", "claims"),
    [
        ("police", {"email_verified": False}),
        ("police", {"email_verified": "true"}),
        ("police", {"email": "other@police.example"}),
        ("dis", {"email": "poul@dis.example"}),
    ],
    ids=["address not verified", "verified in words only", "not invited", "of another organisation"],
)
def test_nobody_else_comes_in_and_no_user_is_made(
    client: Client, provider: RunningProvider, register_id: str, claims: dict[str, Any]
) -> None:
    somebody("poul", register_id, Role.LAWYER)
    before = User.objects.count()
    provider.person |= claims
    assert come_through(client) == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == before


def test_a_connection_made_before_does_not_outlive_a_move_to_another_organisation(client: Client, provider: RunningProvider) -> None:
    user = somebody("poul", "police", Role.POLICE_INVESTIGATOR)
    come_through(client)
    user.organisation = organisation("dis")
    user.save()
    client.logout()
    assert come_through(client) == reverse("account_login")
    assert provider.person["sub"] == "17"


@pytest.mark.parametrize(
    "changes",
    [{"server_url": "http://sign-in.example"}, {"client_secret_file": "/nowhere"}, {"extra": "key"}],
    ids=["not by https", "no secret", "unknown key"],
)
def test_a_file_of_agencies_that_is_not_right_is_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(AgenciesRefused):
        providers(written(tmp_path, **changes))


def test_without_a_file_there_are_no_agencies() -> None:
    assert providers(None) == []
