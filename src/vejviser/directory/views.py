# SPDX-License-Identifier: EUPL-1.2
"""Pages of the directory: everybody reads which organisations there are, administrators change them, intake keeps its rota."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vejviser.access.context import current_actor
from vejviser.accounts.granting import administrator
from vejviser.directory import pages, services
from vejviser.directory.forms import ContractForm, DeskForm, DomainsForm, EndContractForm, TurnForm, UnitForm
from vejviser.directory.refusals import Refused, Why
from vejviser.directory.words import MEASURES, REFUSALS
from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR
from vejviser.site import clock

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE = 422
_FIELDS = {Why.UNIT_EXISTS: "unit", Why.DAYS: "last_day", Why.SPAN: "last_day", Why.ON_DUTY_ALREADY: "person"}


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations."""
    actor = current_actor()
    return render(request, "directory/organisations.html", {"organisations": pages.organisations(actor), "counts": actor.is_administrator})


@require_safe
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Show one organisation, to an administrator with the forms that change it."""
    return _organisation(request, organisation)


@require_POST
def change_desk(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Change the address of a desk."""
    actor, form = administrator(current_actor()), DeskForm(request.POST)
    if not form.is_valid():
        return _organisation(request, organisation, desk=form)
    services.change_desk(actor, organisation, mail=form.cleaned_data["mail"])
    return _to(organisation)


@require_POST
def change_domains(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Change which mail domains the organisation vouches for."""
    actor, form = administrator(current_actor()), DomainsForm(request.POST)
    if not form.is_valid():
        return _organisation(request, organisation, domains=form)
    services.change_domains(actor, organisation, domains=form.cleaned_data["domains"])
    return _to(organisation)


@require_POST
def add_unit(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Add a unit of an organisation."""
    actor, form = administrator(current_actor()), UnitForm(request.POST, prefix="unit")
    if form.is_valid():
        whole = pages.find(organisation)
        try:
            made = services.add_unit(actor, whole.register_id, unit=form.cleaned_data["unit"], mail=form.cleaned_data["mail"])
        except Refused as refused:
            _say(form, refused)
        else:
            return _to(made.id)
    return _organisation(request, organisation, unit=form)


@require_POST
def add_contract(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Write a contract down."""
    actor, form = administrator(current_actor()), ContractForm(request.POST, prefix="contract")
    if form.is_valid():
        try:
            services.add_contract(actor, organisation, **form.cleaned_data)
        except Refused as refused:
            _say(form, refused)
        else:
            return _to(organisation)
    return _organisation(request, organisation, contract=form)


@require_http_methods(["GET", "HEAD", "POST"])
def end_contract(request: HttpRequest, organisation: UUID, contract: UUID) -> HttpResponse:
    """Give a contract its last day."""
    actor, found = administrator(current_actor()), pages.contract_of(organisation, contract)
    form = EndContractForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.end_contract(actor, contract, last_day=form.cleaned_data["last_day"])
        except Refused as refused:
            _say(form, refused)
        else:
            return _to(organisation)
    context = {"form": form, "organisation": pages.organisation(actor, organisation), "measure": MEASURES[found.measure]}
    return render(request, "directory/end_contract.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def rota(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Show a week of the rota."""
    return _rota(request, organisation)


@require_POST
def add_turn(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Put somebody on the rota."""
    services.may_keep_rota(current_actor(), pages.find(organisation))
    form = TurnForm(request.POST, people=pages.colleagues(organisation))
    if form.is_valid():
        starts, ends = form.span()
        try:
            services.add_duty_turn(current_actor(), organisation, user_id=UUID(form.cleaned_data["person"]), starts=starts, ends=ends)
        except Refused as refused:
            _say(form, refused)
        else:
            return _to_rota(organisation, form.cleaned_data["first_day"])
    return _rota(request, organisation, form=form)


@require_POST
def remove_turn(request: HttpRequest, organisation: UUID, turn: UUID) -> HttpResponse:
    """Take a turn off the rota."""
    services.remove_duty_turn(current_actor(), turn)
    return _to_rota(organisation, _day(request.POST.get("day", "")))


def _organisation(  # noqa: PLR0913  each form of the page
    request: HttpRequest,
    organisation_id: UUID,
    *,
    desk: DeskForm | None = None,
    unit: UnitForm | None = None,
    contract: ContractForm | None = None,
    domains: DomainsForm | None = None,
) -> HttpResponse:
    shown = pages.organisation(current_actor(), organisation_id)
    wrong = next((form for form in (desk, unit, contract, domains) if form is not None), None)
    context = {
        "organisation": shown,
        "wrong": wrong,
        "desk": desk or DeskForm(initial={"mail": shown.mail}),
        "domains": domains or DomainsForm(initial={"domains": "\n".join(shown.mail_domains)}),
        "unit": unit or UnitForm(prefix="unit"),
        "contract": contract or ContractForm(prefix="contract"),
    }
    return render(request, "directory/organisation.html", context, status=UNPROCESSABLE if wrong else 200)


def _rota(request: HttpRequest, organisation_id: UUID, *, form: TurnForm | None = None) -> HttpResponse:
    day = _day(request.GET.get("week", ""))
    shown = pages.rota(current_actor(), organisation_id, day)
    context = {
        "rota": shown,
        "form": form or TurnForm(people=pages.colleagues(organisation_id), initial={"first_day": day, "last_day": day}),
    }
    return render(request, "directory/rota.html", context, status=UNPROCESSABLE if form else 200)


def _day(written: str) -> dt.date:
    """Read the day of an address; anything else, and a year whose weeks may reach beyond the calendar, is today."""
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return clock.today()
    return day if FIRST_YEAR < day.year < LAST_YEAR else clock.today()


def _to(organisation_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("directory_organisation", args=[organisation_id]))


def _to_rota(organisation_id: UUID, day: dt.date) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('directory_rota', args=[organisation_id])}?week={day.isoformat()}")


def _say(form: Form, refused: Refused) -> None:
    field = _FIELDS.get(refused.why)
    form.add_error(field if field in form.fields else None, REFUSALS[refused.why])
