# SPDX-License-Identifier: EUPL-1.2
"""Taking back what was recorded by mistake; both stay, with the reason."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound, Stale
from vejviser.cases import services
from vejviser.cases.page import proposing
from vejviser.cases.page.field_words import event_label
from vejviser.cases.page.reading import WITHDRAWAL, visible_case
from vejviser.cases.page.recording_begun import uuid_of, version_of
from vejviser.cases.page.recording_flow import CONFLICT, in_words
from vejviser.cases.page.text_forms import WithdrawForm
from vejviser.cases.page.views.record import readable_entry
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.reporting.words import Words
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.cases.page.reading import ReadEntry


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Ask for the reason, and take the entry back."""
    actor = current_actor()
    entry = readable_entry(actor, case_id, entry_id)
    if entry.kind == WITHDRAWAL:
        raise NotFound
    if request.method != "POST":
        ledger.record("case:form", case_id=case_id, sections=entry.section, purpose=actor.purpose)
        return _show(request, case_id, entry, WithdrawForm(), uuid.uuid4())
    form, sending = WithdrawForm(request.POST), uuid_of(request.POST.get("sending"))
    version = version_of(request.POST.get("version"))
    if not form.is_valid():
        return _show(request, case_id, entry, form, sending)
    try:
        services.withdraw(actor, case_id, entry_id, reason=form.cleaned_data["reason"], sending=sending, version=version)
    except Stale:
        form.add_error(None, _("Others have changed the case since you opened this page. Look at it again, then send the form once more."))
        return _show(request, case_id, entry, form, sending, since=version)
    except RefusedError:
        form.add_error(None, _("This form was sent before with other answers. Open it again from the case."))
        return _show(request, case_id, entry, form, sending)
    messages.success(request, _("The entry is withdrawn. It stays in the history with your reason."))
    return redirect("case:page", case_id)


def _show(  # noqa: PLR0913, PLR0917  a form and what it is about
    request: HttpRequest, case_id: UUID, entry: ReadEntry, form: WithdrawForm, sending: UUID, since: int | None = None
) -> HttpResponse:
    """Show the form; `since` is the version it was opened at when others have recorded something after that."""
    actor = current_actor()
    case = visible_case(actor, case_id)
    mechanism = find(case.mechanism)
    words = Words(mechanism, actor.language, mechanism.zone.from_datetime(actor.now).day)
    at = entry.facts.get("at") if entry.facts else None
    shown = {
        "case_id": case_id,
        "reference": case.reference,
        "entry_id": entry.id,
        "number": entry.number,
        "label": event_label(words, entry.kind),
        "when": "" if at is None else words.moment(mechanism.zone.moment(at).local),
        "form": form,
        "stale": since is not None,
        "others": [] if since is None else [in_words(words, other) for other in proposing.since(actor, case, since)],
        "hidden": {"sending": str(sending), "version": str(case.version)},
    }
    return render(request, "cases/page/withdraw.html", shown, status=200 if since is None else CONFLICT)
