# SPDX-License-Identifier: EUPL-1.2
"""Pages that say the same to everybody who asks in the same minute and language: made once in that minute, and given out as they are.

A page is marked by `same_for_everybody` if nothing of the request but its address and its language is in it. The hours and numbers that it
shows can change at the turn of a minute and never within one, and then everything is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from django.http import HttpResponse

from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.urls import ResolverMatch

View = TypeVar("View", bound="Callable[..., HttpResponse]")
# All marked pages in all languages, packed and not; a flood of other addresses is no reason to hold more.
_MOST: Final = 2000


class Key(NamedTuple):
    """What a remembered answer depends on."""

    path: str
    language: str
    packed: bool


class Kept(NamedTuple):
    """An answer as it goes out."""

    content: bytes
    headers: dict[str, str]


class _Minute:
    """The answers of one minute."""

    def __init__(self) -> None:
        self.minute = ""
        self.answers: dict[Key, Kept] = {}


_now = _Minute()


def same_for_everybody(view: View) -> View:
    """Mark a public page that shows nothing of a request but what its address and its language ask for."""
    view.is_same_for_everybody = True  # type: ignore[attr-defined]
    return view


def key_of(request: HttpRequest, match: ResolverMatch) -> Key | None:
    """Give what the answer to a request is remembered by; None if it is not."""
    if request.method != "GET" or request.META.get("QUERY_STRING") or not getattr(match.func, "is_same_for_everybody", False):
        return None
    minute = clock.now().isoformat(timespec="minutes")
    if minute != _now.minute:
        forget(minute)
    return Key(request.path_info, request.language, "gzip" in request.headers.get("Accept-Encoding", ""))  # type: ignore[attr-defined]


def remembered(key: Key | None) -> HttpResponse | None:
    """Give a remembered answer, if there is one."""
    kept = _now.answers.get(key) if key is not None else None
    return None if kept is None else HttpResponse(kept.content, headers=kept.headers)


def remember(key: Key | None, response: HttpResponse) -> None:
    """Remember an answer for the rest of its minute; one of an error is not."""
    if key is not None and response.status_code == 200 and len(_now.answers) < _MOST:  # noqa: PLR2004  as in every log
        _now.answers[key] = Kept(response.content, dict(response.headers))


def forget(minute: str = "") -> None:
    """Forget everything, as at the turn of a minute."""
    _now.minute, _now.answers = minute, {}
