# SPDX-License-Identifier: EUPL-1.2
"""Every public address, in every language, asked as nobody should ask: the number to call stays, and nothing is kept, told or fetched.

The addresses come from the URL map, so that a new page is attacked from its first day.
"""

from __future__ import annotations

import random
import re
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.attack.test_hostile_requests import IDS, QUERIES, TYPED
from tests.attack.world import fill, routes
from tests.pages import INLINE
from vejviser.public import languages
from vejviser.public.errors import numbers_on_errors
from vejviser.public.whom import whom_to_reach
from vejviser.site.views import SITE_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

pytestmark = pytest.mark.usefixtures("database")
PUBLIC = sorted(path for path, route in routes().items() if getattr(route.view, "is_public", False))
POSTED = [path for path in PUBLIC if "POST" in routes()[path].methods and not path.startswith("/{language}")]
FORM = "application/x-www-form-urlencoded"
# What a title, which a list of visited pages keeps, must not hold.
TELLING = re.compile(r"victim|traffick|illegal|prostit|exploit|offer\b|menneskehandel|udnyt|[0-9]", re.IGNORECASE)
# What a browser would fetch by itself, apart from a plain link.
FETCHED = re.compile(
    r"<(?:img|script|iframe|object|embed|video|audio|source|track|use|link)\b[^>]*?\b(?:src|href|data|srcset)=\"([^\"]*)\""
)
ADDRESSES = re.compile(r'\b(?:href|action)="(/[^"#]*)')
KEYED = re.compile(r"\?|[0-9a-f]{8}-[0-9a-f]{4}|[0-9]{5}")
TOLD = re.compile(r"Traceback|psycopg|django\.|SELECT |/site-packages/|src/vejviser|, line \d+, in |DoesNotExist|[a-z]Error\b")
HOSTILE: tuple[dict[str, str], ...] = (
    {"host": "evil.example"},
    {"host": "evil.example:99999"},
    {"x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher", "forwarded": "host=evil.example"},
    {"accept-language": "x" * 10_000},
    {"accept-language": "../../etc/passwd, <script>;q=9, \u00e6\u00f8\u00e5".encode().decode("latin-1")},
    {"accept": "application/evil", "range": "bytes=0-99999999", "if-none-match": "*", "if-modified-since": "never"},
    {"cookie": "form=evil; sessionid=evil; a=" + "b" * 3000},
    {"user-agent": "evil\x7f" * 100, "referer": "https://evil.example/?victim", "origin": "null", "x-http-method-override": "DELETE"},
)
# A link out of a mail, good once, names itself in the list of languages.
MAILED = re.compile(r"^(/\w\w)?/refer/address/")
TEXTS = 1000


class Asked(NamedTuple):
    """A stranger's client, and what was wrong with its answers."""

    client: Client
    faults: list[str]

    def ask(self, method: str, path: str, data: Any = "", **named: Any) -> HttpResponse:
        """Ask, note what the answer breaks, and undo what it wrote."""
        undone = transaction.atomic()
        # As Django's own tests mark theirs: a page that commits by itself may do so inside it.
        undone._from_testcase = True  # type: ignore[attr-defined]  # noqa: SLF001
        with undone:
            response: HttpResponse = self.client.generic(method, path, data, **named)  # type: ignore[assignment]
            transaction.set_rollback(True)
        self.faults.extend(f"{method} {path[:120]}: {fault}" for fault in broken(response, mailed=bool(MAILED.search(path))))
        return response


@pytest.fixture
def asked() -> Iterator[Asked]:
    made = Asked(Client(raise_request_exception=False), [])
    yield made
    assert not made.faults, "\n".join(sorted(set(made.faults))[:20])


def broken(response: HttpResponse, *, mailed: bool = False) -> Iterator[str]:
    """Say which promises of a public page an answer breaks, whatever was asked."""
    headers = response.headers
    if response.status_code >= 500:
        yield f"status {response.status_code}"
    if response.cookies or "Set-Cookie" in headers or "Clear-Site-Data" in headers:
        yield "a cookie"
    for name, wanted in {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}.items():
        if headers.get(name) != wanted:
            yield f"{name} is {headers.get(name)}"
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy:
        yield f"policy {policy}"
    if "noindex" not in headers.get("X-Robots-Tag", ""):
        yield "may be found by a search engine"
    if {"ETag", "Last-Modified", "Server-Timing", "Link", "Refresh"} & set(headers):
        yield "a header that marks a visitor or leads on"
    if "evil" in str(headers.get("Location", "")):
        yield "leads elsewhere"
    if response.status_code not in (204, 301, 302, 303) and headers.get("Content-Type", "").startswith("text/html"):
        found = broken_page(response.content.decode())
        yield from (fault for fault in found if not (mailed and fault.startswith("an address with a key")))


def broken_page(text: str) -> Iterator[str]:
    """Say which promises the page itself breaks."""
    if not text:
        return
    if INLINE.search(text):
        yield "something inline"
    if "evil" in text or TOLD.search(text):
        yield f"tells {TOLD.search(text)}"
    yield from (f"fetches {one}" for one in FETCHED.findall(text) if not one.startswith("/static/"))
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    if title is None or not title[1].strip() or TELLING.search(title[1]):
        yield f"title {title and title[1]}"
    if 'href="tel:112"' not in text or f'href="{whom_to_reach("en").first.address}"' not in text:
        yield "no number to call"
    if 'id="leave"' not in text or "/static/public/icon" not in text:
        yield "no way to leave, or another icon"
    yield from (f"an address with a key: {one}" for one in ADDRESSES.findall(text) if KEYED.search(one) and "/static/" not in one)
    if re.search(r"<form(?![^>]*method=\"post\")", text):
        yield "a form that would put what is typed into the address"


def spoken() -> Iterator[str]:
    """Give every public address as it is and in each language; what else stands in it is absent."""
    for path in PUBLIC:
        for language in languages.NAMES if path.startswith("/{language}") else ("",):
            yield fill(path, {"language": language})


def test_every_address_keeps_its_promises_in_every_language_whatever_the_query_and_the_headers(asked: Asked) -> None:
    addresses = list(spoken())
    assert len(addresses) > 40
    for number, address in enumerate(addresses):
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")[:: 1 if number % 7 == 0 else 3]:
            query = QUERIES[number % len(QUERIES)].replace("evil", "odd")
            asked.ask(method, f"{address}?{query}", headers=HOSTILE[number % len(HOSTILE)])


@pytest.mark.parametrize("headers", [*HOSTILE, {"cookie": f"{settings.SESSION_COOKIE_NAME}=evil"}], ids=lambda one: next(iter(one)))
def test_no_header_is_trusted_or_repeated(asked: Asked, headers: dict[str, str]) -> None:
    for path in (path for path in PUBLIC if "{" not in path):
        assert asked.ask("GET", path, headers=headers).status_code in (200, 404, 405), path


# The link of a mail shows the same button whatever stands in it; pressing it tells (tests/public/refer).
@pytest.mark.parametrize("path", [path for path in PUBLIC if "{" in path.removeprefix("/{language}") and "/refer/address/" not in path])
def test_forged_ids_are_absent_and_the_number_stays(asked: Asked, path: str) -> None:
    names = re.findall(r"\{(\w+)\}", path)
    for forged in IDS:
        response = asked.ask("GET", fill(path, {**dict.fromkeys(names, forged), "language": "ar"}))
        assert response.status_code in (400, 404, 405), forged[:40]


def test_a_language_that_is_not_there_and_a_page_that_is_not_there_are_absent_and_the_number_stays(asked: Asked) -> None:
    for path in ("/xx/", "/DA/", "/da-DK/signs/", "/th/nowhere/", "/ar/%F0%9F%92%A5/", "/nowhere", "/..%2f..%2fetc/", "/%00/", "/\u0e01/"):
        response = asked.ask("GET", path, headers={"accept-language": "uk"})
        assert response.status_code == 404, path
        assert response.headers["Content-Language"] == {"t": "th", "a": "ar"}.get(path[1] if path[3:4] == "/" else "", "uk"), path


def test_what_cannot_be_read_is_refused_with_the_number_to_call(asked: Asked) -> None:
    large = "a=" + "b" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    many = "&".join(f"k{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    for path in ["/", "/ar/signs/", *POSTED]:
        address = fill(path, {})
        assert asked.ask("POST", address, large, content_type=FORM).status_code == 413
        assert asked.ask("POST", address, "a=1", content_type=FORM, CONTENT_LENGTH="many").status_code == 400
        assert asked.ask("POST", address, many, content_type=FORM).status_code in (200, 303, 302, 400, 404, 405, 422, 429)
        for kind in ("application/json", "text/plain", "text/xml", "x"):
            assert asked.ask("POST", address, "{}", content_type=kind).status_code == 415
        for kind in ("multipart/form-data", "multipart/form-data; boundary=b"):
            assert asked.ask("POST", address, "--b\r\nnothing", content_type=kind).status_code in (200, 302, 303, 400, 404, 405, 422, 429)


@pytest.mark.parametrize("status", [400, 404, 405, 413, 415, 429, 500])
@pytest.mark.parametrize("language", languages.NAMES)
def test_every_refusal_keeps_the_number_in_every_language(status: int, language: str) -> None:
    def refuse(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(status=status, headers={"Retry-After": "60"})
        setattr(response, SITE_PAGE, True)
        return response

    response = numbers_on_errors(refuse)(RequestFactory().get(f"/{language}/signs/"))
    text = response.content.decode()
    assert response.status_code == status
    assert response.headers["Retry-After"] == "60"
    assert list(broken_page(text)) == []
    assert f'<html lang="{language}" dir="{languages.direction(language)}"' in text


def test_whoever_is_signed_in_gets_the_pages_of_the_service_for_what_does_not_exist() -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'id="leave"' not in response.content.decode()


def any_text(chance: random.Random) -> str:
    """Give a text in any script, with what programs stumble over."""
    blocks = (
        (0x20, 0x7E),
        (0xA0, 0x24F),
        (0x400, 0x4FF),
        (0x600, 0x6FF),
        (0xE00, 0xE7F),
        (0x300, 0x36F),
        (0x200B, 0x202E),
        (0x4E00, 0x4FFF),
    )
    odd = ("<script>alert(1)</script>", '"><b>', "{{7*7}}", "\x00", "\u202e", "\ufeff", "\U0001f4a5", "\U000e0041", "%0d%0a", "'--", "\r\n")
    low, high = chance.choice(blocks)
    letters = "".join(chr(chance.randint(low, high)) for _ in range(chance.choice((0, 1, 7, 60, 900))))
    return letters + chance.choice(odd)


def test_a_thousand_texts_of_every_script_break_no_form_and_come_back_as_text(asked: Asked) -> None:
    chance, sent = random.Random(20_261_127), 0  # noqa: S311  the same texts in every run
    assert POSTED
    for path in POSTED:
        address = fill(path, {})
        page = asked.client.get(address).content.decode()
        names = sorted(set(re.findall(r'<(?:input|textarea|select|button)\b[^>]*\bname="([^"]+)"', page))) or ["text", "step", "key"]
        for _turn in range(-(-TEXTS // (len(names) * len(POSTED)))):
            typed = {name: any_text(chance) for name in names}
            sent += len(typed)
            response = asked.ask("POST", address, urlencoded(typed), content_type=FORM)
            assert b"<script>alert" not in response.content
            assert b'"><b>' not in response.content
    assert sent >= TEXTS


def test_what_was_typed_comes_back_in_the_script_it_was_typed_in(asked: Asked) -> None:
    """Where a page shows a text again, it is the same text: no letter is lost or changed."""
    for path in POSTED:
        page = asked.client.get(fill(path, {})).content.decode()
        for name in re.findall(r'<(?:textarea|input type="(?:text|search)")\b[^>]*\bname="([^"]+)"', page):
            for typed in ("ทดสอบ ภาษาไทย", "نص عربي ١٢٣", "Đặng Thị Ánh", "Ґанок", TYPED.replace("\\x00", "")):
                text = asked.ask("POST", fill(path, {}), urlencoded({name: typed}), content_type=FORM).content.decode()
                back = re.findall(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', text)
                assert all(unescape(one) in ("", typed, typed.strip()) for one in back), (path, name)


def urlencoded(fields: dict[str, str]) -> bytes:
    """Write fields as a browser sends them."""
    return urlencode(fields).encode()


def test_what_breaks_a_promise_would_be_found() -> None:
    bad = HttpResponse('<title>Victim 7</title><img src="https://evil.example/x.png"><a href="/case/?id=7"><form action="/x">')
    bad.set_cookie("a", "b")
    found = "\n".join(broken(bad))
    for fault in ("a cookie", "Cache-Control", "policy", "fetches", "title", "no number", "no way to leave", "a key", "a form"):
        assert fault in found
