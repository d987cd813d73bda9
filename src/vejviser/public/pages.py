# SPDX-License-Identifier: EUPL-1.2
"""What makes a page public, and how such a page is answered: before anything that looks for a session, an account or a cookie."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext

from vejviser.public import languages
from vejviser.site.views import ERRORS, SITE_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
# A page that was opened from a public page is not told where from. No form of these pages leans on the sender's address.
HEADERS: Final = {"Referrer-Policy": "no-referrer"}
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
        match = _match(request)
        if match is None:
            return get_response(request)
        return _answered(request, match)

    return answer


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Give the page of an error in the frame of the public pages, with the number to call on it."""
    heading, advice = ERRORS[status]
    content = {"heading": gettext(heading), "advice": gettext(advice)}
    response = render(request, "public/error.html", content, status=status)
    setattr(response, SITE_PAGE, True)
    return response


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match if getattr(match.func, "is_public", False) else None


def _answered(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    named: dict[str, Any] = dict(match.kwargs)
    chosen = named.pop("language", None)
    request.resolver_match = match
    request.language = chosen or languages.asked_for(request)  # type: ignore[attr-defined]
    request.spoken = languages.spoken(request.language)  # type: ignore[attr-defined]
    request.chosen = chosen is not None  # type: ignore[attr-defined]
    request.LANGUAGE_CODE = request.spoken  # type: ignore[attr-defined]
    with translation.override(request.spoken):  # type: ignore[attr-defined]
        response = _guarded(request, match, named)
    response.other_headers = HEADERS  # type: ignore[attr-defined]
    response.headers.setdefault("Content-Language", request.language)  # type: ignore[attr-defined]
    if chosen is None:
        response.headers["Vary"] = "Accept-Language"
    return response


def _guarded(request: HttpRequest, match: ResolverMatch, named: dict[str, Any]) -> HttpResponse:
    """Call the view; what goes wrong in it becomes a page that says nothing of the cause."""
    try:
        return match.func(request, *match.args, **named)  # type: ignore[no-any-return]
    except Http404:
        return error_page(request, 404)
    except (BadRequest, SuspiciousOperation):
        return error_page(request, 400)
    except Exception:  # noqa: BLE001  whatever it was, the number to call must stand on the answer
        # The log names the place in the program; nothing of the request is in it.
        _log.exception("public page failed")
        return error_page(request, 500)
