# SPDX-License-Identifier: EUPL-1.2
"""Additions and the call sign in words: those of the contact form itself, so that desk and sender read the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from vejviser.public.refer.texts import words
from vejviser.referrals.models import Part
from vejviser.site.lists import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from vejviser.referrals.opened import Added


@dataclass(frozen=True)
class AdditionShown:
    """An addition in words."""

    id: UUID
    title: str
    at: str
    rows: list[tuple[str, str]]
    state: str
    waits: bool


def additions_in_words(additions: Iterable[Added], language: str) -> list[AdditionShown]:
    """Give additions as the desk reads them."""
    return [_shown(one, words(language)) for one in additions]


def call_sign_in_words(places: tuple[int, ...], language: str, page_language: str) -> list[str]:
    """Give what CMM says first when it rings, in the reader's language and, where it is another, in that of the page it was made on."""
    found = [_said(places, one) for one in dict.fromkeys((page_language, language)) if one]
    return [one for one in dict.fromkeys(found) if one]


def _said(places: tuple[int, ...], language: str) -> str:
    known = words(language).get("call_words", {}).get("list", ())
    return " · ".join(known[place] for place in places if place < len(known))


def _shown(one: Added, said: Mapping[str, Any]) -> AdditionShown:
    card = said.get("cards", {}).get(one.card, {})
    titles = {"answer": gettext("Answer to a question of the desk"), "version": gettext("The form was sent again with other answers")}
    states = {Part.State.TAKEN: gettext("Taken over"), Part.State.LEFT: gettext("Left")}
    return AdditionShown(
        id=one.id,
        title=titles.get(one.card) or str(card.get("title", one.card)),
        at=moment_in_words(one.at),
        rows=[(_field(card, name), _value(card, name, value)) for name, value in one.said.items()],
        state=states.get(Part.State(one.state), gettext("Not looked at")),
        waits=one.state == Part.State.WAITING,
    )


def _field(card: Mapping[str, Any], name: str) -> str:
    return str(card.get("fields", {}).get(name, name))


def _value(card: Mapping[str, Any], name: str, value: Any) -> str:
    choices = card.get("choices", {}).get(name, {})
    return ", ".join(str(choices.get(one, one)) for one in (value if isinstance(value, list) else [value]))
