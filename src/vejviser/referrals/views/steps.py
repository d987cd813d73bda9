# SPDX-License-Identifier: EUPL-1.2
"""The steps of the desk with what came from outside: each by POST, and back to the referral that it was about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound, Stale
from vejviser.referrals import desk_work, services
from vejviser.referrals.desk_forms import AgeForm, LockForm, QuestionForm, UrgencyForm
from vejviser.referrals.desk_steps import RANKS, age_waits
from vejviser.referrals.models import Referral
from vejviser.referrals.texts_of_case import rows
from vejviser.referrals.views.asked import show_problems
from vejviser.referrals.views.page import referral_page, stale_page
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


@login_required
@require_POST
def urgency(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Raise the urgency with one tap, or lower it for a reason."""
    actor, form, wanted = current_actor(), UrgencyForm(request.POST), request.POST.get("urgency", "")
    referral = desk_work.locked(actor, referral_id)
    if RANKS.get(wanted, RANKS[referral.urgency]) < RANKS[referral.urgency]:
        return _plain(request, referral_id, lambda: services.change_urgency(actor, referral_id, Referral.Urgency(wanted)))

    def lower() -> None:
        said = form.cleaned_data
        services.change_urgency(actor, referral_id, Referral.Urgency(said["urgency"]), said["reason"])

    return _with_form(request, referral_id, form, lower)


@login_required
@require_POST
def lock(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Change the rule that the person is not contacted directly."""
    form, actor = LockForm(request.POST), current_actor()
    desk_work.locked(actor, referral_id)
    return _with_form(request, referral_id, form, lambda: services.lift_lock(actor, referral_id, form.cleaned_data["lock_reason"]))


@login_required
@require_POST
def age(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Settle whether somebody who does not want help is a child."""
    form, actor = AgeForm(request.POST), current_actor()
    if not age_waits(desk_work.locked(actor, referral_id)):
        raise NotFound

    def settle() -> None:
        said = form.cleaned_data
        services.settle_age(actor, referral_id, is_child=said["is_child"] == "yes", reason=said["age_reason"])

    return _with_form(request, referral_id, form, settle)


@login_required
@require_POST
def question(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Ask the sender something."""
    form, actor = QuestionForm(request.POST), current_actor()
    if desk_work.locked(actor, referral_id).sender_id is not None:
        raise NotFound
    return _with_form(request, referral_id, form, lambda: services.ask_sender(actor, referral_id, form.cleaned_data["question"]))


@login_required
@require_POST
def confirm(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Confirm an exception as the second person."""
    return _plain(request, referral_id, lambda: services.confirm(current_actor(), referral_id))


@login_required
@require_POST
def verified(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Note that the sender was rung back at the own organisation."""
    return _plain(request, referral_id, lambda: services.verify_by_call(current_actor(), referral_id))


@login_required
@require_POST
def end(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Write into the case that the person took the agreement back."""
    return _plain(request, referral_id, lambda: services.end_consent(current_actor(), referral_id))


@login_required
@require_POST
def addition(request: HttpRequest, referral_id: UUID, part_id: UUID) -> HttpResponse:
    """Take an addition over, or leave it."""
    take = request.POST.get("act") == "take"
    return _plain(request, referral_id, lambda: services.settle(current_actor(), referral_id, part_id, take=take))


@login_required
@require_POST
def identity(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Open who the person is."""
    found = services.identity(current_actor(), referral_id)
    shown = {"referral_id": referral_id, "heading": gettext("Who the person is"), "rows": rows(found, found), "name": found.get("name", "")}
    return render(request, "referrals/part.html", shown)


@login_required
@require_POST
def place(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Open a place that a citizen named."""
    found = services.place_tip(current_actor(), referral_id)
    shown = {"referral_id": referral_id, "heading": gettext("The place"), "rows": rows(found, found), "name": ""}
    return render(request, "referrals/part.html", shown)


def _with_form(request: HttpRequest, referral_id: UUID, form: Form, act: Callable[[], None]) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Stale:
            return stale_page(request, referral_id)
        except RefusedError as refused:
            show_problems(form, refused)
        else:
            return redirect(reverse("referrals:referral", args=[referral_id]))
    return referral_page(request, referral_id, wrong=form)


def _plain(request: HttpRequest, referral_id: UUID, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Stale:
        return stale_page(request, referral_id)
    except RefusedError as refused:
        for problem in refused.problems:
            messages.warning(request, problem.what)
    return redirect(reverse("referrals:referral", args=[referral_id]))
