# SPDX-License-Identifier: EUPL-1.2
"""Handing sections to an authority for its decision, and linking the cases of one event."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vejviser.access.context import current_actor
from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotAllowed
from vejviser.access.roles import TEAM
from vejviser.access.sections import Section
from vejviser.access.selectors import facts_of
from vejviser.cases import services
from vejviser.cases.models import Case
from vejviser.cases.page import texts
from vejviser.cases.page.contents import entry_lines, section_views
from vejviser.cases.page.reading import end_of_day, open_for_reading
from vejviser.cases.page.recording_begun import uuid_of
from vejviser.cases.page.surroundings import team_of
from vejviser.cases.page.team_forms import HandOverForm, LinkForm
from vejviser.cases.page.views.team import organisations_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.cases.page.reading import Opened

_NEVER_HANDED = frozenset({Section.HEADER, Section.ACCESS_REPORT, Section.STATISTICS})


def _led(case_id: UUID) -> Opened:
    """Open a case whose team the actor forms.

    Raises:
        NotFound, NotAllowed: it does not exist for the actor, or somebody else forms its team.

    """
    opened = open_for_reading(current_actor(), case_id)
    if not team_of(opened)[1]:
        raise NotAllowed
    return opened


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose what is handed over, look at exactly what the receiver will see, and send it."""
    opened = _led(case_id)
    sections = [section for section, reach in opened.reaches.items() if reach.live and section not in _NEVER_HANDED]
    form = HandOverForm(request.POST or None, organisations=organisations_of(opened), sections=sections, today=opened.today)
    sending = uuid_of(request.POST.get("sending")) if request.method == "POST" else uuid.uuid4()
    shown: dict[str, Any] = {"case_id": case_id, "reference": opened.case.reference, "form": form, "sending": sending}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        if request.POST.get("step") == "change":
            form.full_clean()
            form.errors.clear()
        return render(request, "cases/page/hand_over.html", shown)
    chosen = form.cleaned_data
    if request.POST.get("step") == "send":
        return _send(request, opened, form)
    wanted = set(chosen["sections"])
    shown |= {
        "organisation": opened.words.organisation(chosen["organisation"]),
        "basis": texts.BASES[chosen["basis"]],
        "ends": chosen["ends"],
        "sections": [one for one in section_views(opened, entry_lines(opened)) if one.letter in wanted],
        "typed": {name: request.POST.getlist(name) for name in request.POST if name not in ("csrfmiddlewaretoken", "step")},
    }
    return render(request, "cases/page/hand_over_preview.html", shown)


def _send(request: HttpRequest, opened: Opened, form: HandOverForm) -> HttpResponse:
    chosen = form.cleaned_data
    services.hand_over(
        opened.actor,
        opened.case.pk,
        organisation=chosen["organisation"],
        sections=[Section(one) for one in chosen["sections"]],
        basis=chosen["basis"],
        ends=dt.datetime.fromisoformat(end_of_day(opened.mechanism, chosen["ends"]).local),
        sending=uuid_of(request.POST.get("sending")),
    )
    messages.success(request, _("Handed over to %(organisation)s.") % {"organisation": opened.words.organisation(chosen["organisation"])})
    return redirect("case:page", opened.case.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say that cases belong to one event; each stays a case of its own."""
    opened = _led(case_id)
    form = LinkForm(request.POST if request.method == "POST" else None)
    sending = uuid_of(request.POST.get("sending")) if request.method == "POST" else uuid.uuid4()
    if request.method == "POST" and form.is_valid():
        cases = _coordinated(opened, form)
        if cases:
            services.link_cases(opened.actor, [case_id, *cases], title=form.cleaned_data["title"], sending=sending)
            messages.success(request, _("The cases are linked."))
            return redirect("case:page", case_id)
    shown = {"case_id": case_id, "reference": opened.case.reference, "form": form, "sending": sending}
    return render(request, "cases/page/link.html", shown)


def _coordinated(opened: Opened, form: LinkForm) -> list[UUID]:
    """Find the cases behind the references; none, with errors in the form, if one is unknown: hidden and absent look the same."""
    wanted = [one for one in form.cleaned_data["references"] if one != opened.case.reference]
    found = dict(visible_cases(opened.actor, Case.objects.filter(reference__in=wanted)).values_list("reference", "pk"))
    found = {reference: case for reference, case in found.items() if _is_led(opened, case)}
    form.unknown(one for one in wanted if one not in found)
    if not wanted:
        form.add_error("references", _("Enter the reference of another case"))
    return [] if form.errors else [found[one] for one in wanted]


def _is_led(opened: Opened, case_id: UUID) -> bool:
    return bool(facts_of(opened.actor, case_id).roles & TEAM)
