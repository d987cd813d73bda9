# SPDX-License-Identifier: EUPL-1.2
"""Which language a page speaks: the user's own choice, else that of this visit, else what the browser asks for. No cookie of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

_IN_SESSION: Final = "language"


def offered() -> dict[str, str]:
    """Give the languages of the pages, each with its own name for itself."""
    return dict(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """Give the language for a request; it may come from before anybody is known."""
    user = getattr(request, "user", None)
    session = getattr(request, "session", None)
    wishes = (
        getattr(user, "language", None) if user is not None and user.is_authenticated else None,
        session.get(_IN_SESSION) if session is not None else None,
    )
    return next((wish for wish in wishes if wish in offered()), None) or _asked_by_browser(request)


def choose(request: HttpRequest, language: str) -> None:
    """Keep a choice: with the user who is signed in, otherwise for this visit. What is not offered changes nothing."""
    if language not in offered():
        return
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    else:
        request.session[_IN_SESSION] = language


def chosen_language(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer each request in its language; stands after the middleware of session and sign-in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        speak(request)
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language",))
        return response

    return answer


def speak(request: HttpRequest) -> None:
    """Use the language of a request from here on."""
    language = language_of(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _asked_by_browser(request: HttpRequest) -> str:
    """Give the first language that the browser asks for and that is offered, else the main one. The header is a wish, not trusted."""
    for wish in request.headers.get("Accept-Language", "")[:200].lower().split(","):
        code = wish.split(";")[0].strip().split("-")[0]
        if code in offered():
            return code
    return settings.LANGUAGE_CODE
