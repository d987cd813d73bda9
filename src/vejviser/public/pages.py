# SPDX-License-Identifier: EUPL-1.2
"""What makes a page public, and how such a page is answered: before anything that looks for a session, an account or a cookie."""

from __future__ import annotations

import gzip
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation

from vejviser.public.asked import HEADERS, public_match, speak
from vejviser.public.errors import error_page
from vejviser.public.remembering import key_of, remember, remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import ResolverMatch

_log = logging.getLogger(__name__)
View = TypeVar("View", bound="Callable[..., HttpResponse]")


class PublicRequest(HttpRequest):
    """A request for a public page: it has a language and neither session nor user.

    `language` is what the page speaks, `spoken` what a page speaks that exists in Danish and English only, `chosen` whether the address
    names the language.
    """

    language: str
    spoken: str
    chosen: bool


def public_page(view: View) -> View:
    """Mark a view as a public page. It must not need session, user or a form token."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def public_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer public pages here, and pass everything else on; stands before the middleware of sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        match = public_match(request.path_info)
        if match is None:
            return get_response(request)
        return _answered(request, match)

    return answer


def _answered(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    named: dict[str, Any] = dict(match.kwargs)
    chosen = named.pop("language", None)
    request.resolver_match = match
    speak(request, chosen)
    key = key_of(request, match)
    response = remembered(key) or _made(request, match, named, chosen)
    remember(key, response)
    response.other_headers = HEADERS  # type: ignore[attr-defined]
    return response


def _made(request: HttpRequest, match: ResolverMatch, named: dict[str, Any], chosen: str | None) -> HttpResponse:
    with translation.override(request.spoken):  # type: ignore[attr-defined]
        response = _guarded(request, match, named)
    response.headers.setdefault("Content-Language", request.language)  # type: ignore[attr-defined]
    if chosen is None:
        response.headers["Vary"] = "Accept-Language"
    return _packed(request, response)


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Compress what a page says to everybody, for slow lines.

    Nothing that somebody typed is in the answer to GET, and the token of a form is new each time: lengths tell nothing (BREACH).
    """
    worth = request.method == "GET" and response.status_code == HTTPStatus.OK and "Content-Encoding" not in response.headers
    if worth and "gzip" in request.headers.get("Accept-Encoding", "") and response.headers["Content-Type"].startswith("text/html"):
        response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    # With its length, a kept connection needs no chunks.
    response.headers.setdefault("Content-Length", str(len(response.content)))
    return response


def _guarded(request: HttpRequest, match: ResolverMatch, named: dict[str, Any]) -> HttpResponse:
    """Call the view; what goes wrong in it becomes a page that says nothing of the cause."""
    try:
        return match.func(request, *match.args, **named)  # type: ignore[no-any-return]
    except Http404:
        return error_page(request, 404)
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return error_page(request, 400)
    except Exception:  # noqa: BLE001  whatever it was, the number to call must stand on the answer
        # The log names the place in the program; nothing of the request is in it.
        _log.exception("public page failed")
        return error_page(request, 500)
