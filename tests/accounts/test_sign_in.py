# SPDX-License-Identifier: EUPL-1.2
"""Signing in: password, then second factor; nobody is told who is a user; sessions end."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.accounts.people import PASSWORD, SECRET, code, sign_in, somebody
from tests.pages import assert_page_is_safe
from vejviser.access.roles import Role
from vejviser.notices.models import Mail
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.usefixtures("database")
LOGIN = "/accounts/login/"


@pytest.fixture
def set_clock() -> Iterator[Path]:
    path = Path(settings.HOME) / "clock"
    yield path
    path.unlink(missing_ok=True)


def attempt(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def masked(response: Any, *given: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    for part in given:
        text = text.replace(part, "…")
    return text


def test_a_password_alone_lets_nobody_in(client: Client) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    response = attempt(client, user.email)
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_the_page_of_the_sign_in_is_safe_and_offers_both_languages(client: Client) -> None:
    page = client.get(LOGIN)
    assert_page_is_safe(page)
    text = page.content.decode()
    assert 'action="/language/"' in text
    assert "/accounts/logout/" not in text
    assert "testserver" not in text


def test_password_and_code_let_a_user_in(client: Client) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    attempt(client, user.email)
    response = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_code_works_once(client: Client) -> None:
    user, shown = somebody("carl", "cmm", Role.CMM_COORDINATOR), code()
    attempt(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": shown})
    client.post("/accounts/logout/")
    attempt(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": shown})
    assert "_auth_user_id" not in client.session


def test_the_secret_of_the_codes_is_not_in_the_database() -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    stored = [str(data) for data in Authenticator.objects.filter(user=user).values_list("data", flat=True)]
    assert stored
    assert not any(SECRET in data for data in stored)


def test_unknown_and_known_users_get_the_same_answer_to_a_wrong_password(client: Client) -> None:
    known = somebody("carl", "cmm", Role.CMM_COORDINATOR).email
    answers = [
        (one.status_code, masked(one, address)) for address in (known, "nobody@cmm.example") for one in [attempt(client, address, "wrong")]
    ]
    assert answers[0] == answers[1]


def test_unknown_and_known_users_get_the_same_answer_to_a_forgotten_password(client: Client) -> None:
    known = somebody("carl", "cmm", Role.CMM_COORDINATOR).email
    address = reverse("account_reset_password")
    answers = [client.post(address, {"email": email}) for email in (known, "nobody@cmm.example")]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, reverse("account_reset_password_done"))] * 2
    assert list(Mail.objects.values_list("to", flat=True)) == [known]


def test_too_many_wrong_passwords_are_answered_429_whoever_it_is(client: Client) -> None:
    known = somebody("carl", "cmm", Role.CMM_COORDINATOR).email
    for address in (known, "nobody@cmm.example"):
        answers = [attempt(client, address, "wrong").status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]


def test_the_link_to_a_new_password_works_once_and_still_asks_for_the_second_factor(client: Client) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    client.post(reverse("account_reset_password"), {"email": user.email})
    begin = client.get("/" + Mail.objects.get().link)
    form = re.search(r'href="(/accounts/password/new/[^"]+set-password/)"', begin.content.decode())
    assert form
    assert client.get(form[1]).status_code == 200
    new = "four words not together"
    assert client.post(form[1], {"password1": new, "password2": new}).status_code == 302
    assert attempt(client, user.email, new)["Location"] == reverse("mfa_authenticate")
    again = client.get("/" + Mail.objects.get().link)
    assert "set-password" in again.content.decode()
    assert b"does not work any more" in client.get(form[1], headers={"Accept-Language": "en"}).content


def test_log_out_is_by_post_only(client: Client) -> None:
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("later", "lives"), [(dt.timedelta(minutes=14), True), (dt.timedelta(minutes=15), False)])
def test_a_session_lives_fifteen_minutes_without_use(client: Client, set_clock: Path, later: dt.timedelta, *, lives: bool) -> None:
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    set_clock.write_text((clock.now() + later).isoformat())
    assert (client.get(reverse("mfa_index")).status_code == 200) is lives


def test_a_session_in_use_lives_twelve_hours_at_most(client: Client, set_clock: Path) -> None:
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    began = clock.now()
    answers = []
    for minutes in range(10, 731, 10):
        set_clock.write_text((began + dt.timedelta(minutes=minutes)).isoformat())
        answers.append(client.get(reverse("mfa_index")).status_code == 200)
    assert answers == [True] * 71 + [False] * 2


def test_a_session_that_began_before_the_second_factor_was_set_up_elsewhere_is_worth_nothing(client: Client) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR, totp=False)
    client.force_login(user)
    assert client.get(reverse("mfa_index"))["Location"] == reverse("accounts_enrol")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "set up in another session"})
    assert client.get(reverse("mfa_index"))["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_the_only_second_factor_cannot_be_removed(client: Client) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    sign_in(client, user)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_others_sessions_of_a_user_can_be_ended(client: Client) -> None:
    from django.test import Client as OtherClient  # noqa: PLC0415

    user, other = somebody("carl", "cmm", Role.CMM_COORDINATOR), OtherClient()
    for number, one in enumerate((other, client)):
        attempt(one, user.email)
        one.post(reverse("mfa_authenticate"), {"code": code(number)})
    before = Session.objects.count()
    client.post(reverse("usersessions_list"))
    assert Session.objects.count() == before - 1
    assert other.get(reverse("mfa_index"))["Location"] == LOGIN


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Give every address that the site answers, with something in the place of each argument."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif not getattr(entry.callback, "is_public", False):
            # The public pages look for no session at all (tests/public).
            yield "/" + filled(route), named(entry)


def named(entry: URLPattern) -> str:
    return f"{getattr(entry.callback, '__module__', '')}:{entry.name}"


def filled(route: str) -> str:
    route = re.sub(r"<uuid:[a-z_]+>", "00000000-0000-4000-8000-000000000000", route)
    route = re.sub(r"\(\?P<[a-z0-9_]+>[^)]*\)", "a", route)
    return re.sub(r"<(?:int|str|slug):[a-z_]+>|<[a-z_]+>", "1", route).rstrip("$")


FOR_EVERYBODY = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts_invitation",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
}
SETTING_UP = {"accounts_enrol", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_site_answers_without_a_sign_in(client: Client, method: str) -> None:
    let_in = []
    for address, name in addresses():
        if name.startswith("vejviser.site.views") or "ready" in name or name.partition(":")[2] in FOR_EVERYBODY:
            continue
        response = getattr(client, method)(address)
        if not (response.status_code == 404 or (response.status_code == 302 and response["Location"].startswith("/accounts/"))):
            let_in.append((address, response.status_code))
    assert let_in == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_site_answers_without_a_second_factor(client: Client, method: str) -> None:
    client.force_login(somebody("carl", "cmm", Role.CMM_COORDINATOR, totp=False))
    let_in = []
    for address, name in addresses():
        if (
            name.startswith("vejviser.site.views")
            or "ready" in name
            or name.partition(":")[2] in SETTING_UP | FOR_EVERYBODY - {"account_login"}
        ):
            continue
        response = getattr(client, method)(address)
        if not (response.status_code == 404 or (response.status_code == 302 and response["Location"] == reverse("accounts_enrol"))):
            let_in.append((address, response.status_code))
    assert let_in == []
