# SPDX-License-Identifier: EUPL-1.2
"""Every public page in every language it speaks: accessible, also from right to left, at 320 px, wide, and at twice the size of letters.

The pages come from the URL map, and those with something in their address (a rule, an organisation) from the links of the others, one of
each kind; a new part is looked at from its first day. A page has the same template in every language, so that axe looks at English in each
size and at Danish and Arabic in the narrow one here, and the other languages are looked at for their width at 320 px and their words;
`benchmarks/public.py --only axe` lets axe look at each page in each language in each size. Pages that are reached by sending a form are
looked at by the tests of their part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import resolve

from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.public.test_frame import PAGES
from vejviser.public import languages
from vejviser.public.asked import public_match
from vejviser.public.texts import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.running_site import Site

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
# At 200 % a window of 1280 px shows what one of 640 px would.
ZOOMED = {"width": 640, "height": 400}
Sizes = dict[str, tuple[dict[str, int], ...]]
# At which sizes axe looks at a language.
BY_AXE: Sizes = {"en": (NARROW, ZOOMED, WIDE), "da": (NARROW,), "ar": (NARROW,)}
ONCE: Sizes = {"en": (NARROW,)}
LINK = re.compile(r'href="(/[^"#?]*)"')


def is_page(path: str) -> bool:
    """Whether an address gives a page, and not data or a document; asked without its language."""
    return not path.startswith("/hsds") and not re.search(r"\.\w+$|leaflet/$|/leaflet", path)


LOOKED_AT = [path for path in PAGES if is_page(path)]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def faults(page: Page, language: str, path: str, by_axe: Sizes) -> list[str]:
    """Look at a page in a language at each size, and say what is wrong."""
    wrong = []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    answer = page.goto(f"/{language}{path}")
    if answer is None or answer.status != 200:
        return [f"{language}{path}: {answer and answer.status}"]
    spoken = page.locator("html").get_attribute("lang")
    if page.locator("html").get_attribute("dir") != languages.direction(spoken or ""):
        wrong.append("another direction of writing")
    if spoken != language and not (
        spoken == "en" and page.locator(f".remark[lang={language}]").inner_text().startswith(words(language)["frame"]["only_two"])
    ):
        wrong.append("another language, and nothing says so")
    for size in (NARROW, ZOOMED, WIDE) if language in by_axe else (NARROW,):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if not fits(page):
            wrong.append(f"wider than {size['width']} px")
        if size in by_axe.get(language, ()):
            try:
                assert_accessible(page)
            except AssertionError as found:
                wrong.append(f"{size['width']} px: {found}")
    if page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") != 0:
        wrong.append("something is stored")
    return [f"{language}{path}: {one}" for one in wrong]


def looked_at(browser: Browser, site: Site, paths: list[str], spoken: tuple[str, ...], by_axe: Sizes) -> list[str]:
    """Look at pages in some languages with one browser, and at what it asked for and complained of."""
    context = browser.new_context(base_url=site.address)
    page, found = context.new_page(), list[str]()
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(site.address) else found.append(f"asks for {request.url}"))
    for path in paths:
        for language in spoken:
            found += faults(page, language, path, by_axe)
    if context.cookies():
        found.append("a cookie")
    context.close()
    return found


@pytest.mark.parametrize("path", LOOKED_AT)
def test_a_public_page_is_accessible_and_fits_in_every_language(browser: Browser, site_server: Site, path: str) -> None:
    found = looked_at(browser, site_server, [path], tuple(languages.NAMES), BY_AXE)
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("database")
def test_one_of_each_kind_of_page_with_something_in_its_address_is_accessible_and_fits(browser: Browser, site_server: Site) -> None:
    kinds: dict[str, str] = {}
    waiting = list(LOOKED_AT)
    while waiting:
        path = waiting.pop()
        for link in LINK.findall(Client().get(path, headers={"accept-language": "en"}).content.decode()):
            if public_match(link) and "language" not in resolve(link).kwargs and is_page(link) and resolve(link).route not in kinds:
                kinds[resolve(link).route] = link
                waiting.append(link)
    others = [link for link in kinds.values() if link not in LOOKED_AT]
    assert "/mechanism/denmark/" in others
    found = looked_at(browser, site_server, others, ("en", "ar"), ONCE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", LOOKED_AT)
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
    # Whoever holds the paper has the number too.
    assert page.locator(".call-number").is_visible()
    context.close()
