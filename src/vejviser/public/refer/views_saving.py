# SPDX-License-Identifier: EUPL-1.2
"""Saving a form that is not sent, and coming back to it by a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.views.decorators.http import require_http_methods

from vejviser.public.pages import public_page
from vejviser.public.refer import reading, saying, sent
from vejviser.public.refer.answers import with_dates
from vejviser.public.refer.rendering import must_wait, page
from vejviser.public.refer.sealed import Form, seal_form
from vejviser.public.refer.showing import screen_page
from vejviser.public.refer.texts import words
from vejviser.referrals import outside
from vejviser.referrals.outside.times import NUMBER_VALID
from vejviser.site import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest

# Signs of a mail address (RFC 5321).
_LONGEST: Final = 254


def save(request: PublicRequest, form: Form) -> HttpResponse:
    """Ask for a work address, which may be left out; save at the second press, and show the code once."""
    if "mail" not in request.POST:
        return page(request, "save", token=seal_form(form), form=form)
    typed = request.POST["mail"].strip()
    waiting = _far_too_long(typed, request.language) or must_wait(request, "save")
    if waiting or (typed and reading.mail(typed).odd and request.POST.get("shown") != typed):
        # An address that looks odd is shown back once; pressed again, it is taken as it is.
        odd = "" if waiting else saying.as_written(typed, request.language)
        return page(request, "save", token=seal_form(form), form=form, mail=typed, odd=odd, waiting=waiting)
    saved = outside.save_draft(_to_keep(form), now=clock.now(), mail=typed, code=form.code)
    again, form.code = bool(form.code), saved.code
    until = words(request.language)["save"]["saved"].format(**sent.when(saved.until, request.language))
    return page(request, "saved", token=seal_form(form), code=saved.code, until=until, again=again)


def _far_too_long(mail: str, language: str) -> str:
    """Say that no address is that long: nothing could be mailed to it, and what it was saved under would never open."""
    said = words(language)
    return said["errors"]["too_long"].format(field=said["save"]["mail"], length=len(mail), limit=_LONGEST) if len(mail) > _LONGEST else ""


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def open_saved(request: PublicRequest) -> HttpResponse:
    """Open a saved form by its code, and by a mailed number where an address was left. Every failure looks the same."""
    if request.method != "POST":
        return page(request, "open_saved")
    code, number = request.POST.get("code", ""), request.POST.get("number", "")
    minutes = int(NUMBER_VALID.total_seconds() // 60)
    why = words(request.language)["save"]["number_ask_why"].format(minutes=minutes)
    typed = {"code": code, "asks_number": "number" in request.POST, "number_why": why}
    waiting = must_wait(request, "code")
    if waiting:
        return page(request, "open_saved", waiting=waiting, **typed)
    found = outside.open_draft(code, clock.now(), number)
    if isinstance(found, outside.NumberMailed):
        return page(request, "open_saved", mailed=True, **{**typed, "asks_number": True})
    if found is None:
        return page(request, "open_saved", wrong=True, **typed)
    return screen_page(request, _kept(found.answers, code), "now")


def _to_keep(form: Form) -> dict[str, object]:
    return {
        "answers": with_dates(form.answers, clock.today()),
        "role": form.role,
        "known": form.role_known,
        "sending": str(form.sending),
        "secret": form.secret,
    }


def _kept(found: dict[str, object], code: str) -> Form:
    answers = found["answers"]
    if not isinstance(answers, dict):
        raise TypeError("a saved form holds its answers by question")
    return Form(answers, str(found["role"]), bool(found["known"]), UUID(str(found["sending"])), str(found["secret"]), code)
