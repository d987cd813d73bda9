# SPDX-License-Identifier: EUPL-1.2
"""Signing in and administration as somebody does it: by keyboard, in both languages, with nothing that axe finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.accounts.people import PASSWORD, administrator, code, somebody
from tests.pages import assert_accessible, assert_usable_by_keyboard
from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.accounts import services
from vejviser.accounts.selectors import actor_of
from vejviser.site import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.running_site import Site
    from vejviser.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
WIDTHS = (320, 1280)


def come_in(page: Page, user: User) -> None:
    """Sign in with the keyboard alone."""
    page.goto("/accounts/login/")
    page.locator("#id_login").focus()
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/show/")
    assert_accessible(page)
    page.locator("#id_code").focus()
    page.keyboard.type(code())
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/accounts/" not in address)


def look_at(page: Page, address: str) -> None:
    """Open a page in both widths: nothing that axe finds, nothing wider than the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than {width}"


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_administrator_signs_in_by_keyboard_and_finds_every_page_usable(page: Page, language: str) -> None:
    first, user = administrator(), somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    services.set_language(first, language)
    with acting(actor_of(first)) as actor:
        services.ask_for_role(actor, user.id, Role.CMM_DUTY_OFFICER, starts=clock.now(), ends=None)
    page.goto("/accounts/login/")
    page.locator(f"form.site-languages button[value={language}]").click()
    for address in ("/accounts/login/", "/accounts/password/forgotten/", "/accounts/invitation/not-one/"):
        look_at(page, address)
        assert_usable_by_keyboard(page)
    come_in(page, first)
    assert page.locator("html").get_attribute("lang") == language
    page.goto("/accounts/people/invite/")
    assert_accessible(page)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/invite/")
    organisation = user.organisation_id
    for address in (
        "/accounts/people/",
        "/accounts/people/invite/",
        "/accounts/people/waiting/",
        f"/accounts/people/{user.id}/",
        f"/accounts/people/{user.id}/retire/",
        "/accounts/second-factor/",
        "/accounts/second-factor/passkeys/",
        "/accounts/second-factor/passkeys/add/",
        "/accounts/second-factor/recovery-codes/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/organisations/",
        f"/organisations/{organisation}/",
        f"/organisations/{organisation}/rota/",
    ):
        look_at(page, address)


def test_somebody_new_sets_up_a_passkey_and_signs_in_with_it_alone(page: Page, site_server: Site) -> None:
    """The browser's own virtual authenticator takes the place of the telephone."""
    user = somebody("ida", "cmm", Role.CMM_INTERVIEWER, totp=False)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**phone, "automaticPresenceSimulation": True}})
    # A passkey belongs to a name, never to a number.
    page.goto(site_server.address.replace("127.0.0.1", "localhost") + "/accounts/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/choose/")
    assert_accessible(page)
    page.locator("main a.button-primary").click()
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/passkeys/add/")
    page.locator("#passkey_add").click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator("main li code")).to_have_count(10)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.locator("form.site-out button").click()
    page.wait_for_url("**/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    assert complaints == []
