# SPDX-License-Identifier: EUPL-1.2
"""The team of a case: who is on it, bringing somebody in, ending it, and closing the case to oneself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotAllowed
from vejviser.access.roles import Role
from vejviser.accounts.words import ROLES
from vejviser.cases import services
from vejviser.cases.page.reading import Opened, end_of_day, open_for_reading, visible_case
from vejviser.cases.page.surroundings import team_of
from vejviser.cases.page.team_forms import AssignForm, PeopleForm
from vejviser.reporting.words import begun
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the team; who forms it looks for people by role and organisation, and brings one in."""
    opened = open_for_reading(current_actor(), case_id, action="team:read")
    members, leads = team_of(opened)
    if request.method == "POST" and not leads:
        raise NotAllowed
    people = PeopleForm(request.GET or None, organisations=organisations_of(opened)) if leads else None
    form = _assign_form(request, opened, people)
    if request.method == "POST" and form is not None and people is not None and form.is_valid():
        role = Role(people.cleaned_data["role"])
        try:
            services.assign(opened.actor, case_id, user_id=UUID(form.cleaned_data["user"]), role=role, ends=_end(opened, form))
        except RefusedError:
            form.add_error("user", _("Choose somebody else: this person is on the team in this role already, or does not hold it now"))
        else:
            messages.success(request, _("Brought onto the team: %(role)s.") % {"role": ROLES[role]})
            return redirect("case:team", case_id)
    shown: dict[str, Any] = {
        "case_id": case_id,
        "reference": opened.case.reference,
        "members": members,
        "leads": leads,
        "people": people,
        "form": form,
        "nobody": form is not None and not form.fields["user"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "cases/page/team.html", shown)


def _assign_form(request: HttpRequest, opened: Opened, people: PeopleForm | None) -> AssignForm | None:
    """Make the form for the people found; None until a role was chosen."""
    if people is None or not people.is_bound or not people.is_valid():
        return None
    chosen = people.cleaned_data
    data = request.POST if request.method == "POST" else None
    return AssignForm(data, role=Role(chosen["role"]), organisation=chosen["organisation"], today=opened.today)


def _end(opened: Opened, form: AssignForm) -> dt.datetime | None:
    day: dt.date | None = form.cleaned_data["ends"]
    return None if day is None else dt.datetime.fromisoformat(end_of_day(opened.mechanism, day).local)


def organisations_of(opened: Opened) -> list[tuple[str, str]]:
    """Give the organisations of the register for a choice, by name."""
    named = [(name, begun(opened.words.organisation(name))) for name in opened.mechanism.register.ids]
    return sorted(named, key=lambda pair: pair[1].casefold())


@login_required
@require_POST
def end_assignment(request: HttpRequest, case_id: UUID, assignment_id: UUID) -> HttpResponse:
    """Take somebody off the team."""
    try:
        services.end_assignment(current_actor(), case_id, assignment_id)
    except RefusedError:
        messages.error(request, _("A case keeps one coordinator. Bring in another one first."))
        return redirect("case:team", case_id)
    messages.success(request, _("Taken off the team."))
    # Whoever took themselves off sees the case no longer.
    return redirect("case:team", case_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close the case to oneself, after a clear warning."""
    actor = current_actor()
    case = visible_case(actor, case_id)
    if request.method == "POST":
        services.declare_conflict(actor, case_id)
        messages.success(request, _("The case is closed to you from now on."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "cases/page/conflict.html", {"case_id": case_id, "reference": case.reference})
