# SPDX-License-Identifier: EUPL-1.2
"""What a request asks for: which public page, if any, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import Resolver404, ResolverMatch, resolve

from vejviser.public import languages

if TYPE_CHECKING:
    from django.http import HttpRequest

# A page that was opened from a public page is not told where from. No form of these pages leans on the sender's address.
HEADERS: Final = {"Referrer-Policy": "no-referrer"}


def public_match(path: str) -> ResolverMatch | None:
    """Give the public page that an address leads to, or None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "is_public", False) else None


def speak(request: HttpRequest, chosen: str | None) -> None:
    """Note the language of a request: the one that the address names, else what the browser asks for."""
    request.language = chosen or languages.asked_for(request)  # type: ignore[attr-defined]
    request.spoken = languages.spoken(request.language)  # type: ignore[attr-defined]
    request.chosen = chosen is not None  # type: ignore[attr-defined]
    request.LANGUAGE_CODE = request.spoken  # type: ignore[attr-defined]
