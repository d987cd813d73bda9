# SPDX-License-Identifier: EUPL-1.2
"""The pages of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.public.directory.shown import found, name_of, shown, slug
from vejviser.public.directory.texts import words
from vejviser.public.languages import SPOKEN
from vejviser.public.pages import public_page
from vejviser.public.whom import whom_to_reach
from vejviser.services.catalogue import catalogue
from vejviser.services.matching import Asked

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PublicRequest) -> HttpResponse:
    """Show the services that fit what the form asks; an unknown choice is no choice. Nothing is kept."""
    said, everything = words(request.spoken), catalogue()
    choices = {
        "need": {term.id: term.spoken(request.spoken) for term in everything.terms},
        "whom": said["whoms"],
        "referrer": said["referrers"],
        "language": {code: code for one in everything.services for code in one.eligibility.languages or ()},
    }
    chosen = {name: one if (one := request.POST.get(name, "")) in allowed else "" for name, allowed in choices.items()}
    asked = Asked(**chosen, opened=request.POST.get("opened") == "yes")
    kinds = [
        (group.spoken(request.spoken), [(term.id, term.spoken(request.spoken)) for term in everything.terms if term.group == name])
        for name, group in everything.groups.items()
    ]
    content = {
        "said": said,
        "asked": asked,
        "kinds": kinds,
        "choices": choices,
        "found": found(everything, asked, request.spoken),
        "whom": whom_to_reach(request.spoken),
        "languages": SPOKEN,
    }
    return render(request, "public/directory/directory.html", content)


@public_page
@require_safe
def show_organisation(request: PublicRequest, slug: str) -> HttpResponse:
    """Show one organisation with its services."""
    everything = catalogue()
    organisation = _named(slug)
    content = {
        "said": words(request.spoken),
        "name": name_of(organisation, request.spoken),
        "found": [shown(everything, one, request.spoken) for one in everything.of(organisation)],
        "whom": whom_to_reach(request.spoken),
        "languages": SPOKEN,
    }
    return render(request, "public/directory/organisation.html", content)


def _named(wanted: str) -> str:
    for organisation in catalogue().organisations():
        if slug(organisation) == wanted:
            return organisation
    raise Http404
