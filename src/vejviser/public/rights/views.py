# SPDX-License-Identifier: EUPL-1.2
"""The page of the rights of the person, and the sheet to print, in every language of the public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vejviser.public.pages import public_page
from vejviser.public.remembering import same_for_everybody
from vejviser.public.rights.leaflet import sheet
from vejviser.public.rights.page import page
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.public.pages import PublicRequest

# The name of the file stays on the reader's telephone: it must tell nothing.
FILE_NAME: Final = "information.pdf"


@public_page
@same_for_everybody
@require_safe
def show(request: PublicRequest) -> HttpResponse:
    """Show the rights: the ten lines first, then all else in parts, each with its ground."""
    return render(request, "public/rights/rights.html", {"page": page(request.language, clock.today())})


@public_page
@same_for_everybody
@require_safe
def leaflet(request: PublicRequest) -> HttpResponse:
    """Give the sheet to print and fold, in the language of the page."""
    headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}"'}
    return HttpResponse(sheet(request.language, clock.today()), content_type="application/pdf", headers=headers)
