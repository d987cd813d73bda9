# SPDX-License-Identifier: EUPL-1.2
"""What can be added later: each card is sent by itself and holds only what one knows already; nobody is asked for it (referral form, 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vejviser.public.refer.questions import MOST_TIMES, SIGNS
from vejviser.public.refer.texts import FALLBACK, spoken, words
from vejviser.referrals.content import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

SOURCES: Final = ("seen", "person", "others")
AREAS: Final = ("hovedstaden", "sjaelland", "syddanmark", "midtjylland", "nordjylland")
LINE: Final = 200
TEXT: Final = 1000
# Fields with several choices, and those whose choices stand elsewhere; all other fields are one choice or a line.
_SEVERAL: Final = frozenset({("form", "forms"), ("comm", "helps"), ("told", "who"), ("place_unsafe", "areas")})
_TEXTS: Final = frozenset({("own_words", "words"), ("suspects", "who"), ("health", "health"), ("belongings", "what"), ("correct", "what")})
# Of these nobody needs to say how they know it.
_WITHOUT_SOURCE: Final = frozenset({"case_no", "own_words", "signs_how", "talk_with", "comm", "told", "stand_in", "correct", "health"})


@dataclass(frozen=True, kw_only=True)
class FieldShown:
    """A field of a card: choices, or something typed with its stated length."""

    name: str
    ask: str
    kind: str
    length: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CardShown:
    """A card in words; `language` where it stands in another than the page."""

    id: str
    title: str
    fields: tuple[FieldShown, ...]
    sources: tuple[tuple[str, str], ...]
    language: str


def card(name: str, language: str, role: str) -> CardShown:
    """Give a card; where the words of a language have none for it, it stands in English."""
    own = spoken(language)
    if name not in words(own)["cards"]:
        own = FALLBACK
    said = words(own)["cards"][name]
    fields = tuple(_field(name, field, ask, own) for field, ask in said["fields"].items())
    asked_how = role != "self" and name not in _WITHOUT_SOURCE
    sources = tuple((code, words(own)["card_words"]["sources"][code]) for code in SOURCES) if asked_how else ()
    return CardShown(id=name, title=said["title"], fields=fields, sources=sources, language="" if own == spoken(language) else own)


def read(name: str, posted: QueryDict) -> dict[str, Any]:
    """Give what was filled in on a card: known codes and cleaned texts, nothing empty, and how it is known."""
    shown = card(name, FALLBACK, "")
    found: dict[str, Any] = {}
    for field in shown.fields:
        if field.kind == "matrix":
            codes = {row: posted.get(f"{field.name}-{row}", "") for row, _words in field.rows}
            found |= {row: code for row, code in codes.items() if code in SOURCES}
            continue
        allowed = {code for code, _words in field.choices}
        if field.kind == "several":
            found[field.name] = [code for code in dict.fromkeys(posted.getlist(field.name)) if code in allowed]
        elif field.kind == "one":
            found[field.name] = value if (value := posted.get(field.name, "")) in allowed else ""
        else:
            found[field.name] = clean(posted.get(field.name, "").replace("\r\n", "\n"), name)
    source = posted.get("source", "")
    found = {field: value for field, value in found.items() if value}
    return {**found, "source": source} if found and source in SOURCES else found


def too_long(name: str, values: Mapping[str, Any]) -> tuple[str, int, int] | None:
    """Give the first field that is far too long, with its length and what is allowed."""
    for field in card(name, FALLBACK, "").fields:
        value = values.get(field.name, "")
        if field.length and len(value) > MOST_TIMES * field.length:
            return field.ask, len(value), MOST_TIMES * field.length
    return None


def _field(name: str, field: str, ask: str, language: str) -> FieldShown:
    said = words(language)
    if (name, field) == ("signs_how", "signs"):
        rows = tuple((code, said["questions"]["signs"]["choices"][code]) for code in SIGNS)
        return FieldShown(name=field, ask=ask, kind="matrix", rows=rows, choices=tuple(said["card_words"]["sources"].items()))
    if (name, field) == ("place_unsafe", "areas"):
        areas = said["questions"]["area"]["choices"]
        return FieldShown(name=field, ask=ask, kind="several", choices=tuple((code, areas[code]) for code in AREAS))
    choices = said["cards"][name].get("choices", {}).get(field)
    if choices:
        kind = "several" if (name, field) in _SEVERAL else "one"
        return FieldShown(name=field, ask=ask, kind=kind, choices=tuple(choices.items()))
    if (name, field) in _TEXTS:
        return FieldShown(name=field, ask=ask, kind="text", length=TEXT)
    return FieldShown(name=field, ask=ask, kind="line", length=LINE)
