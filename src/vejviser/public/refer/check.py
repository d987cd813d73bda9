# SPDX-License-Identifier: EUPL-1.2
"""What the point of contact will see of a form, what it will not see and why, and who reads it when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vejviser.mechanisms import find
from vejviser.public.refer import answers as given
from vejviser.public.refer import reading, saying
from vejviser.public.refer.questions import BY_ID, QUESTIONS
from vejviser.public.refer.screens import screens_of
from vejviser.public.refer.texts import ISO, words
from vejviser.public.whom import day_in_words, time_in_words
from vejviser.referrals import outside
from vejviser.rules.contact import contact_at
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.public.refer.sealed import Form

Path = outside.Path
# Without one of these nothing identifying is kept, and what is found in a text is offered to be taken out.
WITHOUT_BASIS: Final = frozenset({Path.NOTICE, Path.CONSULTATION})
# Kept under the name of the question that they belong to.
_KEPT_AS: Final = {"held_when": "held_until"}
_WHOLE_DAY: Final = 10


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer in words, with what there is to say about it."""

    id: str
    ask: str
    value: str
    remark: str = ""
    finds: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The check page."""

    path: str
    groups: tuple[tuple[str, str, tuple[Line, ...]], ...]
    left_out: tuple[tuple[str, str], ...]
    met: str
    reads: str
    has_finds: bool
    without_basis: bool


def sender_of(form: Form) -> outside.Sender:
    """Give who sends: who did not say is a citizen, with the fewest rights."""
    return outside.Sender(role=form.role or "citizen")


def path_of(form: Form) -> outside.Path:
    """Give the one path that the answers take."""
    sender = sender_of(form)
    return outside.path_of(given.to_send(form.answers, form.role), sender.role, outside.by_of(sender))


def checked(form: Form, language: str, *, chosen_language: bool) -> Checked:
    """Give the check page of a form."""
    path, said = path_of(form), words(language)["check"]
    answers = with_language(form, language, chosen_language=chosen_language)
    fits = given.fitting(answers, form.role)
    stays = outside.kept(given.to_send(answers, form.role), path)
    seen = {name for name in fits if name in BY_ID and _KEPT_AS.get(name, name) in {*stays, *_codes_of_language(stays)}}
    lines = {question.id: _line(form, question.id, fits, language) for question in QUESTIONS if question.id in seen}
    heads = words(language)["page"]
    groups = tuple(
        (
            screen,
            heads.get(f"{screen}_self", heads[screen]) if form.role == "self" else heads[screen],
            tuple(line for name, line in lines.items() if BY_ID[name].screen == screen),
        )
        for screen in screens_of(form)
    )
    return Checked(
        path=_path_in_words(path, stays, said),
        groups=groups,
        left_out=tuple(_left_out(form, path, seen, language)),
        met=_met(stays.get("met_at", ""), language),
        reads=reads(language),
        has_finds=any(line.finds for line in lines.values()),
        without_basis=path in WITHOUT_BASIS,
    )


def _path_in_words(path: outside.Path, stays: dict[str, Any], said: dict[str, str]) -> str:
    """Say what the path means; that somebody rings is promised only where there is a way to."""
    text = said[f"path_{'self' if path is Path.SELF_REFERRAL else path.value}"]
    rings = path is Path.NOTICE and any(stays.get(way) for way in ("you_phone", "you_mail", "you_stand_in"))
    return f"{text} {said['notice_ring']}" if rings else text


def with_language(form: Form, language: str, *, chosen_language: bool) -> dict[str, Any]:
    """Give the answers; a person who chose the language of the page speaks it, unless she or he said otherwise."""
    if form.role == "self" and chosen_language and language in ISO and "language" not in form.answers:
        return {**form.answers, "language": ISO[language]}
    return form.answers


def reads(language: str) -> str:
    """Say when the point of contact is open to read it."""
    mechanism, said = find(), words(language)["check"]
    contact = contact_at(mechanism, mechanism.zone.from_datetime(clock.now())).point_of_contact
    change = contact.closes if contact.open else contact.opens
    if change is None:
        return ""
    when = dt.datetime.fromisoformat(change)
    text = said["reads_open" if contact.open else "reads_today" if when.date() == clock.today() else "reads_closed"]
    return str(text).format(day=day_in_words(when.date(), language), time=time_in_words(when.time(), language))


def seen(form: Form, language: str, *, chosen_language: bool) -> list[Line]:
    """Give everything that will be seen, as one list."""
    return [line for _screen, _heading, found in checked(form, language, chosen_language=chosen_language).groups for line in found]


def lines(form: Form, sent: dict[str, Any], language: str) -> list[Line]:
    """Give answers that were sent before in words; what was made of a choice on the way stands as it was kept."""
    found = []
    for question in QUESTIONS:
        value = sent.get(question.id)
        if not value:
            continue
        if question.kind == "one" and value not in question.codes:
            found.append(Line(id=question.id, ask=saying.question(question.id, language, form.role), value=str(value)))
        else:
            found.append(_line(form, question.id, sent, language))
    return found


def _codes_of_language(stays: dict[str, Any]) -> set[str]:
    # A language that the referral has no code for is kept by its name.
    return {"language"} if "language_other" in stays else set()


def _line(form: Form, name: str, answers: dict[str, Any], language: str) -> Line:
    value, question = answers[name], BY_ID[name]
    remark = ""
    if question.is_typed and len(value) > question.length:
        remark = words(language)["check"]["long"].format(length=len(value), limit=question.length)
    elif question.is_typed and reading.is_masked(value):
        remark = words(language)["check"]["masked"]
    finds: tuple[tuple[str, str, str, str], ...] = ()
    if question.is_typed and question.kind in ("line", "text") and name not in ("name", "you_name"):
        kinds = words(language)["check"]
        finds = tuple(
            (f"{name}:{found.start}:{found.end}", kinds[found.kind], found.text, kinds["remove"].format(found=found.text))
            for found in outside.finds(value)
        )
    said = saying.value(name, value, language, form.role)
    return Line(id=name, ask=saying.question(name, language, form.role), value=said, remark=remark, finds=finds)


def _left_out(form: Form, path: outside.Path, seen: set[str], language: str) -> list[tuple[str, str]]:
    said, found = words(language)["check"], []
    fits = given.fitting(form.answers, form.role)
    keeps = outside.kept(form.answers, path)
    for question in QUESTIONS:
        name = question.id
        if name in seen or name not in form.answers or (name == "override" and form.answers[name] == "none"):
            continue
        by_path = name in fits or _KEPT_AS.get(name, name) not in keeps
        reason = said.get(f"why_{path.value}", said["why_settled"]) if by_path else said["why_settled"]
        found.append((saying.question(name, language, form.role), reason))
    return found


def _met(kept: str, language: str) -> str:
    """Say when the person was met: to the minute where that is kept, of a notice the day."""
    if not kept:
        return str(words(language)["check"]["met_now"])
    when = dt.datetime.fromisoformat(kept)
    day = day_in_words(when.date(), language)
    return day if len(kept) == _WHOLE_DAY else f"{day} {time_in_words(when.time(), language)}"
