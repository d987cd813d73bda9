# SPDX-License-Identifier: EUPL-1.2
"""The page of a case, the same for paper, and its timeline as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.cases.page.reading import open_for_reading
from vejviser.cases.page.reasons import ReasonsFor
from vejviser.cases.page.text_forms import AsKnownForm
from vejviser.cases.page.timeline_shown import timeline_drawn, timeline_of
from vejviser.cases.selectors import open_case

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest


@login_required
@require_safe
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case as its reader may see it, now or on another day."""
    return _page(request, case_id, "cases/page/case.html")


@login_required
@require_safe
def case_on_paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the same to be printed: everything unfolded, without buttons."""
    return _page(request, case_id, "cases/page/paper.html")


@login_required
@require_safe
def timeline_picture(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the timeline of a case as an SVG file, for the same days as the page that shows it."""
    form = AsKnownForm(request.GET)
    if not form.is_valid():
        raise NotFound
    day, known = form.cleaned_data["day"], form.cleaned_data["known"]
    opened = open_for_reading(current_actor(), case_id, on=day, known_at=known, action="case:timeline")
    drawn = timeline_drawn(opened, timeline_of(opened, ReasonsFor(opened)))
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


def _page(request: HttpRequest, case_id: UUID, template: str) -> HttpResponse:
    form = AsKnownForm(request.GET)
    valid = form.is_valid()
    day, known = (form.cleaned_data["day"], form.cleaned_data["known"]) if valid else (None, None)
    case = open_case(current_actor(), case_id, on=day, known_at=known)
    query = "&".join(f"{name}={value.isoformat()}" for name, value in (("day", day), ("known", known)) if value is not None)
    return render(request, template, {"case": case, "as_known": form, "query": f"?{query}" if query else ""})
