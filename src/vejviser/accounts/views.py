# SPDX-License-Identifier: EUPL-1.2
"""Pages of administration: people, invitations, roles. Only administrators reach them; to everybody else they do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.accounts import granting, invitations, pages, services
from vejviser.accounts.confirmed import confirmed, for_administrators
from vejviser.accounts.forms import EndRoleForm, InviteForm, RoleForm, SearchForm
from vejviser.accounts.refusals import Refused, Why
from vejviser.accounts.words import REFUSALS
from vejviser.directory.selectors import choices
from vejviser.site import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE = 422
# Which field a refusal is about; every other concerns the form as a whole.
_FIELDS = {Why.ADDRESS_TAKEN: "email", Why.ADMINISTRATOR_ALONE: "roles", Why.FOREIGN_ROLE: "roles", Why.SPAN: "last_day"}


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List people; a search comes by POST and stands in no address."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    words = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    number = request.GET.get("page", "1")
    shown = pages.people(current_actor(), words=words, page=int(number) if number.isascii() and number.isdigit() else 1)
    return render(
        request,
        "accounts/people.html",
        {
            "form": form,
            "people": shown,
            "invitations": pages.open_invitations(current_actor()),
            "waiting": len(pages.waiting(current_actor())),
        },
    )


@for_administrators
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person; the answer shows the link this one time."""
    actor = granting.administrator(current_actor())
    form = InviteForm(request.POST or None, organisations=choices(actor.language, clock.today()), initial={"language": "da"})
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            made = invitations.invite(
                actor,
                email=fields["email"],
                name=fields["name"],
                organisation_id=fields["organisation"],
                roles=fields["roles"],
                language=fields["language"],
            )
        except Refused as refused:
            _say(form, refused)
        else:
            link = request.build_absolute_uri(made.path)
            return render(request, "accounts/invited.html", {"name": made.invitation.name, "email": made.invitation.email, "link": link})
    return render(request, "accounts/invite.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def withdraw(_request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    services.withdraw(current_actor(), invitation)
    return HttpResponseRedirect(reverse("accounts_people"))


@require_safe
def person(request: HttpRequest, user: UUID) -> HttpResponse:
    """Show one person with roles and what waits."""
    return _person(request, user, RoleForm(initial={"first_day": clock.today()}))


@for_administrators
@confirmed
@require_POST
def ask_for_role(request: HttpRequest, user: UUID) -> HttpResponse:
    """Ask for a role of somebody."""
    actor, form = granting.administrator(current_actor()), RoleForm(request.POST)
    if form.is_valid():
        starts, ends = form.span()
        try:
            services.ask_for_role(actor, user, Role(form.cleaned_data["role"]), starts=starts, ends=ends)
        except Refused as refused:
            _say(form, refused)
        else:
            return _to_person(user)
    return _person(request, user, form)


@for_administrators
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, user: UUID, held: UUID) -> HttpResponse:
    """End a role of somebody, now or with a day."""
    shown = pages.person(current_actor(), user)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.end_role(current_actor(), held, at=form.end())
        except Refused as refused:
            _say(form, refused)
        else:
            return _to_person(user)
    role = next((one.role for one in shown.roles if one.id == held and not one.is_over), None)
    if role is None:
        raise NotFound
    context = {"form": form, "person": shown, "role": role}
    return render(request, "accounts/end_role.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List the roles that wait for a second administrator."""
    return render(request, "accounts/waiting.html", {"waiting": pages.waiting(current_actor())})


@for_administrators
@confirmed
@require_POST
def decide_role(request: HttpRequest, asked: UUID) -> HttpResponse:
    """Give or refuse a role that another administrator asked for."""
    try:
        services.decide_role(current_actor(), asked, give=request.POST.get("decision") == "give")
    except Refused as refused:
        context = {"waiting": pages.waiting(current_actor()), "refusal": REFUSALS[refused.why]}
        return render(request, "accounts/waiting.html", context, status=UNPROCESSABLE)
    return HttpResponseRedirect(reverse("accounts_waiting"))


@for_administrators
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, user: UUID) -> HttpResponse:
    """Let a person go, after a warning about the cases that nobody would have any more."""
    shown, refusal = pages.person(current_actor(), user), ""
    if request.method == "POST":
        try:
            services.retire(current_actor(), user)
        except Refused as refused:
            refusal = str(REFUSALS[refused.why])
        else:
            return _to_person(user)
    context = {"person": shown, "refusal": refusal}
    return render(request, "accounts/retire.html", context, status=UNPROCESSABLE if refusal else 200)


def _person(request: HttpRequest, user: UUID, form: RoleForm) -> HttpResponse:
    context = {"person": pages.person(current_actor(), user), "form": form}
    return render(request, "accounts/person.html", context, status=UNPROCESSABLE if form.errors else 200)


def _to_person(user: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts_person", args=[user]))


def _say(form: Form, refused: Refused) -> None:
    field = _FIELDS.get(refused.why)
    if field == "roles" and "role" in form.fields:
        field = "role"
    form.add_error(field if field in form.fields else None, REFUSALS[refused.why])
