# SPDX-License-Identifier: EUPL-1.2
"""The page of one referral, with its forms; a form with a fault is shown again as it was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext

from vejviser.access.context import current_actor
from vejviser.access.roles import Role
from vejviser.referrals import desk_work
from vejviser.referrals.desk_forms import AcceptForm, AgeForm, CloseForm, LockForm, QuestionForm, UrgencyForm
from vejviser.referrals.desk_steps import RANKS
from vejviser.referrals.models import Referral
from vejviser.referrals.opened import Opened, open_referral
from vejviser.referrals.views.added import additions_in_words, call_sign_in_words
from vejviser.referrals.views.shown import basis_in_words, inbox_line, urgency_in_words
from vejviser.site.lists import moment_in_words, organisation_in_words

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor

CONFLICT = 409
_FORMS: Final[dict[str, type[BaseForm]]] = {
    "accepting": AcceptForm,
    "closing": CloseForm,
    "lowering": UrgencyForm,
    "lifting": LockForm,
    "asking": QuestionForm,
    "settling": AgeForm,
}


def referral_page(request: HttpRequest, referral_id: UUID, *, wrong: BaseForm | None = None, status: int = 200) -> HttpResponse:
    """Open the referral and show it; `wrong` is a form that was posted with a fault.

    Raises:
        NotFound: there is none for the actor.

    """
    actor = current_actor()
    opened = open_referral(actor, referral_id)
    return render(request, "referrals/referral.html", {**_words(actor, opened), **_forms(opened, wrong), "wrong": wrong}, status=status)


def stale_page(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say that a colleague was faster, and show how it stands now."""
    messages.warning(request, gettext("Nothing was changed: a colleague was faster. This is how it stands now."))
    return referral_page(request, referral_id, status=CONFLICT)


def _words(actor: Actor, opened: Opened) -> dict[str, Any]:
    line, is_open = opened.line, opened.line.state in desk_work.OPEN
    waits = is_open and line.confirm_by is not None and not line.confirmed
    return {
        "opened": opened,
        "line": inbox_line(line),
        "basis": basis_in_words(opened.basis),
        "sender": opened.sender or (organisation_in_words(opened.by, actor.now.date()) if opened.by and not line.role else ""),
        "reason": dict(CloseForm.base_fields["reason"].choices).get(opened.reason, ""),  # type: ignore[attr-defined]
        "is_open": is_open,
        "may_accept": Role.CMM_COORDINATOR in actor.roles,
        "referrer": opened.referrer,
        "call_sign": call_sign_in_words(opened.before.call_sign, actor.language, opened.before.page_language),
        "additions": additions_in_words(opened.additions, actor.language),
        "questions": [(moment_in_words(at), text) for at, text in opened.questions],
        "higher": [(one, urgency_in_words(one)) for one in Referral.Urgency.values if RANKS[one] < RANKS[line.urgency]],
        "confirm_by": moment_in_words(line.confirm_by) if waits and line.confirm_by is not None else "",
        "may_verify": is_open and bool(line.role) and line.role not in ("citizen", "self") and not line.verified_as,
    }


def _forms(opened: Opened, wrong: BaseForm | None) -> dict[str, BaseForm]:
    initial = {"reference": opened.asked_case[1]} if opened.asked_case else None
    fresh: dict[str, BaseForm] = {name: made() for name, made in _FORMS.items() if made is not AcceptForm}
    fresh["accepting"] = AcceptForm(initial=initial)
    lower = [(one, urgency_in_words(one)) for one in Referral.Urgency.values if RANKS[one] > RANKS[opened.line.urgency]]
    for form in (fresh["lowering"], wrong):
        if isinstance(form, UrgencyForm):
            form.fields["urgency"].choices = lower  # type: ignore[attr-defined]
    return {name: wrong if isinstance(wrong, _FORMS[name]) else form for name, form in fresh.items()}
