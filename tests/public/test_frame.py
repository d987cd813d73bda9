# SPDX-License-Identifier: EUPL-1.2
"""What every public page promises: nobody is asked who they are, nothing is kept, the number to call is there, and leaving is quick."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve

from tests.attack.world import routes
from tests.pages import INLINE
from vejviser.public import languages, pages, texts
from vejviser.public.asked import public_match
from vejviser.public.now.statement import statement
from vejviser.public.whom import whom_to_reach

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from playwright.sync_api import Browser

    from tests.running_site import Site

# Words that a list of visited pages, a tab or a printed foot must not hold.
TELLING = re.compile(r"victim|traffick|illegal|prostit|exploit|offer\b|menneskehandel|udnyt|[0-9]", re.IGNORECASE)
STATIC = Path(__file__).resolve().parents[2] / "build" / "static"
FIRST_VISIT = 60_000
ALONE = {"fil-PH,en;q=0.5": "tl", "th": "th", "zz, ar-MA;q=0.8": "ar", "nb-NO": "da", "": "da", "en-GB,da": "en"}


def plain_pages() -> list[str]:
    """Give every public page that can be asked for without anything in its address, in the language that the browser asks for."""
    found = [path for path, route in routes().items() if getattr(route.view, "is_public", False) and "GET" in route.methods]
    return sorted(path for path in found if "{" not in path)


PAGES = plain_pages()


def test_there_are_public_pages_at_all() -> None:
    assert {"/", "/safety/"} <= set(PAGES)


# Without a database at hand, a page that asks one fails.
@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(("/refer/", "/directory/", "/hsds/"))])
def test_a_page_asks_no_database_and_leaves_nothing_in_the_browser(path: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    if not headers["Content-Type"].startswith("text/html"):
        return
    text = response.content.decode()
    assert not INLINE.search(text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!www\.dmi\.dk/)', text.split("<main", maxsplit=1)[0])
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert not TELLING.search(title[1]), title[1]
    assert "tel:112" in text
    assert whom_to_reach("en").first.address in text


@pytest.mark.parametrize(("asked", "given"), ALONE.items())
def test_a_page_speaks_what_the_browser_asks_for_and_danish_otherwise(asked: str, given: str) -> None:
    response = Client(headers={"accept-language": asked}).get("/")
    assert response.headers["Content-Language"] == given
    assert f'<html lang="{given}"' in response.content.decode()
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("language", languages.NAMES)
def test_an_address_can_name_the_language_and_its_links_keep_it(language: str) -> None:
    response = Client(headers={"accept-language": "da"}).get(f"/{language}/safety/")
    text = response.content.decode()
    assert response.headers["Content-Language"] == language
    assert f'dir="{languages.direction(language)}"' in text
    assert f'href="/{language}/"' in text


def test_no_language_that_is_not_there_has_an_address() -> None:
    with pytest.raises(Resolver404):
        resolve("/xx/safety/")


def test_all_languages_say_the_same_things() -> None:
    wanted = shape(texts.words("en"))
    for language in languages.NAMES:
        found = shape(texts.words(language))
        missing, extra = wanted - found, found - wanted
        # What is for staff alone stands in English where a language does not have it.
        assert not {name for name in missing if "audiences" not in name}, (language, missing)
        assert not extra, (language, extra)


def test_a_text_that_no_native_speaker_has_checked_says_so_on_its_page() -> None:
    for language in languages.NAMES:
        words = texts.words(language)
        text = Client().get(f"/{language}/").content.decode()
        assert words["checked"] is (language in languages.SPOKEN)
        assert bool(words["frame"]["unchecked"]) is not words["checked"]
        if not words["checked"]:
            assert words["frame"]["unchecked"].split(".")[0][:30] in text


def shape(words: object, name: str = "") -> set[str]:
    """Give the names of everything in a file of words, with the names that texts are filled with."""
    if isinstance(words, dict):
        return set().union(*(shape(part, f"{name}.{key}") for key, part in words.items()))
    if isinstance(words, list):
        return {f"{name}[{len(words)}]"} if all(isinstance(part, str) for part in words) else {f"{name}: {part['id']}" for part in words}
    return {name + "".join(sorted(re.findall(r"\{\w+\}", str(words))))}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/hsds") and not path.endswith("leaflet/")])
def test_every_link_of_the_frame_leads_to_a_page_that_keeps_nothing_but_the_way_to_the_sign_in(path: str) -> None:
    text = Client().get(path).content.decode()
    around = re.sub(r"<main.*</main>", "", text, flags=re.DOTALL)
    for link in sorted(set(re.findall(r'href="(/[^"#]*)', around)) - {"/accounts/login/"}):
        if not link.startswith("/static/"):
            assert public_match(link), link


def test_the_accessibility_statement_says_the_same_in_both_languages() -> None:
    assert shape(statement("da")) == shape(statement("en"))
    for language in languages.SPOKEN:
        assert whom_to_reach(language).mail in Client().get(f"/{language}/accessible/").content.decode()


def test_a_page_that_fails_says_nothing_of_the_cause_and_shows_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_language: str) -> object:
        raise RuntimeError("Zoraya Quibbel")

    monkeypatch.setattr("vejviser.public.now.views.whom_to_reach", break_down)
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    assert "Zoraya" not in response.content.decode()
    assert "tel:112" in response.content.decode()
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_public_view_never_meets_a_session() -> None:
    def sessions(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("a public page was passed on to where sessions are")

    request = RequestFactory().get("/")
    assert pages.public_pages(sessions)(request).status_code == 200
    assert not hasattr(request, "session")
    assert not hasattr(request, "user")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/hsds") and not path.endswith("leaflet/")])
def test_the_first_visit_of_a_page_stays_small(path: str) -> None:
    packed = Client(headers={"accept-encoding": "gzip"}).get(path)
    text = gzip.decompress(packed.content)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', text.decode()))
    assert files
    brought = len(packed.content)
    for file in files:
        kept = STATIC / re.sub(r"\.(css|js|svg)$", r".\1.gz", file)
        brought += kept.stat().st_size if kept.exists() else len(gzip.compress((STATIC / file).read_bytes()))
    assert brought < FIRST_VISIT, brought


def test_what_is_packed_is_the_page_and_what_was_typed_is_never_packed() -> None:
    plain, packed = (Client(headers={"accept-encoding": asked}).get("/en/safety/") for asked in ("identity", "br, gzip"))
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in Client(headers={"accept-encoding": "gzip"}).post("/en/safety/").headers


@pytest.mark.parametrize("way", ["button", "Escape", "Shift"])
def test_leaving_blanks_the_page_and_puts_another_in_its_place(browser: Browser, site_server: Site, way: str) -> None:
    context = browser.new_context(base_url=site_server.address)
    page = context.new_page()
    page.route("https://www.dmi.dk/", lambda route: route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>"))
    page.goto("/en/safety/")
    page.goto("/en/")
    if way == "button":
        page.locator("#leave").click()
    else:
        for _press in range(3 if way == "Shift" else 1):
            page.keyboard.press(way)
    page.wait_for_url("https://www.dmi.dk/")
    page.go_back()
    # The page that was left is gone from the history; the one before it is not, and the page on safety says so.
    assert page.url.endswith("/en/safety/")
    context.close()


def test_without_scripts_the_button_is_a_link_that_leads_away(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address, java_script_enabled=False)
    page = context.new_page()
    asked: list[str | None] = []

    def give(route: object) -> None:
        asked.append(route.request.headers.get("referer"))  # type: ignore[attr-defined]
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")  # type: ignore[attr-defined]

    page.route("https://www.dmi.dk/", give)
    page.goto("/en/")
    page.locator("#leave").click()
    page.wait_for_url("https://www.dmi.dk/")
    assert asked == [None]
    context.close()
