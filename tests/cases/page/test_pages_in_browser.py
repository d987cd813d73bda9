# SPDX-License-Identifier: EUPL-1.2
"""The pages of a case in Chromium: nothing that axe finds, everything by keyboard, in both languages, narrow and wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases.page.pages import day, identified, write
from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.referrals.signed_in import sign_in
from vejviser.access.sections import Section

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast, Part

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committing_database")]


def enter(page: Page, cast: Cast, part: Part, language: str) -> None:
    """Sign a person of the cast in, in a language."""
    user = cast.user(part)
    user.language = language
    user.save()
    session = sign_in(cast, part).cookies["session"].value
    page.goto("/ready")
    page.context.add_cookies([{"name": "session", "value": session, "url": page.url.removesuffix("/ready")}])


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_of_a_case_is_accessible_narrow_and_wide(page: Page, cast: Cast, language: str) -> None:
    case = identified(cast)
    cast.record(case, cast.coordinator, type="return_cooperation", at=day(-3), value=True, note="said so twice")
    entry = cast.record(case, cast.coordinator, type="encounter", at=day(-18), by="hopenow", note="met at a farm")
    cast.record(case, cast.coordinator, type="consent", at=day(-1), recipient="hopenow", scope=["contact", "identity"], value=True)
    write(cast, case, cast.coordinator, Section.IDENTITY, "identity", name="Invented Name", aliases="Other")
    write(cast, case, cast.interviewer, Section.INTERVIEW, "statement", topic="the journey", text="came by bus")
    enter(page, cast, cast.coordinator, language)
    places = ("", "print/", f"?day={day(30)}", "record/", "record/referral/", "record/consent/", "record/person/", "write/note/")
    more = (f"entries/{entry}/correct/", f"entries/{entry}/withdraw/", "team/?role=dis_caseworker", "conflict/", "hand-over/", "link/")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for place in (*places, *more):
            answered = page.goto(f"/cases/{case}/{place}")
            assert answered is not None
            assert answered.status == 200, place
            assert page.get_attribute("html", "lang") == language
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, f"{place} is wider than {width}"
            assert_accessible(page)
    for place in ("", "record/referral/", "hand-over/"):
        page.goto(f"/cases/{case}/{place}")
        assert_usable_by_keyboard(page)


def test_an_event_is_recorded_by_keyboard_alone(page: Page, cast: Cast) -> None:
    case = identified(cast)
    cast.record(case, cast.coordinator, type="return_cooperation", at=day(-3), value=True)
    enter(page, cast, cast.dis, "en")
    page.goto(f"/cases/{case}/record/reflection_extension/")
    year, month, number = day(0).split("-")
    page.focus("#id_at_day")
    for typed in (number, month, year):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.focus("#id_until_day")
    year, month, number = day(110).split("-")
    for typed in (number, month, year):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.focus('button[value="check"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("#effect")
    assert_accessible(page)
    assert "the longest possible end is reached" in page.inner_text("main")
    page.focus('button[value="record"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case}/")
    assert "Recorded: Extension of the reflection period." in page.inner_text("main")
    page.goto(f"/cases/{case}/record/reflection_extension/")
    page.click('button[value="check"]')
    assert_accessible(page)
