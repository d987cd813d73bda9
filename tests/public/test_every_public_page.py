# SPDX-License-Identifier: EUPL-1.2
"""Every public page in every language it speaks: accessible, also from right to left, at 320 px, wide, and at twice the size of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.public.test_frame import PAGES
from vejviser.public import languages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.running_site import Site

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
# Pages for the person exist in all languages; the others in the two that staff read.
FOR_THE_PERSON = ("/", "/safety/", "/rights/")
LOOKS = [
    (language, path)
    for path in PAGES
    for language in (languages.NAMES if path in FOR_THE_PERSON else languages.SPOKEN)
    if not path.startswith("/hsds/") and not path.endswith("leaflet/")
]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("language", "path"), LOOKS)
def test_a_public_page_is_accessible_and_fits_in_its_language(browser: Browser, site_server: Site, language: str, path: str) -> None:
    context = browser.new_context(base_url=site_server.address)
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    answer = page.goto(f"/{language}{path}")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == languages.direction(language)
    assert_accessible(page)
    assert fits(page), "wider than 320 px"
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert_accessible(page)
    assert fits(page), "wider than 1280 px"
    # At 200 % a window of 1280 px shows what one of 640 px would.
    page.set_viewport_size({"width": 640, "height": 400})
    assert fits(page), "wider than the window at 200 %"
    assert told == []
    assert all(url.startswith(site_server.address) for url in asked)
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    context.close()


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/hsds/") and not path.endswith("leaflet/")])
def test_a_public_page_is_usable_with_the_keyboard_alone_and_prints_without_its_surroundings(
    browser: Browser, site_server: Site, path: str
) -> None:
    context = browser.new_context(base_url=site_server.address, locale="en-GB")
    page = context.new_page()
    page.goto(path)
    assert_usable_by_keyboard(page)
    page.emulate_media(media="print")
    assert not page.locator("#leave").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.locator("h1").is_visible()
    context.close()
