# SPDX-License-Identifier: EUPL-1.2
"""What every answer of the site says to browsers, and what a refusal tells."""

from __future__ import annotations

import io
import logging
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.pages import assert_page_is_safe
from vejviser.site.logs import PlainFormatter
from vejviser.site.middleware import safe_headers

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = [pytest.mark.urls("tests.site.sample_pages"), pytest.mark.usefixtures("database")]
SECRET = "Mercy-canary"  # noqa: S105  a word to look for


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False, headers={"host": "localhost", "accept-language": "en"})


@pytest.fixture
def member(visitor: Client) -> Client:
    """A browser with a session, be it over: a stranger gets a public page for what does not exist (tests/attack/test_public_pages.py)."""
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    return visitor


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """What the log holds, in the form of the site."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    "address", ["/accessibility/", "/privacy/", "/sample/", "/robots.txt", "/ready", "/.well-known/security.txt", "/nowhere/"]
)
def test_every_answer_is_safe(member: Client, address: str) -> None:
    assert_page_is_safe(member.get(address))


@pytest.mark.parametrize(
    ("status", "method", "address", "options"),
    [
        (404, "GET", f"/nowhere/{SECRET}/", {}),
        (405, "POST", f"/accessibility/?{SECRET}", {}),
        (413, "POST", f"/sample/?{SECRET}", {"data": SECRET * 40_000, "content_type": "application/x-www-form-urlencoded"}),
        (415, "POST", f"/sample/?{SECRET}", {"data": f"<{SECRET}/>", "content_type": "text/xml"}),
        (500, "GET", f"/fails/{uuid.UUID(int=7)}/?{SECRET}", {}),
    ],
)
def test_a_refusal_says_what_to_do_and_repeats_nothing(
    member: Client, status: int, method: str, address: str, options: dict[str, Any]
) -> None:
    response = member.generic(method, address, **options)
    assert response.status_code == status
    assert_page_is_safe(response)
    text = response.content.decode()
    assert "<h1>" in text
    assert "font-lead" in text
    assert SECRET not in text
    assert "Mercy" not in text
    assert str(uuid.UUID(int=7)) not in text


def test_a_file_is_refused(visitor: Client) -> None:
    assert visitor.post("/sample/", {"name": "x", "file": SimpleUploadedFile("a.txt", b"content")}).status_code == 400


def test_a_form_from_elsewhere_is_refused_with_a_page_that_says_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost", "accept-language": "en"})
    response = strict.post("/sample/", {"name": "x"})
    assert response.status_code == 403
    assert "send the form once more" in response.content.decode()
    assert_page_is_safe(response)


def test_an_error_that_the_framework_gives_empty_becomes_a_page_and_keeps_when_to_try_again() -> None:
    request = RequestFactory().get("/")
    response = safe_headers(lambda _request: HttpResponse(status=429, headers={"Retry-After": "60"}))(request)
    assert response.headers["Retry-After"] == "60"
    assert "<h1>" in response.content.decode()


def test_signing_out_makes_the_browser_forget() -> None:
    request = RequestFactory().post("/accounts/logout/")

    def sign_out(request: object) -> HttpResponse:
        user_logged_out.send(sender=None, request=request, user=None)
        return HttpResponse()

    assert "cache" in safe_headers(sign_out)(request).headers["Clear-Site-Data"]


def test_a_failure_is_logged_by_class_and_place_and_an_address_by_its_pattern(visitor: Client, log_lines: io.StringIO) -> None:
    visitor.get(f"/fails/{uuid.UUID(int=7)}/")
    visitor.get(f"/nowhere/{SECRET}")
    logging.getLogger("any").error("%s was here", SECRET)
    logging.getLogger("any").error(f"{SECRET} was here")  # noqa: G004  the mistake that must not leak
    logging.getLogger("any").error("outbox.refused")
    written = log_lines.getvalue()
    assert "GET 500 fails/<uuid:case>/ builtins.LookupError" in written
    assert "GET 404 -" in written
    assert "outbox.refused" in written
    assert SECRET not in written
    assert "Mercy" not in written
    assert str(uuid.UUID(int=7)) not in written


def test_readiness_says_nothing_but_yes(visitor: Client) -> None:
    assert visitor.get("/ready").content == b"ready\n"


def test_without_a_database_it_is_not_ready(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection  # noqa: PLC0415

    def gone() -> None:
        raise OperationalError("host=/secret/place")

    with monkeypatch.context() as without:
        without.setattr(connection, "cursor", gone)
        response = visitor.get("/ready")
    assert (response.status_code, response.content) == (503, b"unavailable\n")


def test_a_visitor_chooses_the_language_for_the_visit_and_comes_back_to_the_page(visitor: Client) -> None:
    assert 'lang="en"' in visitor.get("/accessibility/").content.decode()
    response = visitor.post("/language/", {"language": "da", "back": "/accessibility/"})
    assert response.headers["Location"] == "/accessibility/"
    assert "Tilgængelighedserklæring" in visitor.get("/accessibility/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_choice_of_language_leads_to_no_other_site(visitor: Client, back: str) -> None:
    assert visitor.post("/language/", {"language": "da", "back": back}).headers["Location"] == "/"
