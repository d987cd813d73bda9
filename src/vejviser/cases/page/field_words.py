# SPDX-License-Identifier: EUPL-1.2
"""The fields of an event in words: their labels, and the words for their values, from the texts of the mechanism."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from django.utils.translation import gettext as _

from vejviser.cases.page import texts
from vejviser.reporting.words import begun

if TYPE_CHECKING:
    from vejviser.reporting.words import Words
    from vejviser.rules.pack_format import FieldFile


def event_label(words: Words, kind: str) -> str:
    """Give the name of an event type, of a kind of text, or of the facts about the person."""
    if kind in words.mechanism.events:
        return words.text(f"events.{kind}.label")
    return str(texts.KINDS.get(kind, kind))


def field_label(words: Words, kind: str, name: str) -> str:
    """Give the label of a field of an event."""
    for path in (f"events.{kind}.fields.{name}", f"events.all.fields.{name}"):
        if words.has(path):
            return words.text(path)
    return name


def word_for(words: Words, kind: str, name: str, code: str) -> str:
    """Give the word for a code of a closed list, or for yes and no; the code itself where there is none."""
    tables = (f"{kind}_{name}", name, *(("bool",) if code in ("true", "false") else ()))
    return next((words.text(f"values.{table}.{code}") for table in tables if words.has(f"values.{table}.{code}")), code)


def value_in_words(  # noqa: PLR0911  one for each type of field
    words: Words, kind: str, name: str, file: FieldFile, value: Any
) -> str:
    """Write the value of a field."""
    if value is None:
        return word_for(words, kind, name, "null") if words.has(f"values.{name}.null") else words.word("none")
    if file.type == "organisation":
        return words.organisation(str(value))
    if file.type == "choices":
        return ", ".join(word_for(words, kind, name, one) for one in value)
    if file.type in ("choice", "boolean"):
        return word_for(words, kind, name, str(value).lower() if isinstance(value, bool) else str(value))
    if file.type == "date":
        return words.date(dt.date.fromisoformat(str(value)))
    if file.type == "country":
        return countries(words.language).get(str(value), str(value))
    if file.type == "language":
        return tongues(words.language).get(str(value), str(value))
    return str(value)


def event_details(words: Words, kind: str, facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give labels and values of an event's fields, in the order of the vocabulary."""
    file = words.mechanism.events[kind]
    return tuple(
        (field_label(words, kind, name), value_in_words(words, kind, name, shape, facts[name]))
        for name, shape in file.fields.items()
        if name in facts
    )


def person_details(words: Words, facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give labels and values of who the person is in law."""
    named = countries(words.language)
    born = facts["born"]
    return (
        (words.word("born"), _("Not known") if born is None else words.date(dt.date.fromisoformat(born))),
        (words.word("citizenships"), ", ".join(named.get(one, one) for one in facts["citizenships"]) or _("Not known")),
        (words.word("gender"), str(texts.GENDERS.get(facts["gender"], facts["gender"]))),
        (words.word("unaccompanied"), words.word("yes" if facts["unaccompanied"] else "no")),
    )


@lru_cache(maxsize=8)
def countries(language: str) -> dict[str, str]:
    """Give the countries by their two letters (ISO 3166), sorted by name."""
    found = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == _LETTERS and code.isalpha() and code not in _NO_COUNTRY
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


@lru_cache(maxsize=8)
def tongues(language: str) -> dict[str, str]:
    """Give the languages by their tag, sorted by name."""
    found = {
        code: begun(name)
        for code, name in Locale(language).languages.items()
        if code.isalpha() and len(code) in (2, 3) and code not in _NO_TONGUE
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


# Codes of the list of names that are no country and no language: unions, tests, unknown.
_LETTERS = 2
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_NO_TONGUE = frozenset({"und", "zxx", "mul", "mis"})
