# SPDX-License-Identifier: EUPL-1.2
"""The pages of the form before it is sent: a screen, and what will be seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vejviser.mechanisms import find
from vejviser.public import languages
from vejviser.public.refer import check, conditions, saying, screens
from vejviser.public.refer.questions import MORE, SCREENS
from vejviser.public.refer.rendering import Errors, page, summary
from vejviser.public.refer.sealed import seal_form
from vejviser.public.refer.texts import there, words
from vejviser.public.whom import telephone
from vejviser.site import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest
    from vejviser.public.refer.sealed import Form

# Where the investigators take hints; and where they have no number of their own any more, the police.
TIP_LINES: Final = ("nec_hotline", "police_hotline")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a page says on top: errors by question; that it lay open for too long; until when this network has to wait."""

    errors: Errors = field(default_factory=dict)
    again: bool = False
    waiting: str = ""


NOTHING: Final = Notice()


def screen_page(request: PublicRequest, form: Form, screen: str, notice: Notice = NOTHING) -> HttpResponse:
    """Show a screen with everything that was answered on it."""
    found, every = notice.errors, screens.screens_of(form)
    place = every.index(screen) if screen in every else 0
    following = every[place + 1] if place + 1 < len(every) else "check"
    heads = words(request.language)["page"]
    asked = screens.shown(form, screen, request.language, found, chosen_language=request.chosen)
    more = [question for question in asked if question.id in MORE]
    return page(
        request,
        "form",
        form=form,
        token=seal_form(form),
        screen=screen,
        here=screen,
        onward=following,
        heading=heads.get(f"{screen}_self", heads[screen]) if form.role == "self" else heads[screen],
        step=heads["step"].format(number=place + 1, count=len(every)),
        next=following,
        back=every[place - 1] if place else "",
        roles=screens.roles(form, request.language) if screen == "now" else [],
        questions=[question for question in asked if question.id not in MORE],
        more=more,
        more_open=any(question.value or question.error for question in more),
        errors=summary(found),
        ring_error=found.get("ring", ""),
        ring=form.answers.get("safe_phone" if form.role == "self" else "you_phone", ""),
        again=notice.again,
        waiting=notice.waiting,
        watched=len(every) < len(SCREENS),
        asks_consent=screen == "person" and conditions.adult_of_another(form.answers, form.role),
        role_words=saying.role(form.role, request.language),
        tip=_tip_line(),
        says=[
            (language, languages.NAMES[language], languages.direction(language), words(language)["questions"]["consent"]["say"])
            for language in there()
        ],
    )


def check_page(request: PublicRequest, form: Form, notice: Notice = NOTHING) -> HttpResponse:
    """Show what the point of contact will see and will not see."""
    shown = check.checked(form, request.language, chosen_language=request.chosen)
    return page(
        request,
        "check",
        form=form,
        token=seal_form(form),
        checked=shown,
        here="check",
        onward="check",
        errors=summary(notice.errors),
        error_of=notice.errors,
        met=words(request.language)["check"]["met"].format(when=shown.met),
        met_at=form.answers.get("met_at", ""),
        again=notice.again,
        waiting=notice.waiting,
        last=screens.screens_of(form)[-1],
    )


def _tip_line() -> dict[str, str]:
    """Give the number at which the police take hints (R75); nothing where the register has none."""
    for name in TIP_LINES:
        found = find().register.contact(name, clock.today())
        if found and found[1].phone:
            return {"address": f"tel:{found[1].phone}", "shown": telephone(found[1].phone)}
    return {}
