# SPDX-License-Identifier: EUPL-1.2
"""The page of the person's rights: the ten lines first, every statement once with its ground, honest about who has checked it."""

from __future__ import annotations

import gzip
import html
import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.test import Client
from django.urls import resolve

from tests.public.test_frame import FIRST_VISIT, STATIC, TELLING
from vejviser import mechanisms
from vejviser.public import languages
from vejviser.public.rights import page as pages
from vejviser.public.rights import statements
from vejviser.public.rights.filled import html as as_html
from vejviser.public.rights.filled import pieces
from vejviser.public.rights.statements import grounds, sentences, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.running_site import Site

WRITTEN = written()
SHOWN = [one for part in (statements.FIRST, *statements.PARTS) for one in statements.of_part(part)]


def shown(language: str) -> str:
    """Give the content of the page, without what stands around it."""
    response = Client().get(f"/{language}/rights/")
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every translation have been compared with an older version of the mechanism."""
    real = statements.sentences
    monkeypatch.setattr(statements, "sentences", lambda language: msgspec.structs.replace(real(language), checked_against="0.9.0"))
    pages.page.cache_clear()
    yield
    pages.page.cache_clear()


@pytest.mark.parametrize("language", WRITTEN)
def test_every_statement_stands_on_the_page_once_in_order_and_the_ten_lines_first(language: str) -> None:
    text = shown(language)
    assert re.findall(r'<li id="([A-Z]+[0-9]+)">', text) == SHOWN
    assert SHOWN[:10] == [f"T{number}" for number in range(1, 11)]
    assert not re.search(r"\{\w+\}", text)
    assert text.index('id="T10"') < text.index('id="contents"') < text.index('id="W1"')
    assert sentences(language).statements["U3"][0] in html.unescape(text)


@pytest.mark.parametrize("language", WRITTEN)
def test_the_page_speaks_its_language_in_its_direction_and_names_foreign_parts(language: str) -> None:
    text = Client().get(f"/{language}/rights/").content.decode()
    assert f'<html lang="{language}" dir="{languages.direction(language)}">' in text
    hotline = mechanisms.find().pack.organisations["cmm"].contact[0].phone
    assert f'<a href="tel:{hotline}"><bdi dir="ltr">+45 70 20 25 50</bdi></a>' in text
    office = "Udlændingestyrelsen"
    assert (f'<bdi dir="ltr">{office}</bdi>' if language == "da" else f'<bdi dir="ltr" lang="da">{office}</bdi>') in text


@pytest.mark.parametrize("language", WRITTEN)
def test_the_page_says_who_made_its_text_and_who_has_not_checked_it(language: str) -> None:
    said, text = sentences(language), html.unescape(shown(language))
    assert said.checked_by_native is False
    assert said.made_by == ("project" if language in languages.SPOKEN else "machine")
    for sentence in said.state[said.made_by]:
        assert re.sub(r"\{\w+\}", "", sentence).strip() in re.sub(r"</?bdi[^>]*>|CMM", "", text)
    assert mechanisms.find().version in text
    # In step with the rules: nothing has to be asked for, and no second language stands beside.
    assert said.state["older"][0] not in text
    assert "rights-beside" not in text


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize("language", [one for one in WRITTEN if one != "en"])
def test_a_text_compared_with_older_rules_says_so_and_shows_the_english_line_beside_each(language: str) -> None:
    text = shown(language)
    for sentence in sentences(language).state["older"]:
        assert sentence in html.unescape(text)
    beside = re.findall(r'<span class="rights-beside" lang="en" dir="ltr">', text)
    assert len(beside) == len(SHOWN)
    assert "You do not have to say your name." in text


@pytest.mark.usefixtures("older")
def test_english_has_nothing_beside_it() -> None:
    assert "rights-beside" not in shown("en")
    assert "Ask for the newest rules." in shown("en")


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_ground_can_be_followed(language: str) -> None:
    text = shown(language)
    rules = set(re.findall(rf'href="(/{language}/mechanism/denmark/[A-Z0-9]+)"', text))
    assert rules == {f"/{language}/mechanism/denmark/{key}" for one in grounds().statements.values() for key in one.rules}
    for address in rules:
        assert resolve(address).url_name == "mechanism_entry", address
    for key in grounds().sources:
        assert f'<dt id="{key}">' in text
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors <= set(re.findall(r' id="([^"]+)"', text))
    assert {*SHOWN, *grounds().sources} - {"common"} <= anchors | {"common"}


def test_what_rests_on_pages_of_today_says_that_it_is_to_be_checked_and_when_it_was_read() -> None:
    text = shown("en")
    ground = text[text.index('<dt><a dir="ltr" href="#W1">') :].partition("</dd>")[0]
    assert "to be checked before use" in ground
    assert 'href="#c3"' in ground
    assert grounds().read.isoformat() in text


@pytest.mark.parametrize("language", WRITTEN)
def test_title_headings_and_print_tell_nothing(language: str) -> None:
    text = Client().get(f"/{language}/rights/").content.decode()
    title = re.search(r"<title>(.*?)</title>", text)
    assert title is not None
    headings = [title[1], *re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", text, re.DOTALL), sentences(language).sheet["title"]]
    assert len(headings) > 15
    telling = re.compile(TELLING.pattern.replace("|[0-9]", ""), re.IGNORECASE)
    assert not [heading for heading in headings if telling.search(re.sub(r"<[^>]+>", "", heading))]


@pytest.mark.parametrize("language", WRITTEN)
def test_the_first_visit_stays_small(language: str) -> None:
    response = Client().get(f"/{language}/rights/").content
    brought = len(gzip.compress(response))
    for file in set(re.findall(r'(?:href|src)="/static/([^"]+)"', response.decode())):
        brought += len(gzip.compress((STATIC / file).read_bytes()))
    assert brought < FIRST_VISIT, brought


def test_what_is_filled_in_cannot_break_out_of_the_page() -> None:
    from vejviser.public.rights.filled import Piece  # noqa: PLC0415  beside its only use

    found = as_html(pieces("<b> {name}", {"name": Piece(text="<script>", fixed=True, tongue='"', address='tel:"')}))
    assert "<script>" not in found
    assert "<b>" not in found
    assert 'lang="&quot;"' in found


def test_a_number_reads_from_left_to_right_in_arabic_and_the_print_is_the_page_without_its_surroundings(
    browser: Browser, site_server: Site
) -> None:
    context = browser.new_context(base_url=site_server.address, java_script_enabled=False)
    view = context.new_page()
    view.goto("/ar/rights/")
    isolated = view.locator("#T2 bdi").first
    assert isolated.inner_text() == "+45 70 20 25 50"
    assert isolated.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert view.locator("#T2").evaluate("e => getComputedStyle(e).direction") == "rtl"
    # Without scripts: a ground opens by keyboard alone and leads to its rule.
    summary = view.locator(".rights-grounds summary").first
    summary.focus()
    view.keyboard.press("Enter")
    assert view.locator(".rights-grounds dl").first.is_visible()
    view.emulate_media(media="print")
    assert not summary.is_visible()
    assert not view.locator(".rights-contents").is_visible()
    assert view.locator("#QA20").is_visible()
    assert view.locator(".rights-state").is_visible()
    context.close()
