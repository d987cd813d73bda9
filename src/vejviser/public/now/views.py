# SPDX-License-Identifier: EUPL-1.2
"""The first page, the page on what leaving a page cannot do, and the accessibility statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from vejviser.public.languages import SPOKEN
from vejviser.public.now.statement import statement
from vejviser.public.pages import public_page
from vejviser.public.remembering import same_for_everybody
from vejviser.public.texts import words
from vejviser.public.whom import whom_to_reach

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest


@public_page
@same_for_everybody
@require_safe
def now(request: PublicRequest) -> HttpResponse:
    """Show the one number to call at this minute, why this one, and what to do meanwhile."""
    said, whom = words(request.language)["now"], whom_to_reach(request.language)
    content = {
        "whom": whom,
        "words": said,
        "plain": said["write_plain"].format(mail=whom.mail),
        "audiences": _audiences(request.language),
    }
    return render(request, "public/now/now.html", content)


@public_page
@same_for_everybody
@require_safe
def safety(request: PublicRequest) -> HttpResponse:
    """Say what the button that leaves a page does, what it cannot do, and what helps."""
    return render(request, "public/now/safety.html", {"words": words(request.language)["safety"]})


@public_page
@same_for_everybody
@require_safe
def accessible(request: PublicRequest) -> HttpResponse:
    """Show how far the public pages are accessible, what is missing, and whom to tell. The service's own statement keeps a cookie."""
    said = statement(request.spoken)
    content = {"said": said, "tell": said["tell"].format(mail=whom_to_reach(request.spoken).mail), "languages": SPOKEN}
    return render(request, "public/now/accessible.html", content)


def _audiences(language: str) -> list[dict[str, Any]]:
    """Give the words for each audience; what is for staff stands in English where a language does not have it."""
    own = words(language)["now"]["audiences"]
    there = {one["id"] for one in own}
    return [*own, *({**one, "language": "en"} for one in words("en")["now"]["audiences"] if one["id"] not in there)]
