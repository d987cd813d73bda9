# SPDX-License-Identifier: EUPL-1.2
"""The form: one address, every step a POST, nothing kept before it is sent or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.public.pages import public_page
from vejviser.public.refer import check, reading, saying, views_sending
from vejviser.public.refer.answers import merged, role_of, to_send, too_long
from vejviser.public.refer.questions import BY_ID, MOST_TIMES, ROLES, SCREENS
from vejviser.public.refer.screens import screens_of
from vejviser.public.refer.sealed import Form, unseal_form
from vejviser.public.refer.showing import Notice, check_page, screen_page
from vejviser.public.refer.texts import words
from vejviser.public.refer.views_saving import save
from vejviser.referrals import outside
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from vejviser.public.pages import PublicRequest
    from vejviser.public.refer.rendering import Errors

    Step = Callable[[PublicRequest, Form, str], HttpResponse]
    After = Callable[[PublicRequest], HttpResponse]

# What a button of the page after sending asks for.
AFTER: Final[dict[str, After]] = {"sent": views_sending.sent_again, "proof": views_sending.ask_proof}
_MET_EXAMPLE: Final = "14.1. 22:10"
SENDING: Final = frozenset({"send", "ring", "new_counts"})
# A field that people do not see. A program that fills in everything is stopped once; a browser that did so costs its reader one press more.
UNSEEN: Final = "more_about_you"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PublicRequest) -> HttpResponse:
    """Show the form, and take it from step to step."""
    if request.method != "POST":
        return screen_page(request, Form(), "now")
    after = AFTER.get(request.POST.get("go", ""))
    if after is not None:
        return after(request)
    opened = unseal_form(request.POST.get("form", ""))
    form, old = opened or (Form(), True)
    screen = request.POST.get("screen", "now")
    if screen in SCREENS:
        _take(form, screen, request.POST)
    elif screen == "check":
        _take_met(form, request.POST)
    return _step(request, form, screen, old=old)


@public_page
@require_safe
def show_for(request: PublicRequest, role: str) -> HttpResponse:
    """Show the form with the role known, as a card or a link of somebody's work says it."""
    if role not in ROLES:
        raise Http404
    return screen_page(request, Form(role=role, role_known=True), "now")


def _take(form: Form, screen: str, posted: QueryDict) -> None:
    """Take over what a screen was answered with."""
    shown = (form.role == "self", _number_to_ring(form))
    if screen == "now" and not form.role_known:
        form.role = role_of(posted)
    form.answers = merged(form.answers, screen, posted, form.role)
    ring = posted.get("ring", "").strip()
    if "ring" in posted and (form.role == "self", ring) != shown:
        _take_ring(form, screen, ring)


def _number_to_ring(form: Form) -> str:
    """Give the number that stands in the field for it on every screen but the last."""
    return str(form.answers.get("safe_phone" if form.role == "self" else "you_phone", "")).strip()


def _take_ring(form: Form, screen: str, ring: str) -> None:
    """Take a number to ring that was typed, or taken away. One that only stood in its field changes nothing: "not at all" stays so."""
    if ring and form.role == "self":
        form.answers |= {"safe_contact": "phone", "safe_phone": ring}
    elif ring:
        form.answers["you_phone"] = ring
    elif form.role != "self":
        form.answers.pop("you_phone", None)
    elif screen == "now" and form.answers.pop("safe_phone", "") and form.answers.get("safe_contact") == "phone":
        # The second screen has a field of its own for it, which counts there.
        del form.answers["safe_contact"]


def _take_met(form: Form, posted: QueryDict) -> None:
    met = posted.get("met_at", "").strip()
    form.answers.pop("met_at", None)
    if met:
        form.answers["met_at"] = met


def _step(request: PublicRequest, form: Form, screen: str, *, old: bool) -> HttpResponse:
    """Go where a button leads. A page that lay open for too long is shown again, with everything that could be read."""
    step = request.POST.get("go", "")
    # First: what is far too long is not searched for names and numbers.
    errors = _lengths(form, request.language)
    if errors:
        return _with_errors(request, form, errors)
    if step.startswith("remove:"):
        _remove(form, step)
        return check_page(request, form)
    if old:
        return check_page(request, form, Notice(again=True)) if step in STEPS else screen_page(request, form, "now", Notice(again=True))
    if step in screens_of(form):
        return screen_page(request, form, step)
    if step in SENDING and request.POST.get(UNSEEN) and not form.doubted:
        form.doubted = True
        return check_page(request, form, Notice(again=True))
    return STEPS.get(step, _check)(request, form, screen)


def _check(request: PublicRequest, form: Form, _screen: str) -> HttpResponse:
    return check_page(request, form)


def _save(request: PublicRequest, form: Form, _screen: str) -> HttpResponse:
    """Save, but never on the path of the person: a code on paper can be found."""
    return check_page(request, form) if form.role == "self" else save(request, form)


def _ring(request: PublicRequest, form: Form, screen: str) -> HttpResponse:
    """Send at once, unless words in it may tell who somebody is and there is no basis: these are shown before they leave."""
    shown = check.checked(form, request.language, chosen_language=request.chosen)
    return check_page(request, form) if shown.without_basis and shown.has_finds else _send(request, form, screen)


def _send(request: PublicRequest, form: Form, screen: str, *, replace: bool = False) -> HttpResponse:
    """Send what there is."""
    errors = views_sending.problems(form, request.language)
    if "met_at" in form.answers and not _met_is_past(form):
        errors["met_at"] = words(request.language)["errors"]["met"].format(example=_MET_EXAMPLE)
    if errors:
        return _with_errors(request, form, errors, screen)
    answers = to_send(check.with_language(form, request.language, chosen_language=request.chosen), form.role)
    outcome = views_sending.deliver(request, form, answers, replace=replace)
    if isinstance(outcome, str):
        notice = Notice(waiting=outcome)
        return screen_page(request, form, screen, notice) if screen in SCREENS else check_page(request, form, notice)
    return _with_errors(request, form, outcome, screen) if isinstance(outcome, dict) else outcome


def _replace(request: PublicRequest, form: Form, screen: str) -> HttpResponse:
    """Let the new version count."""
    return _send(request, form, screen, replace=True)


def _settled(request: PublicRequest, form: Form, _screen: str) -> HttpResponse:
    """Let the version count that was sent first."""
    return views_sending.first_counts(request, form) or check_page(request, form)


# What a button of the form asks for besides a screen.
STEPS: Final[dict[str, Step]] = {
    "check": _check,
    "send": _send,
    "ring": _ring,
    "save": _save,
    "first_counts": _settled,
    "new_counts": _replace,
}


def _with_errors(request: PublicRequest, form: Form, errors: Errors, screen: str = "") -> HttpResponse:
    """Show the screen that the first error is on; nothing that was typed is lost."""
    first = next(iter(errors))
    if first == "met_at":
        return check_page(request, form, Notice(errors=errors))
    where = BY_ID[first].screen if first in BY_ID else "now"
    if first == "you_phone" and screen in ("now", "person"):
        return screen_page(request, form, screen, Notice(errors={"ring": errors[first]}))
    return screen_page(request, form, where, Notice(errors=errors))


def _lengths(form: Form, language: str) -> Errors:
    text = words(language)["errors"]["too_long"]
    return {
        name: text.format(field=saying.question(name, language, form.role), length=length, limit=MOST_TIMES * BY_ID[name].length)
        for name, length in too_long(form.answers).items()
    }


def _met_is_past(form: Form) -> bool:
    found = reading.moment(form.answers["met_at"])
    return found is not None and found <= clock.now() and bool(to_send(form.answers, form.role).get("met_at"))


def _remove(form: Form, step: str) -> None:
    """Take a find out of a text, if it is still one."""
    _word, name, *places = step.split(":")
    text = form.answers.get(name, "")
    for found in outside.finds(text) if isinstance(text, str) else ():
        if [str(found.start), str(found.end)] == places:
            form.answers[name] = text[: found.start] + "…" + text[found.end :]
