# SPDX-License-Identifier: EUPL-1.2
"""Every page that somebody signed in can open: accessible in both languages, narrow and wide, inside its policy, and with a neutral title.

Which pages there are is read from the URL map, and who may open one from the table of the attack tests, so that a new address is looked at
from the day it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.attack.table import PUBLIC, TABLE
from tests.attack.world import fill, routes
from tests.pages import TELLING, assert_accessible
from tests.site.kit_site import kit_site
from tests.site.pages_table import NOT_PAGES
from vejviser.access.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.site.kit_site import KitSite

__all__ = ["kit_site"]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
# The language, the width at which axe looks, and the other width, at which only the fit is measured.
LOOKS = (("da", NARROW, WIDE), ("en", WIDE, NARROW))


class Looked(NamedTuple):
    """A browser in front of the kit, and what its console said."""

    site: KitSite
    context: BrowserContext
    page: Page
    told: list[str]


def pages() -> list[str]:
    """Give every address that shows a page to somebody who is signed in."""
    found = []
    for path, route in routes().items():
        if "GET" in route.methods and path not in NOT_PAGES and not getattr(route.view, "is_public", False):
            found.append(path)
    return sorted(found)


@pytest.fixture(scope="module")
def looked(kit_site: KitSite, browser: Browser) -> Iterator[Looked]:
    context = browser.new_context(base_url=kit_site.address)
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield Looked(kit_site, context, page, told)
    context.close()


def test_a_page_left_out_here_because_it_is_public_is_one_that_the_tests_of_the_public_pages_hold() -> None:
    # tests/public looks at these pages in every language; a public page at any other address has nobody who looks at it.
    public = [path for path, route in routes().items() if getattr(route.view, "is_public", False)]
    parts = {path.removeprefix("/{language}").strip("/").split("/")[0] for path in public}
    assert parts <= PUBLIC, f"no test looks at {sorted(parts - PUBLIC)}; name it in tests/attack/table.py and look at it in tests/public"


def test_what_is_no_page_is_an_address_that_exists() -> None:
    assert set(NOT_PAGES) <= set(routes())


@pytest.mark.parametrize("path", pages())
def test_a_page_is_accessible_in_both_languages_narrow_and_wide(looked: Looked, path: str) -> None:
    world = looked.site.world
    role = next((role for role in Role if role in TABLE[path].get), None)
    assert role is not None, f"nobody may open {path}; if it is no page, say so in pages_table.py"
    player = world.player(role)
    ids = {**world.ids_of_case(world.kit.cases[0]), **world.other_ids(), "kind": "offer" if "/record/" in path else "note"}
    looked.site.sign_in(looked.context, player)
    for language, seen, other in LOOKS:
        type(player.user).objects.filter(pk=player.user.pk).update(language=language)
        looked.told.clear()
        looked.page.set_viewport_size(seen)  # type: ignore[arg-type]
        answer = looked.page.goto(fill(path, ids))
        assert answer is not None
        assert answer.status == 200, f"{path} as {role}: {answer.status}"
        assert_accessible(looked.page)
        for size in (seen, other):
            looked.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert looked.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"wider than {size['width']}"
        assert looked.page.locator("html").get_attribute("lang") == language
        assert not TELLING.search(looked.page.title().replace("404", "")), looked.page.title()
        assert_paper_has_no_menus(looked.page)
        assert looked.told == []


def assert_paper_has_no_menus(page: Page) -> None:
    """Printed, a page shows nothing to press or to go to elsewhere, and keeps its heading."""
    page.emulate_media(media="print")
    shown = (
        "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"
    )
    assert page.evaluate(shown, "nav, button, .button, .site-foot, .site-languages") == []
    assert page.evaluate(shown, "h1")
    page.emulate_media(media="screen")
