# SPDX-License-Identifier: EUPL-1.2
"""The site's own pages and parts, as Chromium shows them: narrow and wide, in both languages, with and without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.pages import assert_accessible, assert_usable_by_keyboard, tab_stops

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.running_site import Site

pytestmark = pytest.mark.urls("tests.site.sample_pages")
SIZES = {"narrow": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 800}}


def show_sample(page: Page, typed: dict[str, str] | None = None, language: str = "da") -> None:
    """Show the page of samples as the site would answer it, with its headers."""
    client = Client(headers={"host": "localhost", "accept-language": language})
    answer = client.get("/sample/") if typed is None else client.post("/sample/", typed)

    def give(route: Route) -> None:
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    page.route("**/sample/", give)
    page.goto("/sample/")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_with_mistakes_is_accessible_and_fits(page: Page, size: str, language: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    show_sample(page, {"met_day": "31", "met_month": "2", "met_year": "2027"}, language)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the screen"
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert told == []


def test_a_link_of_the_summary_leads_into_the_field(page: Page) -> None:
    show_sample(page, {"met_day": "31", "met_month": "2", "met_year": "2027"})
    page.locator("#error-summary a[href='#id_met_day']").click()
    assert page.evaluate("document.activeElement.id") == "id_met_day"


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/nowhere/"])
def test_a_public_page_is_accessible(page: Page, address: str) -> None:
    page.goto(address)
    assert_accessible(page)
    assert_usable_by_keyboard(page)


def test_the_sample_is_usable_by_keyboard_alone(page: Page) -> None:
    show_sample(page)
    assert_usable_by_keyboard(page)
    stops = tab_stops(page)
    assert stops.index("id_met_day") < stops.index("id_met_month") < stops.index("id_met_year") < stops.index("Save")


def test_the_language_is_chosen_in_a_real_browser_without_scripts(browser: Browser, site_server: Site) -> None:
    profile = browser.new_context(base_url=site_server.address, locale="en-GB", java_script_enabled=False)
    page = profile.new_page()
    page.goto("/accessibility/")
    page.get_by_role("button", name="Dansk").click()
    expect(page).to_have_title("Vejviser – Tilgængelighedserklæring")
    profile.close()


HTMX = (
    '<!DOCTYPE html><html lang="en"><head><title>Vejviser</title>{config}<script src="/static/site/site.js" defer></script>'
    '<script src="/static/htmx/htmx.min.js" defer></script></head><body><main><button hx-get="/part/" hx-target="#place">Go</button>'
    '<div id="place"></div></main></body></html>'
)


@pytest.mark.parametrize(
    ("part", "arrives"),
    [
        ("<p>Fetched</p>", True),
        ("<p>Fetched</p><script>document.title = 'taken'</script>", False),
        ("<p>Fetched</p><iframe></iframe>", False),
    ],
)
def test_a_part_that_htmx_fetches_is_put_in_only_without_scripts_and_frames(page: Page, part: str, *, arrives: bool) -> None:
    answer = Client(headers={"host": "localhost"}).get("/sample/")
    config = re.search(r"<meta name=.htmx-config.*?>", answer.content.decode())
    assert config is not None
    html = HTMX.replace("{config}", config[0])
    page.route("**/sample/", lambda route: route.fulfill(headers=dict(answer.headers), body=html))
    page.route("**/part/", lambda route: route.fulfill(headers=dict(answer.headers), body=part))
    page.goto("/sample/")
    page.evaluate(
        "() => { window.over = new Promise(done => ['htmx:afterSettle', 'htmx:swapError', 'htmx:onLoadError']"
        ".forEach(name => document.body.addEventListener(name, done))); }"
    )
    page.get_by_role("button", name="Go").click()
    page.evaluate("() => window.over.then(() => 0)")
    assert (page.locator("#place").inner_text() == "Fetched") is arrives
    assert page.title() == "Vejviser"


def test_the_check_of_accessibility_finds_what_is_wrong(page: Page) -> None:
    page.goto("/accessibility/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page)
