# SPDX-License-Identifier: EUPL-1.2
"""Setting up one-time codes, with transactions that really commit and no JavaScript."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from tests.accounts.people import PASSWORD, somebody
from tests.pages import assert_page_is_safe
from vejviser.access.roles import Role

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("committing_database")


def test_somebody_sets_up_an_app_gets_recovery_codes_once_and_may_then_go_on(client: Client) -> None:
    user = somebody("ida", "cmm", Role.CMM_INTERVIEWER, totp=False)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/organisations/")["Location"] == reverse("accounts_enrol")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert_page_is_safe(page)
    secret = re.search(r'class="code-key">([A-Z2-7]+)<', page.content.decode())
    assert secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    answer = client.post(reverse("mfa_activate_totp"), {"code": format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/organisations/").status_code == 200
    codes = re.findall(r"<code>(\d+)</code>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    assert not re.findall(r"<code>\d+</code>", client.get(answer["Location"]).content.decode())
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get("/organisations/").status_code == 200
