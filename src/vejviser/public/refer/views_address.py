# SPDX-License-Identifier: EUPL-1.2
"""Confirming a work address: opening the link changes nothing, since mail programs open links too; pressing the button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods

from vejviser.public.pages import public_page
from vejviser.public.refer.rendering import must_wait, page
from vejviser.referrals import outside
from vejviser.site import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: PublicRequest, token: str) -> HttpResponse:
    """Show the button, and use the link once it is pressed."""
    if request.method != "POST":
        return page(request, "address")
    waiting = must_wait(request, "code")
    if waiting:
        return page(request, "address", waiting=waiting)
    return page(request, "address", proved=outside.prove_address(token, clock.now()), pressed=True)
