# SPDX-License-Identifier: EUPL-1.2
"""Confirming a work address: opening the link changes nothing, since mail programs open links too; pressing the button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import resolve, reverse
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.public.pages import public_page
from vejviser.public.refer.rendering import must_wait, page
from vejviser.referrals import outside
from vejviser.site import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest


@public_page
@require_safe
def asked(request: PublicRequest, token: str) -> HttpResponse:
    """Show the button behind a link. The page stands as if it had been opened without the token: no link on it carries that on."""
    request.resolver_match = resolve(reverse("public:refer_address"))
    return page(request, "address", token=token)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: PublicRequest) -> HttpResponse:
    """Use the link once its button is pressed; without a link there is nothing to press."""
    token = request.POST.get("token", "")
    if request.method != "POST":
        return page(request, "address")
    waiting = must_wait(request, "code")
    if waiting:
        return page(request, "address", token=token, waiting=waiting)
    return page(request, "address", token=token, proved=outside.prove_address(token, clock.now()), pressed=True)
