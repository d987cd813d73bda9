# SPDX-License-Identifier: EUPL-1.2
"""The pages of the desk in Chromium: nothing that axe finds, everything by keyboard, in both languages, also on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.referrals.signed_in import send, sign_in
from vejviser.site import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("committing_database")
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_is_accessible(page: Page, cast: Cast, language: str) -> None:
    referral = send(sign_in(cast, cast.patrol))
    case = cast.case()
    cast.record(case, cast.coordinator, type="encounter", at=f"{clock.today()}T00:00", by="police")
    user = cast.user(cast.coordinator)
    user.language = language
    user.save()
    client = sign_in(cast, cast.coordinator)
    cookies = {"session": client.cookies["session"].value}
    address = page.context.new_page()
    address.goto("/ready")
    base = address.url.removesuffix("/ready")
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    page.set_viewport_size({"width": 360, "height": 740})
    pages = ("/desk/", "/cases/", "/inbox/", f"/inbox/{referral}/", f"/inbox/{referral}/match/", "/inbox/new/", "/inbox/sent/")
    for place in (*pages, "/contacts/", "/contacts/new/"):
        response = page.goto(place)
        assert response is not None
        assert response.status == 200, place
        assert page.get_attribute("html", "lang") == language
        assert_accessible(page)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= 360, f"{place} is wider than a telephone: {width}"
    for place in ("/desk/", "/inbox/new/"):
        page.goto(place)
        assert_usable_by_keyboard(page)
    page.goto("/inbox/new/")
    for name, value in (("danger", "no"), ("age", "no"), ("presence", "alone"), ("consent", "yes")):
        page.check(f'input[name="{name}"][value="{value}"]', force=True)
    with page.expect_navigation():
        page.click('button[value="now"]')
    assert page.locator('input[name="name"]').count() == 1
    assert_accessible(page)
