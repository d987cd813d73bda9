# SPDX-License-Identifier: EUPL-1.2
"""The pages of the directory. What is looked for comes in the body of a POST, is answered, and is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.mechanisms import find
from vejviser.public.directory.choices import choices, kinds_by_group, read
from vejviser.public.directory.kinds import groups
from vejviser.public.directory.shown import name_of, now_in_words, open_now, shown, slug
from vejviser.public.directory.texts import words
from vejviser.public.languages import SPOKEN
from vejviser.public.pages import public_page
from vejviser.public.remembering import same_for_everybody
from vejviser.public.whom import whom_to_reach
from vejviser.services.catalogue import catalogue
from vejviser.services.finding import search
from vejviser.services.matching import Asked

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.directory.shown import Shown
    from vejviser.public.pages import PublicRequest
    from vejviser.services.finding import Found


@public_page
@same_for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PublicRequest) -> HttpResponse:
    """Show the services that fit what the form asks; an unknown choice is no choice. Nothing is kept."""
    language, everything = request.spoken, catalogue()
    asked = read(request.POST, language)
    found = search(everything, asked, open_now)
    ask = asked != Asked()
    count = len(found.fits) + len(found.ask) + len(found.decides) + (found.arranged is not None)
    content = {
        "asked": asked,
        "is_asked": ask,
        "is_plain": not ask,
        "fits_level": 4 if ask else 3,
        "kinds": kinds_by_group(language),
        "choices": choices(language),
        "fits": _all(found.fits, language),
        "ask": _all(found.ask, language),
        "decides": _all(found.decides, language),
        "other": _all(found.other, language) if ask else (),
        "arranged": shown(found.arranged[0], language) if found.arranged else None,
        "nobody": found.nobody,
        "found_line": words(language)["results_found"].format(count=count),
        "need": everything.term(asked.need).spoken(language) if asked.need else "",
        "organisations": [(slug(name), name_of(name, language)) for name in everything.organisations()],
        "now": now_in_words(language),
    }
    return _page(request, "directory", content)


@public_page
@same_for_everybody
@require_safe
def show_kinds(request: PublicRequest) -> HttpResponse:
    """Show every kind of service by its group, in both languages, with who offers it."""
    return _page(request, "kinds", {"groups": groups(request.spoken), "other": "en" if request.spoken == "da" else "da"})


@public_page
@same_for_everybody
@require_safe
def show_organisation(request: PublicRequest, slug: str) -> HttpResponse:
    """Show one organisation with its services."""
    organisation = _named(slug)
    known = find().pack.organisations[organisation]
    content = {
        "name": name_of(organisation, request.spoken),
        "found": [shown(one, request.spoken) for one in catalogue().of(organisation)],
        "quality": known.quality,
        "questions": known.questions,
        "now": now_in_words(request.spoken),
    }
    return _page(request, "organisation", content)


def _all(found: tuple[Found, ...], language: str) -> tuple[Shown, ...]:
    return tuple(shown(service, language, answer) for service, answer in found)


def _named(wanted: str) -> str:
    for organisation in catalogue().organisations():
        if slug(organisation) == wanted:
            return organisation
    raise Http404


def _page(request: PublicRequest, template: str, content: dict[str, Any]) -> HttpResponse:
    about = {"said": words(request.spoken), "whom": whom_to_reach(request.spoken), "languages": SPOKEN}
    return render(request, f"public/directory/{template}.html", {**about, **content})
