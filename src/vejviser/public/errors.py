# SPDX-License-Identifier: EUPL-1.2
"""Pages of errors for whoever has no account: in the frame of the public pages, so that the number to call stands on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext

from vejviser.public import languages
from vejviser.public.asked import HEADERS, public_match, speak
from vejviser.public.texts import words
from vejviser.site.views import ERRORS, SITE_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Marks an answer that has the number on it already.
PUBLIC_ERROR: Final = "is_public_error"
_ABSENT: Final = 404


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Give the page of an error in the frame of the public pages; the request has its language already (`asked.speak`)."""
    language, spoken = request.language, request.spoken  # type: ignore[attr-defined]
    # Nothing of the address is repeated: the languages lead to the first page.
    request.resolver_match = None
    if status == _ABSENT:
        content = {**words(language)["absent"], "lang": language}
    else:
        heading, advice = ERRORS[status]
        content = {"heading": gettext(heading), "advice": gettext(advice), "lang": spoken}
    response = render(request, "public/error.html", content, status=status)
    setattr(response, SITE_PAGE, True)
    setattr(response, PUBLIC_ERROR, True)
    return response


def numbers_on_errors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the number to call on what refuses a stranger before a public page is reached; stands outside what refuses."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A part may say in its own way what is wrong; only a page of the service is replaced.
        of_the_service = getattr(response, SITE_PAGE, False) and not getattr(response, PUBLIC_ERROR, False)
        if of_the_service and response.status_code in ERRORS and _for_everybody(request):
            _replace(request, response)
        return response

    return answer


def _for_everybody(request: HttpRequest) -> bool:
    """Whether a public page was asked for, or, by somebody who is not signed in, an address that leads nowhere."""
    if public_match(request.path_info):
        return True
    if settings.SESSION_COOKIE_NAME in request.COOKIES or not public_match("/"):
        return False
    try:
        resolve(request.path_info)
    except Resolver404:
        return True
    return False


def _replace(request: HttpRequest, response: HttpResponse) -> None:
    """Write the page of the error into an answer; its headers stay, and what the page of the service would have kept is dropped."""
    response.cookies.clear()
    first = request.path_info.lstrip("/").split("/")[0]
    speak(request, first if first in languages.NAMES else None)
    with translation.override(request.spoken):  # type: ignore[attr-defined]
        response.content = error_page(request, response.status_code).content
    other = {**HEADERS, "Content-Language": request.language, "Content-Type": "text/html; charset=utf-8"}  # type: ignore[attr-defined]
    for name, value in other.items():
        response.headers[name] = value
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
