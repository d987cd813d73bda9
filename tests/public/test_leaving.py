# SPDX-License-Identifier: EUPL-1.2
"""Leaving a page: blank before anything else comes, from every kind of page, and nothing of it by the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.running_site import Site

WEATHER = "https://www.dmi.dk/"
BLANKED = """addEventListener('DOMContentLoaded', () => new MutationObserver(() => setTimeout(() =>
  console.log(`visible: ${document.documentElement.checkVisibility()}, title: ${document.title.trim()}`)))
  .observe(document.documentElement, {attributes: true}))"""


def weather(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<title>Weather</title><h1>Weather</h1>")


@pytest.fixture
def tab(browser: Browser, site_server: Site) -> Iterator[Page]:
    """An empty tab; the page about the weather is ours."""
    context = browser.new_context(base_url=site_server.address)
    context.set_default_timeout(15_000)
    made = context.new_page()
    made.route(WEATHER, weather)
    yield made
    context.close()


def test_the_page_is_blank_before_the_other_one_has_come(tab: Page) -> None:
    held: list[Route] = []
    seen: list[str] = []
    tab.unroute(WEATHER)
    tab.route(WEATHER, lambda route: held.append(route))  # noqa: PLW0108  the library looks into what it is given
    # While another page is awaited the tab answers no question; it says by itself what becomes of it.
    tab.on("console", lambda message: seen.append(message.text))
    tab.add_init_script(BLANKED)
    tab.goto("/en/")
    tab.keyboard.press("Escape")
    tab.wait_for_timeout(300)
    assert held, "the other page was not asked for"
    assert seen == ["visible: false, title: "]
    weather(held[0])
    tab.wait_for_url(WEATHER)


def test_leaving_works_after_a_form_was_sent_and_neither_back_nor_forward_shows_what_was_sent(tab: Page) -> None:
    tab.goto("/en/directory/")
    tab.locator("main form button[type=submit], main form button:not([type])").first.click()
    tab.wait_for_load_state()
    tab.locator("#leave").click()
    tab.wait_for_url(WEATHER)
    tab.go_back()
    # The page before the form was sent; the answer to the form is gone from the history.
    assert tab.url.endswith("/en/directory/")
    assert tab.evaluate("performance.getEntriesByType('navigation')[0].type") == "back_forward"
    tab.go_forward()
    assert tab.url == WEATHER


def test_a_page_that_the_back_button_brings_is_asked_for_again_and_holds_nothing(tab: Page) -> None:
    asked: list[str] = []
    tab.goto("/en/signs/")
    tab.locator("label[for=G1]").click()
    tab.goto("/en/safety/")
    tab.on("request", lambda request: asked.append(request.url))
    tab.go_back()
    assert any(url.endswith("/en/signs/") for url in asked)
    assert tab.locator(":checked").count() == 0


def test_leaving_works_from_a_page_that_is_not_there(tab: Page) -> None:
    tab.goto("/en/safety/")
    tab.goto("/en/nowhere/")
    tab.locator("#leave").click()
    tab.wait_for_url(WEATHER)


def test_shift_while_writing_does_not_leave_and_esc_that_ends_a_letter_does_not_either(tab: Page) -> None:
    tab.goto("/en/")
    for key in ("Shift", "a", "Shift", "b", "Shift", "c"):
        tab.keyboard.press(key)
    tab.evaluate("() => { document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', isComposing: true})); }")
    tab.wait_for_timeout(100)
    assert tab.url.endswith("/en/")
    assert tab.locator("h1").is_visible()
