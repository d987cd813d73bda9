# SPDX-License-Identifier: EUPL-1.2
"""The questions of a screen, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.public.refer import conditions, reading, saying
from vejviser.public.refer.answers import of_screen
from vejviser.public.refer.questions import ROLES, SCREENS, codes_of, opens_for
from vejviser.public.refer.texts import ISO, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.public.refer.questions import Question
    from vejviser.public.refer.sealed import Form

# The keyboard that a telephone offers.
_KEYBOARDS = {"phone": "tel", "mail": "email"}


@dataclass(frozen=True, kw_only=True)
class ChoiceShown:
    """A choice: its code, its words, and whether it is chosen."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class QuestionShown:
    """A question as the page shows it; `self_ask` where the page itself turns to "you" as soon as the role is chosen."""

    id: str
    kind: str
    ask: str
    why: str
    self_ask: str
    self_why: str
    choices: tuple[ChoiceShown, ...]
    value: str
    length: int
    opens: tuple[tuple[str, str], ...]
    keyboard: str
    remark: str
    error: str
    folded: str


def screens_of(form: Form) -> tuple[str, ...]:
    """Give the screens that a form has: a person who may be watched is not led through the third."""
    return SCREENS[:2] if conditions.watched(form.answers, form.role) else SCREENS


def shown(form: Form, screen: str, language: str, errors: Mapping[str, str], *, chosen_language: bool) -> list[QuestionShown]:
    """Give the questions of a screen. A person who chose the language of the page is not asked for it again: it can be unfolded."""
    found = []
    for question in of_screen(screen, form.answers, form.role):
        folded = question.id == "language" and form.role == "self" and chosen_language and language in ISO
        found.append(_shown(form, question, language, errors.get(question.id, ""), folded=folded))
    return found


def roles(form: Form, language: str) -> list[ChoiceShown]:
    """Give the roles to choose from; none where the link said it already."""
    if form.role_known:
        return []
    return [ChoiceShown(code=role, words=saying.role(role, language), chosen=role == form.role) for role in ROLES]


def _shown(form: Form, question: Question, language: str, error: str, *, folded: bool) -> QuestionShown:
    given = form.answers.get(question.id, "")
    turning = question.screen == "now" and not form.role_known
    codes = codes_of(question, form.role)
    choices = tuple(
        ChoiceShown(
            code=code,
            words=saying.choice(question.id, code, language, form.role),
            chosen=code == given or (question.kind == "several" and code in given),
        )
        for code in codes
    )
    return QuestionShown(
        id=question.id,
        kind=question.kind,
        ask=saying.question(question.id, language, form.role if not turning else ""),
        why=saying.question(question.id, language, form.role if not turning else "", "why"),
        self_ask=saying.question(question.id, language, "self") if turning else "",
        self_why=saying.question(question.id, language, "self", "why") if turning else "",
        choices=choices,
        value=given if question.is_typed else "",
        length=question.length,
        opens=tuple((name, words(language)["only_if"][name]) for name in opens_for(question, form.answers, form.role)),
        keyboard=_KEYBOARDS.get(question.kind, "text"),
        remark=_remark(question, given, language) if question.is_typed and given else "",
        error=error,
        folded=saying.choice(question.id, given or ISO[language], language, form.role) if folded else "",
    )


def _remark(question: Question, given: str, language: str) -> str:
    """Say what looks odd about something typed, is masked, or is longer than stated; none of it stops anybody."""
    said = words(language)["check"]
    if question.kind == "phone" and reading.phone(given).odd:
        return saying.as_written(given, language)
    if question.kind == "mail" and reading.mail(given).odd:
        return saying.as_written(given, language)
    if len(given) > question.length:
        return str(said["long"]).format(length=len(given), limit=question.length)
    return str(said["masked"]) if reading.is_masked(given) else ""
