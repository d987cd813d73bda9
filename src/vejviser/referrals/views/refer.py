# SPDX-License-Identifier: EUPL-1.2
"""Sending a referral, signed in, and seeing how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.referrals import contact_log, content, selectors, sending, services, triage, writing
from vejviser.referrals.forms import NeedsForm, NowForm
from vejviser.referrals.views.asked import sending_of, sending_to_show, show_problems
from vejviser.referrals.views.shown import sender_sees
from vejviser.rules.problems import RefusedError
from vejviser.site.lists import moment_in_words, organisation_in_words, page_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor
    from vejviser.referrals.models import Contact


def _not_for_administrators() -> None:
    if current_actor().is_administrator:
        raise NotFound


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Refer a person that one met oneself; an administrator meets nobody."""
    _not_for_administrators()
    return _form_pages(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Make a referral of a contact, without typing anything again."""
    found = contact_log.log_of(current_actor()).filter(pk=contact_id).first()
    if found is None:
        raise NotFound
    if found.referral_id is not None:
        return redirect(reverse("referrals:contact", args=[contact_id]))
    return _form_pages(request, found)


@login_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Show the referrals that one sent."""
    _not_for_administrators()
    page = page_of(request, selectors.sent_by(current_actor()))
    lines = [selectors.as_sender_sees(one) for one in page.object_list]
    shown = [(line, sender_sees(line), moment_in_words(line.received_at)) for line in lines]
    ledger.record("referral:sent_list")
    return render(request, "referrals/sent.html", {"page": page, "lines": shown})


@login_required
@require_safe
def sent_one(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show how far one's own referral has come, and nothing more."""
    found = selectors.sent_one(current_actor(), referral_id)
    ledger.record("referral:status", row_id=found.id)
    shown = {
        "sent": found,
        "state": sender_sees(found),
        "received": moment_in_words(found.received_at),
        "answer_by": moment_in_words(found.answer_by),
        "waits": found.state == "received",
        "emergency": find().pack.mechanism.emergency,
    }
    return render(request, "referrals/sent_one.html", shown)


def _form_pages(request: HttpRequest, contact: Contact | None) -> HttpResponse:
    """Lead through the two steps: what is answered in the second depends on the basis that the first gives."""
    actor = current_actor()
    by = actor.organisation if contact is None else sending.BY_OF_CONTACT[contact.kind]
    now = NowForm(request.POST or None, by=by, now=actor.now)
    if request.method != "POST" or not now.is_valid():
        return _first(request, actor, now, by)
    basis = triage.basis_of(now.cleaned_data, by)
    step = request.POST.get("step", "now")
    if step == "back":
        return _first(request, actor, now, by)
    if step == "now":
        return _second(request, now, NeedsForm(by=by, basis=basis, initial=_known(contact)), basis)
    needs = NeedsForm(request.POST if step == "send" else _known(contact), by=by, basis=basis)
    if not needs.is_valid():
        return _second(request, now, needs, basis)
    return _send(request, actor, (now, needs), basis, contact)


def _send(request: HttpRequest, actor: Actor, forms: tuple[NowForm, NeedsForm], basis: str, contact: Contact | None) -> HttpResponse:
    now, needs = forms
    number = sending_of(request.POST)
    if number is None:
        return _second(request, now, needs, basis)
    answers = {**now.cleaned_data, **needs.cleaned_data}
    try:
        made = services.send(actor, answers, sending=number, contact_id=None if contact is None else contact.pk)
    except RefusedError as refused:
        show_problems(needs, refused)
        return _second(request, now, needs, basis)
    return redirect(reverse("referrals:sent_one", args=[made.pk]))


def _first(request: HttpRequest, actor: Actor, form: NowForm, by: str) -> HttpResponse:
    day = actor.now.date()
    to = organisation_in_words(writing.point_of_contact(day), day)
    shown = {"form": form, "by": organisation_in_words(by, day), "to": to, "sending": sending_to_show(request)}
    return render(request, "referrals/new_now.html", {**shown, "emergency": find().pack.mechanism.emergency})


def _second(request: HttpRequest, now: NowForm, needs: NeedsForm, basis: str) -> HttpResponse:
    answered = [(name, value) for name in _posted_names(now) for value in request.POST.getlist(name)]
    shown = {"form": needs, "answered": answered, "basis": basis, "sending": sending_to_show(request)}
    return render(request, "referrals/new_needs.html", shown)


def _posted_names(form: NowForm) -> list[str]:
    parts = [f"met_day_{part}" for part in ("day", "month", "year")]
    return [*(name for name in form.fields if name != "met_day"), *parts]


def _known(contact: Contact | None) -> dict[str, Any]:
    """Give what a contact already says, so that nobody types it again."""
    if contact is None:
        return {}
    said = content.unseal(contact.pk, content.CONTENT, contact.content)
    note = "\n".join(text for text in (said.get("about"), said.get("advice")) if text)
    return {"note": note, "you_phone": str(said.get("who", ""))[:40]}
