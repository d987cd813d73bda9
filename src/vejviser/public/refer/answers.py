# SPDX-License-Identifier: EUPL-1.2
"""The answers so far: reading a screen that was posted, and what of everything answered fits. No answer is never stored as "no"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from vejviser.public.refer import reading
from vejviser.public.refer.questions import BY_ID, MOST_TIMES, QUESTIONS, ROLES, Question, codes_of
from vejviser.public.refer.texts import words
from vejviser.referrals.content import clean
from vejviser.referrals.vocabulary import LANGUAGES
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

Answers = dict[str, Any]
_LANGUAGES: Final = frozenset(code for code, _name in LANGUAGES)


def of_screen(screen: str, answers: Mapping[str, Any], role: str) -> tuple[Question, ...]:
    """Give the questions that a screen has, by the answers of the screens before it."""
    own = {question.id for question in QUESTIONS if question.screen == screen}
    before = {name: value for name, value in answers.items() if name not in own}
    return tuple(question for question in QUESTIONS if question.screen == screen and question.earlier(before, role))


def merged(answers: Answers, screen: str, posted: QueryDict, role: str) -> Answers:
    """Give the answers with those of a posted screen in place of what it had before; an unknown choice is no choice."""
    found = dict(answers)
    for question in of_screen(screen, answers, role):
        value = _read(question, posted, role)
        found.pop(question.id, None)
        if value:
            found[question.id] = value
    return found


def _read(question: Question, posted: QueryDict, role: str) -> str | list[str]:
    if question.kind == "several":
        chosen = set(posted.getlist(question.id))
        return [code for code in codes_of(question, role) if code in chosen]
    value = posted.get(question.id, "")
    if question.kind == "one":
        return value if value in codes_of(question, role) else ""
    return clean(value.replace("\r\n", "\n"), question.id)


def role_of(posted: QueryDict) -> str:
    """Give the role that was posted, or none."""
    role = posted.get("role", "")
    return role if role in ROLES else ""


def fitting(answers: Mapping[str, Any], role: str) -> Answers:
    """Leave out what does not fit the other answers any more, as a name after an age was changed."""
    return {
        name: value
        for name, value in answers.items()
        if name not in BY_ID or (BY_ID[name].earlier(answers, role) and BY_ID[name].here(answers, role))
    }


def too_long(answers: Mapping[str, Any]) -> dict[str, int]:
    """Give the lengths of texts that are far above their stated length, by question: these cannot be sent."""
    return {
        name: len(value)
        for name, value in answers.items()
        if name in BY_ID and BY_ID[name].length and len(value) > MOST_TIMES * BY_ID[name].length
    }


def to_send(answers: Mapping[str, Any], role: str) -> Answers:
    """Give the answers as they are sent: fitting, telephone numbers as they are read, days with a date, languages by code or name."""
    found = fitting(answers, role)
    for name in ("safe_phone", "you_phone", "you_stand_in"):
        if name in found:
            found[name] = reading.phone(found[name]).value
    until = found.pop("held_until", "")
    typed = found.pop("held_when", "")
    if until:
        found["held_until"] = held_until(until, typed)
    if found.get("language") not in (None, "other", "unknown", *_LANGUAGES):
        found["language_other"] = words("en")["questions"]["language"]["choices"][found.pop("language")]
    if found.get("met_at"):
        found["met_at"] = _met(found["met_at"])
    return {name: value for name, value in found.items() if value}


def held_until(code: str, typed: str) -> str:
    """Give the day (and time, where known) that something is to happen; what cannot be read, or would be over, stays as it was written."""
    if code in ("today", "tomorrow"):
        return (clock.today() + dt.timedelta(days=code == "tomorrow")).isoformat()
    found = reading.moment(typed)
    if found is None or found.date() < clock.today():
        return typed
    return found.date().isoformat() if found.time() == dt.time() else found.isoformat(timespec="minutes")


def with_dates(answers: Answers, day: dt.date) -> Answers:
    """Give the answers with the date of "today" or "tomorrow", as it was meant on a day: on the next one it would be another."""
    code = answers.get("held_until")
    if code not in ("today", "tomorrow"):
        return answers
    return {**answers, "held_until": "other", "held_when": (day + dt.timedelta(days=code == "tomorrow")).isoformat()}


def _met(text: str) -> str:
    found = reading.moment(text)
    return "" if found is None else found.isoformat(timespec="minutes")
