# SPDX-License-Identifier: EUPL-1.2
"""The first page in the hand: the number on the first screen of a small phone, and in view whatever is chosen or read further down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from vejviser.public import languages
from vejviser.public.texts import words
from vejviser.public.whom import whom_to_reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

    from tests.running_site import Site

SMALL = {"width": 320, "height": 568}
DAY, NIGHT, HOLIDAY, DOUBTFUL = "2026-11-27T10:00+01:00", "2026-11-28T03:00+01:00", "2026-12-26T12:00+01:00", "2026-12-24T12:00+01:00"
# At each of these: the first number, what the page says of the opening, and the numbers that stand beside it.
MOMENTS = {
    DAY: ("tel:+4570202550", "Open until 16:00 on Friday 27 November.", []),
    NIGHT: ("tel:+4522685782", "CMM opens again today, Saturday 28 November, at 09:00.", ["tel:+4570202550"]),
    HOLIDAY: ("tel:+4570202550", "Open until 15:00 on Saturday 26 December.", []),
    DOUBTFUL: ("tel:+4570202550", "Open until 16:00 on Thursday 24 December.", ["tel:+4522685782"]),
}


@pytest.fixture
def clock() -> Iterator[Path]:
    """The file that sets the clock of the service, gone afterwards."""
    file = Path(settings.HOME) / "clock"
    yield file
    file.unlink(missing_ok=True)


def in_view(found: Locator) -> bool:
    """Whether the whole of an element stands in the window, and nothing lies over it."""
    return bool(
        found.evaluate(
            "e => { const b = e.getBoundingClientRect(), top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
            " return b.top >= 0 && b.left >= 0 && b.bottom <= innerHeight && b.right <= innerWidth && e.contains(top); }"
        )
    )


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_page_says_the_number_the_opening_and_what_else_there_is_of_each_kind_of_hour(clock: Path, moment: str) -> None:
    clock.write_text(moment, encoding="ascii")
    first, until, others = MOMENTS[moment]
    main = Client().get("/en/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'href="(tel:[^"]+)"', main) == [first, *others]
    assert main.count(until) == 1
    assert ("whom-doubt" in main) is (moment == DOUBTFUL)


def test_the_number_the_way_out_and_every_language_stand_on_the_first_screen_of_a_small_phone(
    browser: Browser, site_server: Site, clock: Path
) -> None:
    context = browser.new_context(base_url=site_server.address, viewport=SMALL, java_script_enabled=False)  # type: ignore[arg-type]
    page, below = context.new_page(), []
    wanted = [".whom-number a", "#leave", ".call-bar a", ".emergency a", *(f".tongues a[lang={name}]" for name in languages.NAMES)]
    for moment in (DAY, NIGHT):
        clock.write_text(moment, encoding="ascii")
        for language in languages.NAMES:
            page.goto(f"/{language}/")
            below += [(language, moment, what) for what in wanted if not in_view(page.locator(what))]
    context.close()
    assert not below


def test_what_fits_me_is_chosen_with_the_keyboard_and_without_scripts_and_the_number_stays_in_view(
    browser: Browser, site_server: Site
) -> None:
    context = browser.new_context(base_url=site_server.address, viewport=SMALL, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/da/")
    number = whom_to_reach("da").first.address
    page.locator("#who-self").focus()
    page.keyboard.press("Space")
    told = set()
    for one in words("da")["now"]["audiences"]:
        shown = page.locator(".audience:visible")
        assert shown.count() == 1
        assert shown.inner_text().split("\n")[0].strip() == one["text"][0]
        told.add(shown.inner_text())
        assert in_view(page.locator(".call-bar a"))
        assert page.locator(".call-bar a").get_attribute("href") == number
        assert page.locator(".whom-number").is_visible()
        page.keyboard.press("ArrowDown")
    assert len(told) == len(words("da")["now"]["audiences"])
    assert page.url.endswith("/da/")
    context.close()


def test_the_paper_holds_the_number_and_the_words_for_everybody(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address)
    page = context.new_page()
    page.goto("/en/")
    page.emulate_media(media="print")
    assert page.locator(".whom-number").is_visible()
    assert page.locator(".audience:visible").count() == len(words("en")["now"]["audiences"])
    context.close()


def test_a_choice_is_not_there_any_more_when_the_page_is_loaded_again(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address)
    page = context.new_page()
    page.goto("/en/")
    page.locator("label[for=who-police]").click()
    assert page.locator(".audience:visible").count() == 1
    page.reload()
    assert page.locator(".audience:visible").count() == 0
    page.locator("label[for=who-police]").click()
    page.goto("/en/safety/")
    page.go_back()
    assert page.locator(".audience:visible").count() == 0
    context.close()
