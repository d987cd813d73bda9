# SPDX-License-Identifier: EUPL-1.2
"""Tags of public pages.

{% public_address "now" %}          the address of a public page, in the language that the reader chose
{% public_frame as frame %}         what stands around the content: words, number to call, languages
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from vejviser.public import languages
from vejviser.public.texts import words
from vejviser.public.whom import Whom, whom_to_reach

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.template import Context

register = template.Library()
# An ordinary page that nobody wonders at, in the country's language: the weather.
ELSEWHERE: Final = "https://www.dmi.dk/"
PLACES: Final = ("now", "rights", "signs", "refer", "directory", "mechanism", "try")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A language to choose: its tag, its own name for itself, and this page in it."""

    tag: str
    name: str
    address: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page to go to; `here` on the page itself."""

    name: str
    address: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around the content of every public page.

    Where a page does not exist in the language that was asked for, `only_two` says so in that language (`asked`, `asked_direction`),
    with the page that says most to whoever reads it (`own_page`, `own_name`); otherwise it is empty.
    """

    words: dict[str, Any]
    language: str
    direction: str
    whom: Whom
    emergency: str
    elsewhere: str
    places: tuple[Place, ...]
    choices: tuple[Choice, ...]
    invented: bool
    only_two: str
    asked: str
    asked_direction: str
    own_page: str
    own_name: str


@register.simple_tag(takes_context=True)
def public_address(context: Context, name: str, *arguments: object, **named: object) -> str:
    """Give the address of a public page, with the language in it if the reader chose one."""
    request = context["request"]
    if name in PLACES and not _there(name):
        return "#"
    if getattr(request, "chosen", False):
        return _in(name, request.language, **named)
    return _address(settings.ROOT_URLCONF, f"public:{name}", arguments, tuple(named.items()))


@register.simple_tag(takes_context=True)
def public_frame(context: Context) -> Frame:
    """Give what stands around the content. A page that exists in two languages only has its frame in one of them."""
    request = context["request"]
    only = context.get("languages") or tuple(languages.NAMES)
    language = request.language if request.language in only else request.spoken
    said, whom = words(language)["frame"], whom_to_reach(language)
    own, match = words(request.language)["frame"], request.resolver_match
    most = "rights" if _there("rights") else "now"
    return Frame(
        words=said,
        language=language,
        direction=languages.direction(language),
        whom=whom,
        emergency=said["emergency"].format(number=whom.emergency),
        elsewhere=ELSEWHERE,
        places=tuple(
            Place(name=said[name], address=public_address(context, name), here=match is not None and match.url_name == name)
            for name in PLACES
            if _there(name)
        ),
        choices=tuple(
            Choice(tag=tag, name=name, address=_here(request, tag, only), here=tag == language) for tag, name in languages.NAMES.items()
        ),
        invented=settings.INSTALLATION != "real",
        only_two=own["only_two"] if language != request.language else "",
        asked=request.language,
        asked_direction=languages.direction(request.language),
        own_page=_in(most, request.language),
        own_name=own[most],
    )


def _here(request: Any, tag: str, only: Collection[str]) -> str:
    """Give this page in a language; where it does not exist in it, the page that says most to whoever reads that language."""
    match = request.resolver_match
    if match is None:
        return _in("now", tag)
    if tag not in only:
        return _in("rights" if _there("rights") else "now", tag)
    return _in(match.url_name, tag, **match.kwargs)


def _there(name: str) -> bool:
    return _is_there(settings.ROOT_URLCONF, name)


@lru_cache(maxsize=64)
def _is_there(_site: str, name: str) -> bool:
    try:
        reverse(f"public:{name}")
    except NoReverseMatch:
        return False
    return True


@lru_cache(maxsize=4096)
def _address(_site: str, name: str, arguments: tuple[object, ...], named: tuple[tuple[str, object], ...]) -> str:
    """Give an address, worked out once for each site: a page asks for some thirty, which were a quarter of its time."""
    return reverse(name, args=arguments or None, kwargs=dict(named) or None)


def _in(name: str, tag: str, /, **named: object) -> str:
    """Give the address of a page in a language."""
    return _address(settings.ROOT_URLCONF, f"public_in:{name}", (), tuple({**named, "language": tag}.items()))
