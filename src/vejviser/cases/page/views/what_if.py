# SPDX-License-Identifier: EUPL-1.2
"""The ways ahead of a case, side by side, and the same for paper. Looking at them records nothing but that somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vejviser.access.context import current_actor
from vejviser.cases.page.reading import open_for_reading
from vejviser.cases.page.what_if import ways_ahead

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

# Chosen days come by POST, so that they stand in no address.
_READ = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@_READ
def what_if(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what would follow if the person chose one way or another."""
    return _page(request, case_id, "cases/page/what_if.html")


@login_required
@_READ
def what_if_on_paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the same to be printed, with the days that were chosen."""
    return _page(request, case_id, "cases/page/what_if_paper.html")


def _page(request: HttpRequest, case_id: UUID, template: str) -> HttpResponse:
    opened = open_for_reading(current_actor(), case_id, action="case:what_if")
    ways = ways_ahead(opened, request.POST.dict())
    return render(request, template, {"case_id": case_id, "ways": ways, "comparison": ways.comparison, "mechanism": opened.mechanism.id})
