# SPDX-License-Identifier: EUPL-1.2
"""The signs prompt a call and do nothing else: nothing is sent, kept, counted or concluded, and nobody's origin is a sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from vejviser.public.languages import NAMES, SPOKEN, direction
from vejviser.public.signs.texts import signs
from vejviser.public.texts import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.running_site import Site

FORMS = ["G", "S", "L", "C", "B", "D", "O", "Y", "T"]
# What would make a result of ticks, and what is no sign of anything.
CONCLUDING = re.compile(
    r"\b(score|points?|per cent|procent|risk level|risikoniveau|result|resultat af|likely a|sandsynligvis)\b", re.IGNORECASE
)
ORIGIN = re.compile(
    r"\b(nationality|nationalitet|nigerian|thai|romanian|rumænsk|african|afrikansk|skin|hudfarve|muslim|religion|roma)\b", re.IGNORECASE
)


def ids(language: str) -> list[str]:
    return [sign["id"] for form in signs(language)["forms"] for sign in form["signs"]]


def test_both_languages_hold_the_same_signs_of_every_form() -> None:
    assert [form["id"] for form in signs("en")["forms"]] == FORMS
    assert ids("en") == ids("da")
    assert len(set(ids("en"))) == len(ids("en")) > 70
    for part in ("do", "dont", "words", "myths"):
        assert len(signs("en")[part]) == len(signs("da")[part])
    assert set(signs("en")) == set(signs("da"))


@pytest.mark.parametrize("language", SPOKEN)
def test_every_list_says_that_signs_decide_nothing_and_every_sign_where_it_comes_from(language: str) -> None:
    text = Client().get(f"/{language}/signs/").content.decode()
    assert text.count(signs(language)["caution"]) == len(FORMS)
    assert all(sign["family"] for form in signs(language)["forms"] for sign in form["signs"])
    told = str(signs(language)["forms"])
    assert not CONCLUDING.search(told)
    assert not ORIGIN.search(told), ORIGIN.search(told)


def test_what_is_forbidden_in_the_words_would_be_found() -> None:
    assert CONCLUDING.search("a score of three")
    assert ORIGIN.search("her nationality")


@pytest.mark.parametrize("language", sorted(set(NAMES) - set(SPOKEN)))
def test_a_reader_of_another_language_is_told_in_it_that_the_page_is_not_there_and_where_to_read_more(language: str) -> None:
    text = Client().get(f"/{language}/signs/").content.decode()
    said = words(language)["frame"]["only_two"]
    assert f'lang="{language}" dir="{direction(language)}">{said} <a href="/{language}/' in text
    assert '<html lang="en" dir="ltr">' in text
    assert said not in Client().get("/en/signs/").content.decode()


def test_no_tick_has_a_name_or_a_form_to_be_sent_with() -> None:
    text = Client().get("/en/signs/").content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    boxes = re.findall(r"<input[^>]*>", main)
    assert len(boxes) == len(ids("en"))
    assert not any(" name=" in box or "checked" in box for box in boxes)
    assert "<form" not in main


@pytest.mark.parametrize("scripts", [True, False])
def test_a_tick_prompts_a_call_and_stays_on_the_page(browser: Browser, site_server: Site, scripts: bool) -> None:  # noqa: FBT001
    context = browser.new_context(base_url=site_server.address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/en/signs/")
    prompt = page.locator(".signs-prompt")
    assert not prompt.is_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("label[for=G1]").click()
    assert prompt.is_visible()
    before = prompt.inner_text()
    for sign in ("G2", "G3", "G4"):
        page.locator(f"label[for={sign}]").click()
    # Nothing counts them: the words stay the same, however many are ticked.
    assert prompt.inner_text() == before
    assert not re.search(r"\b4\b|four", before)
    assert asked == []
    assert not context.cookies()
    page.reload()
    assert not prompt.is_visible()
    page.locator("label[for=G1]").click()
    page.goto("/en/safety/")
    page.go_back()
    assert not prompt.is_visible()
    assert page.locator(":checked").count() == 0
    context.close()
