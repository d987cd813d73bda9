# SPDX-License-Identifier: EUPL-1.2
"""Sending, the page after it, the copy and the link that shows where somebody works."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from vejviser.public.pages import public_page
from vejviser.public.refer import check, conditions, reading, saying, sent
from vejviser.public.refer.answers import fitting
from vejviser.public.refer.copying import FILE_NAME, copy_of
from vejviser.public.refer.questions import BY_ID
from vejviser.public.refer.rendering import Errors, must_wait, page
from vejviser.public.refer.sealed import Form, seal_form
from vejviser.public.refer.texts import words
from vejviser.referrals import outside
from vejviser.referrals.outside.times import PROOF_VALID
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.public.pages import PublicRequest


def problems(form: Form, language: str) -> Errors:
    """Give what stops a sending: no way to reach a professional, or an exception without its reason. Nothing else is required."""
    said = words(language)["errors"]
    answers, found = fitting(form.answers, form.role), Errors()
    if conditions.exception(answers, form.role) and not answers.get("override_reason"):
        found["override_reason"] = said["reason"]
    ways = ("you_phone", "you_mail", "you_stand_in", "safe_phone")
    if form.role in conditions.PROFESSIONALS and not any(answers.get(way) for way in ways):
        found["you_phone"] = said["reach"]
    return found


def deliver(request: PublicRequest, form: Form, answers: dict[str, Any], *, replace: bool) -> HttpResponse | Errors | str:
    """Send the form, and answer only when it is kept.

    Gives the page after sending; or errors by question; or, where this network sent too much, the sentence that says until when it waits.
    """
    waiting = must_wait(request, "send")
    if waiting:
        return waiting
    try:
        done = outside.send(
            answers,
            check.sender_of(form),
            sending=form.sending,
            secret=form.secret,
            language=request.language,
            now=clock.now(),
            replace=replace,
        )
    except outside.SendingDiffers as differs:
        return _two_versions(request, form, differs)
    except (outside.ReasonMissing, outside.NothingToSend, outside.TextTooLong) as refused:
        return _refused(refused, form, request.language)
    if form.code:
        outside.forget_draft(form.code)
    token = sent.token_of(done, form, _headings(answers, done), _mail_to_prove(form))
    if request.POST.get("quiet"):
        # Asked by the page's own script, which shows the page once it knows that the sending is kept.
        return JsonResponse({"sent": sent.seal(token)})
    return _sent_page(request, token)


def first_counts(request: PublicRequest, form: Form) -> HttpResponse | None:
    """Show the page after the first sending once more; None where there was none, or this network sent too much."""
    found = None if must_wait(request, "send") else outside.first_sent(form.sending, form.secret, clock.now())
    if found is None:
        return None
    done, receipt = found
    # The role is that of the first version; the second may have another.
    form.role = receipt.role
    return _sent_page(request, sent.token_of(done, form, _as_headings(outside.sent_summary(receipt)), _mail_to_prove(form)))


def sent_again(request: PublicRequest) -> HttpResponse:
    """Show the page after sending once more."""
    token = sent.unseal(request.POST.get("sent", ""))
    if token is None:
        return _to_later(request)
    return _sent_page(request, token)


@public_page
@require_POST
def copy(request: PublicRequest) -> HttpResponse:
    """Give the copy to print."""
    token = sent.unseal(request.POST.get("sent", ""))
    if token is None:
        return _to_later(request)
    answer = HttpResponse(copy_of(token, request.language), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def ask_proof(request: PublicRequest) -> HttpResponse:
    """Mail the one link that shows where somebody works; the referral has arrived already."""
    token = sent.unseal(request.POST.get("sent", ""))
    if token is None:
        return _to_later(request)
    waiting = must_wait(request, "add") if token.mail and not token.asked_proof else ""
    if waiting:
        return _sent_page(request, token, waiting)
    if token.mail and not token.asked_proof:
        receipt = outside.open_receipt(token.reference, " ".join(token.key_words), clock.now())
        if receipt is not None:
            outside.ask_address_proof(receipt, token.mail)
        token = changed(token, asked_proof=True)
    return _sent_page(request, token)


def _refused(refused: Exception, form: Form, language: str) -> Errors:
    """Say a refusal at the question that it is about."""
    said = words(language)["errors"]
    if isinstance(refused, outside.ReasonMissing):
        return {"override_reason": said["reason"]}
    if isinstance(refused, outside.TextTooLong):
        field = saying.question(refused.field, language, form.role)
        return {refused.field: said["too_long"].format(field=field, length=refused.length, limit=refused.allowed)}
    return {"safe_contact" if form.role == "self" else "you_phone": said["nothing"]}


def _sent_page(request: PublicRequest, token: sent.SentToken, waiting: str = "") -> HttpResponse:
    hours = int(PROOF_VALID.total_seconds() // 3600)
    proof_sent = words(request.language)["sent"]["proof_sent"].format(hours=hours)
    return page(request, "sent", waiting=waiting, proof_sent=proof_sent, **sent.content(token, request.language))


def _headings(answers: dict[str, Any], done: outside.Sent) -> tuple[str, ...]:
    return _as_headings(outside.kept(answers, outside.Path(done.path)))


def _as_headings(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in BY_ID and name not in ("override", "met_at"))


def _mail_to_prove(form: Form) -> str:
    mail = str(form.answers.get("you_mail", ""))
    asked = form.role in conditions.PROFESSIONALS and mail and not reading.mail(mail).odd
    return mail if asked else ""


def _two_versions(request: PublicRequest, form: Form, differs: outside.SendingDiffers) -> HttpResponse:
    """Show both versions of one form that was sent twice; who sent it says which counts. The earlier answers are as they were kept."""
    said = words(request.language)["sent"]
    first = Form({**differs.answers}, form.role, form.role_known, form.sending, form.secret)
    return page(
        request,
        "differs",
        explained=said["differs"].format(**sent.when(differs.received_at, request.language)),
        first=check.lines(first, differs.answers, request.language),
        first_token=seal_form(first),
        second=check.seen(form, request.language, chosen_language=request.chosen),
        second_token=seal_form(form),
        may_replace=differs.may_replace,
    )


def _to_later(request: PublicRequest) -> HttpResponseRedirect:
    name = "public_in:refer_later" if request.chosen else "public:refer_later"
    return HttpResponseRedirect(reverse(name, kwargs={"language": request.language} if request.chosen else None))
