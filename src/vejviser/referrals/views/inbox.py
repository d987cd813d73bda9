# SPDX-License-Identifier: EUPL-1.2
"""The inbox of the desk, and one referral in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from vejviser.access.context import current_actor
from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound, Stale
from vejviser.cases.models import Case
from vejviser.ledger import services as ledger
from vejviser.referrals import desk_work, matching, selectors, services
from vejviser.referrals.desk_forms import AcceptForm, CloseForm, LookupForm
from vejviser.referrals.models import Referral
from vejviser.referrals.opened import open_referral
from vejviser.referrals.views.asked import show_problems
from vejviser.referrals.views.page import referral_page, stale_page
from vejviser.referrals.views.shown import inbox_line, state_in_words, urgency_in_words
from vejviser.rules.problems import RefusedError
from vejviser.site.lists import MOST_LINES, ListColumn, csv_answer, one_of, page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from vejviser.access.actor import Actor


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits at the desk."""
    actor = current_actor()
    show, urgency = one_of(request, "show", selectors.SHOWN), one_of(request, "urgency", ("", *Referral.Urgency.values))
    found = selectors.inbox(actor, show=show, urgency=urgency, sort=request.GET.get("sort", ""))
    page = page_of(request, selectors.with_people(actor, found))
    ledger.record("inbox:read")
    shown = {
        "page": page,
        "lines": [inbox_line(selectors.line_of(actor, one)) for one in page.object_list],
        "summary": selectors.summary(actor),
        "show": show,
        "urgency": urgency,
        "shown": [(one, state_in_words(one)) for one in selectors.SHOWN],
        "urgencies": [(one, urgency_in_words(one)) for one in Referral.Urgency.values],
    }
    return render(request, "referrals/inbox.html", shown)


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the lines of the inbox as a table, without anything of their content."""
    actor = current_actor()
    found = selectors.inbox(actor, show=one_of(request, "show", selectors.SHOWN), urgency=request.GET.get("urgency", ""), sort="")
    lines = [inbox_line(selectors.line_of(actor, one)) for one in selectors.with_people(actor, found)[:MOST_LINES]]
    ledger.record("inbox:export")
    columns = (
        ListColumn(gettext("Reference"), "reference"),
        ListColumn(gettext("Urgency"), "urgency"),
        ListColumn(gettext("State"), "state"),
        ListColumn(gettext("Kind"), "kind"),
        ListColumn(gettext("From"), "sender"),
        ListColumn(gettext("Address"), "verified"),
        ListColumn(gettext("Received"), "received"),
        ListColumn(gettext("Answer by (target)"), "answer_by"),
        ListColumn(gettext("Taken by"), "taken_by"),
    )
    return csv_answer("inbox.csv", columns, lines)


@login_required
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Open one referral."""
    return referral_page(request, referral_id)


@login_required
@require_POST
def take(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Take it over."""
    return _step(request, referral_id, services.take_over)


@login_required
@require_POST
def give_back(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Hand it back to the desk."""
    return _step(request, referral_id, services.hand_back)


@login_required
@require_POST
def differs(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say that it is another person than that of the case that was asked."""
    return _step(request, referral_id, services.not_the_same)


@login_required
@require_POST
def ask(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Ask the coordinator of a case that a look-up showed."""
    case_id = matching.chosen_case(referral_id, request.POST.get("choice", ""))
    return _step(request, referral_id, lambda actor, one: services.ask_coordinator(actor, one, case_id))


@login_required
@require_POST
def close(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Answer it without a case."""
    actor, form = current_actor(), CloseForm(request.POST)
    desk_work.locked(actor, referral_id)
    if form.is_valid():
        try:
            services.close(actor, referral_id, form.cleaned_data["reason"], form.cleaned_data["note"])
        except Stale:
            return stale_page(request, referral_id)
        except RefusedError as refused:
            show_problems(form, refused)
        else:
            return redirect("referrals:inbox")
    return referral_page(request, referral_id, wrong=form)


@login_required
@require_POST
def accept(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Accept it into a new case, or into a known one."""
    actor, form = current_actor(), AcceptForm(request.POST)
    desk_work.locked(actor, referral_id)
    if form.is_valid():
        try:
            case_id = services.accept(actor, referral_id, _acceptance(actor, form))
        except Stale:
            return stale_page(request, referral_id)
        except RefusedError as refused:
            show_problems(form, refused)
        else:
            return redirect(f"/cases/{case_id}/")
    return referral_page(request, referral_id, wrong=form)


@login_required
def match(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Look for similar people; the names come by POST and are kept nowhere."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, POST"})
    actor = current_actor()
    opened = open_referral(actor, referral_id)
    if opened.line.kind != Referral.Kind.REFERRAL:
        # A notice has no name by design: looking one up would make it one with a name.
        raise NotFound
    form = LookupForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = matching.similar(actor, referral_id, form.cleaned_data["names"], form.cleaned_data["born"])
        except RefusedError as refused:
            show_problems(form, refused)
    shown = {"opened": opened, "form": form, "found": found, "left": matching.lookups_left(actor)}
    return render(request, "referrals/match.html", shown)


def _acceptance(actor: Actor, form: AcceptForm) -> services.Acceptance:
    said = form.cleaned_data
    case_id = None
    if said["reference"]:
        reference = said["reference"].strip().upper()
        case_id = visible_cases(actor, Case.objects.filter(reference=reference)).values_list("pk", flat=True).first()
        if case_id is None:
            form.add_error("reference", gettext("Enter the reference of a case of yours, for example KT-48293-RWB"))
            raise RefusedError([])
    return services.Acceptance(case_id=case_id, born=said["born"], plainly_adult=said["plainly_adult"], agrees=said["agrees"])


def _step(request: HttpRequest, referral_id: UUID, step: Callable[[Actor, UUID], None]) -> HttpResponse:
    try:
        step(current_actor(), referral_id)
    except Stale:
        return stale_page(request, referral_id)
    return redirect(reverse("referrals:referral", args=[referral_id]))
