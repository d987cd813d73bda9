# SPDX-License-Identifier: EUPL-1.2
"""The page of notices, and the list of mail that reached nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.notices import selectors, services

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET"])
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the user is told."""
    actor = current_actor()
    shown = {"lines": selectors.notices_for(actor), "failed_mail": selectors.failed_mail(actor)}
    return render(request, "notices/notices.html", shown)


@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Mark one notice as seen, or all of the user's own."""
    actor = current_actor()
    if "notice" in request.POST:
        services.mark_seen(actor, _id(request.POST["notice"]))
    else:
        services.mark_all_seen(actor)
    return redirect("notices")


@login_required
@require_http_methods(["GET", "POST"])
def undelivered(request: HttpRequest) -> HttpResponse:
    """Show the mail that reached nobody; by POST, send one again or take it off the list."""
    actor = current_actor()
    if request.method == "POST":
        act = services.try_mail_again if request.POST.get("do") == "again" else services.settle_mail
        act(actor, _id(request.POST.get("mail", "")))
        return redirect("notices-undelivered")
    return render(request, "notices/undelivered.html", {"lines": selectors.undelivered(actor)})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
