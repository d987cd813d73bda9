# SPDX-License-Identifier: EUPL-1.2
"""The contact log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.ledger import services as ledger
from vejviser.referrals import contact_log, content, services
from vejviser.referrals.forms import ContactForm
from vejviser.referrals.models import Contact
from vejviser.referrals.views.asked import sending_of, sending_to_show, show_problems
from vejviser.referrals.views.shown import contact_in_words
from vejviser.rules.problems import RefusedError
from vejviser.site.lists import MOST_LINES, ListColumn, csv_answer, moment_in_words, one_of, page_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

SORTS = {"at": "at", "-at": "-at", "kind": "kind", "-kind": "-kind"}


class ContactLine:
    """A contact in words."""

    def __init__(self, contact: Contact, *, opened: bool) -> None:
        said = content.unseal(contact.pk, content.CONTENT, contact.content) if opened else {}
        self.id, self.at, self.kind = contact.pk, moment_in_words(contact.at), contact_in_words(contact.kind)
        self.by = contact.by.name
        self.about, self.who, self.advice = (str(said.get(key, "")) for key in ("about", "who", "advice"))
        self.referral_id = contact.referral_id
        self.is_referred = gettext("yes") if contact.referral_id else gettext("no")


@login_required
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Show who got in touch."""
    page = page_of(request, _found(request))
    ledger.record("contact:list")
    lines = [ContactLine(one, opened=True) for one in page.object_list]
    kinds = [(kind, contact_in_words(kind)) for kind in Contact.Kind.values]
    shown = {"page": page, "lines": lines, "kinds": kinds, "kind": _kind(request), "referred": _referred(request)}
    return render(request, "referrals/contacts.html", shown)


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the log as a table: when, which kind, who wrote it down; no text."""
    lines = [ContactLine(one, opened=False) for one in _found(request)[:MOST_LINES]]
    ledger.record("contact:export")
    columns = (
        ListColumn(gettext("When"), "at"),
        ListColumn(gettext("Who got in touch"), "kind"),
        ListColumn(gettext("Written down by"), "by"),
        ListColumn(gettext("Became a referral"), "is_referred"),
    )
    return csv_answer("contacts.csv", columns, lines)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a contact down."""
    actor = current_actor()
    contact_log.log_of(actor)
    form = ContactForm(request.POST or None)
    number = sending_of(request.POST)
    if request.method == "POST" and number is not None and form.is_valid():
        said = form.cleaned_data
        texts = {key: said[key] for key in ("who", "about", "advice")}
        try:
            made = services.write_down(actor, kind=Contact.Kind(said["kind"]), texts=texts, sending=number)
        except RefusedError as refused:
            show_problems(form, refused)
        else:
            return redirect(reverse("referrals:contact", args=[made.pk]))
    return render(request, "referrals/contact_new.html", {"form": form, "sending": sending_to_show(request)})


@login_required
@require_safe
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Show one contact."""
    found = contact_log.log_of(current_actor()).select_related("by").filter(pk=contact_id).first()
    if found is None:
        raise NotFound
    ledger.record("contact:read", row_id=contact_id, sections=content.SECTION)
    return render(request, "referrals/contact.html", {"line": ContactLine(found, opened=True)})


def _found(request: HttpRequest) -> QuerySet[Contact]:
    found = contact_log.log_of(current_actor()).select_related("by")
    if kind := _kind(request):
        found = found.filter(kind=kind)
    if referred := _referred(request):
        found = found.filter(referral__isnull=referred == "no")
    return found.order_by(SORTS.get(request.GET.get("sort", ""), "-at"), "id")


def _kind(request: HttpRequest) -> str:
    return one_of(request, "kind", ("", *Contact.Kind.values))


def _referred(request: HttpRequest) -> str:
    return one_of(request, "referred", ("", "yes", "no"))
