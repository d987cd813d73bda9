# SPDX-License-Identifier: EUPL-1.2
"""The directory finds without telling what was looked for, says what is unknown, and shows front doors only."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some

from tests.pages import assert_accessible, assert_usable_by_keyboard
from vejviser.mechanisms import find
from vejviser.public.directory import shown as shown_module
from vejviser.public.directory.shown import hours_in_words, open_now, shown, slug
from vejviser.public.directory.texts import words
from vejviser.public.languages import SPOKEN
from vejviser.rules.contact import contact_at
from vejviser.services.catalogue import catalogue
from vejviser.services.finding import search
from vejviser.services.matching import Asked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.running_site import Site

FIRST_VISIT = 60_000
SetClock = Callable[[str], None]
NIGHT, DAY = "2026-11-28T03:00:00+01:00", "2026-11-27T11:00:00+01:00"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Set the clock of the pages to an instant."""

    def set_clock(instant: str) -> None:
        monkeypatch.setattr("vejviser.site.clock.now", lambda: dt.datetime.fromisoformat(instant).astimezone(dt.UTC))

    return set_clock


def entries(html: bytes) -> list[str]:
    return re.findall(r'<article class="directory-entry" aria-labelledby="([^"]+)"', html.decode())


def test_both_languages_hold_the_same_words() -> None:
    english, danish = words("en"), words("da")
    assert set(english) == set(danish)
    for name, value in english.items():
        if isinstance(value, dict):
            assert set(value) == set(danish[name]), name
        else:
            assert set(re.findall(r"\{\w+\}", value)) == set(re.findall(r"\{\w+\}", danish[name])), name


@pytest.mark.parametrize("language", SPOKEN)
def test_every_service_stands_in_the_list_with_what_is_known_of_it(language: str) -> None:
    page = Client().get(f"/{language}/directory/")
    assert sorted(entries(page.content)) == sorted(service.id for service in catalogue().services)
    text = page.content.decode()
    for service in catalogue().services:
        entry = text.partition(f'aria-labelledby="{service.id}"')[2].partition("</article>")[0]
        one = shown(service, language)
        for part in (one.name, one.description, one.how, one.checked, one.checked_by, *one.kinds):
            assert part.replace("'", "&#x27;") in entry, (service.id, part)
        assert "None" not in entry
        assert (words(language)["door"] in entry) == service.confidential
        # A number that is no contact today is told as such, and never as one to press.
        assert (f'href="{one.telephone}"' in entry and bool(one.telephone)) == (bool(one.number) and not one.number_stale)
        assert (one.telephone and f'href="{one.telephone}"' in entry) or words(language)["no_contact"] in entry


def test_what_is_looked_for_is_neither_in_the_address_nor_read_from_it() -> None:
    everything, asked = Client().get("/en/directory/"), Client().get("/en/directory/?need=acc.women")
    assert entries(everything.content) == entries(asked.content)
    found = Client().post("/en/directory/", {"need": "acc.women"})
    assert entries(found.content) == ["reden-accommodation"]
    assert not found.cookies
    assert "acc.women" not in "".join(re.findall(r'(?:href|action)="([^"]*)"', found.content.decode()))


def test_a_choice_that_is_not_there_is_no_choice() -> None:
    answer = Client().post("/en/directory/", {"need": "<script>", "whom": "x" * 5000, "language": "xxx"})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert len(entries(answer.content)) == len(catalogue().services)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(("instant", "number"), [(NIGHT, "+4522685782"), (DAY, "+4570202550")])
def test_where_nobody_fits_the_page_says_whom_to_call_at_this_minute(language: str, instant: str, number: str, at: SetClock) -> None:
    at(instant)
    answer = Client().post(f"/{language}/directory/", {"need": "med.forensic"})
    text = answer.content.decode()
    assert words(language)["empty"] in text
    assert f'href="tel:{number}"' in text.partition(words(language)["empty"])[2].partition("</p>")[0]
    assert entries(answer.content) == ["cmm-arranges"]


def test_what_is_not_known_is_asked_and_what_does_not_fit_is_said_with_its_reason() -> None:
    text = Client().post("/en/directory/", {"need": "chd.municipal", "whom": "woman"}).content.decode()
    assert f"{words('en')['because']} age." in text
    asked = Client().post("/en/directory/", {"need": "acc.women", "whom": "man", "opened": "yes"}).content.decode()
    assert re.search(r"Ask about:</strong> age, gender, opening hours\.", asked)


def test_open_now_is_that_of_this_minute_and_unknown_hours_are_never_open(at: SetClock) -> None:
    hotline, police, reden = (
        next(service for service in catalogue().services if service.id == name)
        for name in ("cmm-hotline", "police-hotline", "reden-accommodation")
    )
    at(DAY)
    assert (open_now(hotline), open_now(police), open_now(reden)) == (True, None, None)
    assert hours_in_words(hotline, "en") == "Open now, until 16:00 on Friday 27 November."
    assert hours_in_words(reden, "da") == "Åbningstiderne er ukendte. Spørg."
    at(NIGHT)
    # At night the number of the police is the one to call, so it is open although its hours are not told.
    assert (open_now(hotline), open_now(police), open_now(reden)) == (False, True, None)
    assert hours_in_words(hotline, "da") == "Lukket nu. Åbner lørdag 28. november kl. 9.00."
    found = Client().post("/en/directory/", {"need": "contact.hotline", "opened": "yes"})
    assert "cmm-hotline" not in entries(found.content)


SECONDS = some.integers(int(dt.datetime(2024, 1, 1, tzinfo=dt.UTC).timestamp()), int(dt.datetime(2035, 12, 31, tzinfo=dt.UTC).timestamp()))
MINUTES = SECONDS.map(lambda second: dt.datetime.fromtimestamp(second // 60 * 60, dt.UTC))


@effort(max_examples=60, deadline=None)
@given(minute=MINUTES, right=some.sampled_from(sorted({term.right for term in catalogue().terms if term.right})), opened=some.booleans())
def test_every_right_leads_to_a_number_at_any_minute(minute: dt.datetime, right: str, opened: bool) -> None:  # noqa: FBT001
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vejviser.site.clock.now", lambda: minute)
        mechanism = find()
        now = {line.id for line in contact_at(mechanism, mechanism.zone.from_datetime(minute)).now}
        for term in (term for term in catalogue().terms if term.right == right):
            found = search(catalogue(), Asked(need=term.id, opened=opened), open_now)
            listed = [*found.fits, *found.ask, *([found.arranged] if found.arranged else [])]
            assert listed, term.id
            # Either an entry has a number of its own, or the page gives the one of this minute in its place.
            assert now
            for service, _answer in listed:
                assert open_now(service) is not True or service.contact in now or hours_in_words(service, "en").startswith("Open now")


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("organisation", catalogue().organisations())
def test_every_organisation_has_its_page_with_all_its_services(organisation: str, language: str) -> None:
    page = Client().get(f"/{language}/directory/{slug(organisation)}/")
    assert page.status_code == 200
    assert entries(page.content) == [service.id for service in catalogue().of(organisation)]


@pytest.mark.parametrize("name", ["nobody", "reden_international", "kindss", "REDEN-INTERNATIONAL"])
def test_no_other_name_has_a_page(name: str) -> None:
    assert Client().get(f"/da/directory/{name}/").status_code == 404


def test_what_differs_from_the_source_is_said_with_where_it_was_read() -> None:
    text = Client().get("/en/directory/nec/").content.decode()
    assert words("en")["stale"]["phone"] in text
    assert "Took over: Special Crime Unit (NSK)." in text
    assert words("en")["no_role_today"] in text
    assert re.search(r"<strong>Today:</strong> The contact post was abolished\..*?href=\"https://ft\.dk/", text, re.DOTALL)
    hopenow = Client().get("/da/directory/hopenow/").content.decode()
    assert "Til og med fredag 31. december 2021." in hopenow
    assert words("da")["contract_open"] in hopenow
    assert "cmm@sbst.dk" in Client().get("/da/directory/cmm/").content.decode()


def test_a_row_that_was_checked_too_long_ago_says_so(at: SetClock) -> None:
    assert words("en")["asked_again"] not in Client().get("/en/directory/cmm/").content.decode()
    at("2027-11-24T11:00:00+01:00")
    text = Client().get("/en/directory/cmm/").content.decode()
    assert "(365 days ago)" in text
    assert words("en")["asked_again"] in text


@pytest.mark.parametrize("language", SPOKEN)
def test_every_kind_of_help_is_listed_in_both_languages_with_who_offers_it(language: str) -> None:
    text = Client().get(f"/{language}/directory/kinds/").content.decode()
    for term in catalogue().terms:
        row = text.partition(f'<bdi dir="ltr">{term.id}</bdi>')
        assert row[1], term.id
        assert term.en.replace("'", "&#x27;") in text
        assert term.da.replace("'", "&#x27;") in text
        answer = row[2].partition("</div>")[0]
        assert "/directory/" in answer or words(language)["arranged"] in answer, term.id
    for group in catalogue().groups.values():
        assert f"<h2>{group.spoken(language)}</h2>" in text


@pytest.mark.parametrize("path", ["/directory/", "/directory/kinds/", "/directory/cmm/", "/directory/reden-international/"])
@pytest.mark.parametrize("language", SPOKEN)
def test_a_page_is_light_keeps_nothing_and_links_only_where_it_says(path: str, language: str) -> None:
    answer = Client().get(f"/{language}{path}")
    assert len(gzip.compress(answer.content)) < FIRST_VISIT
    assert not answer.cookies
    text = answer.content.decode()
    for address in set(re.findall(r'href="(/(?:da|en)/[^"#]*)', text)):
        if "/directory/" in address or "/mechanism/" in address:
            assert Client().get(address).status_code == 200, address
    for link in re.findall(r'<a [^>]*href="https?://[^>]*>', text):
        assert "noreferrer" in link


def test_no_page_of_the_directory_asks_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the fixture of a database every query would fail; the answer is the same for everybody.
    first, second = (Client().post("/en/directory/", {"need": "acc.men"}).content for _ in range(2))
    assert entries(first) == entries(second) == ["hoerhuset-accommodation"]
    monkeypatch.setattr(shown_module, "open_now", lambda _service: None)
    assert entries(Client().post("/en/directory/", {"need": "acc.men"}).content) == ["hoerhuset-accommodation"]


@pytest.mark.parametrize(("language", "width"), [("da", 320), ("en", 1280)])
def test_the_filter_works_with_the_keyboard_alone_and_without_scripts(
    browser: Browser, site_server: Site, language: str, width: int
) -> None:
    context = browser.new_context(base_url=site_server.address, viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{language}/directory/")
    page.locator("#need").focus()
    page.locator("#need").select_option("acc.men")
    page.locator("button[type=submit]").focus()
    with page.expect_navigation() as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 200
    assert page.locator("article").count() == 1
    assert page.locator("#need").input_value() == "acc.men"
    assert page.url == f"{site_server.address}/{language}/directory/#results"
    page.locator("article h3 a, article h4 a").first.click()
    assert page.url.endswith("/directory/hoerhuset/")
    assert page.locator('article a[href="tel:+4532555622"]').is_visible()
    context.close()


@pytest.mark.parametrize("path", ["/directory/", "/directory/hopenow/", "/directory/kinds/"])
def test_pages_are_accessible_narrow_and_wide_and_print_what_is_folded(browser: Browser, site_server: Site, path: str) -> None:
    context = browser.new_context(base_url=site_server.address)
    page = context.new_page()
    for language, width in (("da", 320), ("en", 1280)):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"/{language}{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    page.goto(f"/en{path}")
    assert_usable_by_keyboard(page)
    page.emulate_media(media="print")
    assert page.locator("form").count() == 0 or not page.locator("form").first.is_visible()
    if page.locator("article details").count():
        assert page.locator("article details li").first.is_visible()
    context.close()
