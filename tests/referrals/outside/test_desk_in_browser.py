# SPDX-License-Identifier: EUPL-1.2
"""What came from outside, at the desk in Chromium: nothing that axe finds, nothing wider than a telephone, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import assert_accessible
from tests.referrals.outside.filled import AGREES, CHILD, CITIZEN, NOTICE, NURSE, PATROL, at_desk, opened, sent
from tests.referrals.signed_in import sign_in
from vejviser.access.context import acting
from vejviser.referrals import outside, services
from vejviser.site import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committing_database")]
REASON = {"override": "danger_to_life", "override_reason": "a knife"}
EXCEPTION = {**REASON, "age": "no", "name": "Z", "safe_contact": "never", "safe_phone": "28282828"}


@pytest.mark.parametrize(("language", "width"), [("da", 320), ("en", 1280)])
def test_the_inbox_and_every_kind_of_referral_are_accessible(page: Page, cast: Cast, language: str, width: int) -> None:
    tip = {**NOTICE, "place_tip": "write", "place_tip_text": "the blue house", "note": "her name is Mai"}
    forms = [
        sent({**AGREES, "note": "لا أستطيع"}, NURSE),
        sent(tip, CITIZEN),
        sent(EXCEPTION, NURSE),
        sent({**CHILD, "danger": "now"}, PATROL),
    ]
    rows = [at_desk(cast, form) for form in forms]
    outside.add(opened(forms[0]), "own_words", {"words": "it only grows"}, clock.now())
    with acting(cast.actor(cast.duty)) as actor:
        services.take_over(actor, rows[2].pk)
        services.ask_sender(actor, rows[1].pk, "Which evening was it?")
    outside.withdraw(opened(forms[1]), "referrer", clock.now())
    _sign_in(page, cast, language)
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("/inbox/", *(f"/inbox/{row.pk}/" for row in rows)):
        page.goto(place)
        assert page.get_attribute("html", "lang") == language
        assert_accessible(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, f"{place} is wider than {width}: {wide}"


def _sign_in(page: Page, cast: Cast, language: str) -> None:
    user = cast.user(cast.coordinator)
    user.language = language
    user.save()
    client = sign_in(cast, cast.coordinator)
    page.goto("/ready")
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": page.url.removesuffix("/ready")}])
