# SPDX-License-Identifier: EUPL-1.2
"""The way through the page in Chromium: by keyboard alone, without JavaScript, narrow and wide, in both languages, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import assert_accessible, assert_usable_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.running_site import Site

pytestmark = pytest.mark.browser
MOST_STOPS = 200


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus, as somebody without a mouse does."""
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_facts_are_entered_and_answered_and_compared_by_keyboard_alone_without_javascript(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/trying/")
    tab_to(page, "input[name=age]")
    page.keyboard.press("ArrowDown")
    for group, entered in (
        ("stay", {"#stay-0-at": "4.3.2027"}),
        ("identification", {"#interview-0-at": "8.3.2027", "#identification-0-at": "15.3.2027"}),
        ("reflection", {"#reflection_period-0-at": "17.3.2027"}),
    ):
        tab_to(page, f"#group-{group} > summary")
        page.keyboard.press("Enter")
        for selector, text in entered.items():
            type_into(page, selector, text)
    type_into(page, "#day", "25.3.2027")
    page.keyboard.press("Enter")
    page.get_by_text("Friday 16 April 2027").first.wait_for()
    assert page.locator("#answer-heading").is_visible()
    assert page.locator("#reflection_period-0-at").input_value() == "17.3.2027"
    tab_to(page, "button[value=compare]")
    page.keyboard.press("Enter")
    page.locator("#way-return").wait_for()
    # A day is moved, and the ways are compared again with the key that sends a form.
    tab_to(page, "#when-police-participation")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.4.2027")
    page.keyboard.press("Enter")
    page.locator("#when-police-participation-said").get_by_text("Thursday 1 April 2027").wait_for()
    tab_to(page, "button[value=show]")
    page.keyboard.press("Enter")
    page.locator("#answer-heading").wait_for()
    assert page.locator("#stay-0-at").input_value() == "4.3.2027"
    assert not [url for url in asked if "2027" in url or "?" in url]
    assert not context.cookies()
    context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_answer_ways_and_errors_are_accessible_and_fit(browser: Browser, site_server: Site, language: str) -> None:
    context = browser.new_context(base_url=site_server.address)
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.goto(f"/{language}/trying/")
    page.locator("button[value=example]").click()
    looked_at(page)
    page.locator("button[value='more:stay']").click()
    assert page.locator("#stay-1-at").is_visible()
    page.locator("#stay-1-at").fill("31.2.2027")
    page.locator("button[value=show]:visible").first.click()
    assert page.locator("#stay-1-at").input_value() == "31.2.2027"
    looked_at(page)
    page.locator("#stay-1-at").fill("")
    page.locator("button[value=compare]").click()
    page.locator("#way-police").wait_for()
    looked_at(page)
    if language == "en":
        # The address names a place on the page; from the top of it, as somebody comes there who does not follow it.
        page.evaluate("location.hash = '#top'")
        assert_usable_by_keyboard(page)
    assert told == []
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    context.close()


def looked_at(page: Page) -> None:
    # What is folded is as much of the page as what is not; at the top nothing lies half under the bar that stays.
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("window.scrollTo(0, 0)")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"wider than {width}"


def test_answer_and_ways_print_without_form_and_surroundings_and_with_day_and_reading(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address, locale="en-GB")
    page = context.new_page()
    page.goto("/en/trying/")
    page.locator("button[value=example]").click()
    page.emulate_media(media="print")
    assert not page.locator(".try-form").is_visible()
    assert not page.locator("#leave").is_visible()
    assert page.locator(".try-picture svg").is_visible()
    assert page.get_by_text("This is worked out from the recorded facts. It is not a decision.").last.is_visible()
    # Reasons are unfolded on paper.
    assert page.get_by_text("The person has no legal stay").first.is_visible()
    page.emulate_media(media="screen")
    page.locator("button[value=compare]").click()
    page.emulate_media(media="print")
    assert page.get_by_text("Asked about Thursday 25 March 2027.").first.is_visible()
    assert page.get_by_text("as the source describes it").first.is_visible()
    assert page.get_by_text("This informs, and decides nothing.").is_visible()
    assert not page.locator("#when-asylum-asylum_application").is_visible()
    heads = page.locator(".ways-paper thead th")
    assert heads.all_inner_texts() == ["None of these", "Helping the police", "Asking for asylum", "Returning with help"]
    assert page.locator(".ways-paper").get_by_text("Application for asylum: Thursday 25 March 2027").is_visible()
    assert page.locator(".ways-paper tbody tr").count() > 8
    assert not page.locator(".ways-columns").is_visible()
    context.close()
