# SPDX-License-Identifier: EUPL-1.2
"""What the page shows: lines with their sentences, the ground of each, and the state of the translation."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the cache takes it as an argument
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date

from vejviser.mechanisms import find
from vejviser.public.rights import statements
from vejviser.public.rights.filled import given, html, pieces

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from vejviser.public.rights.statements import Sentences, Source, Statement


@dataclass(frozen=True, kw_only=True)
class Line:
    """A statement: its sentences, the question before them if it answers one, and the English beside what may be out of date."""

    id: str
    text: SafeString
    question: SafeString | None
    beside: SafeString | None
    ground: Statement


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the page with its lines."""

    id: str
    title: SafeString
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page in a language on a legal day. `older` says that the rules have changed since the translation was compared."""

    words: dict[str, str]
    lead: SafeString
    state: tuple[SafeString, ...]
    older: SafeString | None
    first: tuple[Line, ...]
    parts: tuple[Part, ...]
    sources: dict[str, Source]
    read: str

    @property
    def numbered(self) -> int:
        """The last number of a source: all but general knowledge have one."""
        return len(self.sources) - 1


@lru_cache(maxsize=32)
def page(language: str, day: dt.date) -> Page:
    """Put the page together."""
    said, found = statements.sentences(language), statements.grounds()
    older = is_older(said)
    return Page(
        words=said.page,
        lead=filled(said.page["lead"], language, day),
        state=tuple(filled(text, language, day) for text in state(said)),
        older=filled(" ".join(said.state["older"]), language, day) if older else None,
        first=_lines(statements.FIRST, language, day, beside=older),
        parts=tuple(
            Part(id=part, title=filled(said.titles[part], language, day), lines=_lines(part, language, day, beside=older))
            for part in statements.PARTS
        ),
        sources=found.sources,
        read=said.page["read_on"].replace("{day}", format_date(found.read, "yyyy-MM-dd", locale="en_GB")),
    )


def is_older(said: Sentences) -> bool:
    """Whether the sentences were compared with another version of the mechanism than the one that is used."""
    return said.checked_against != find().version


def state(said: Sentences) -> tuple[str, ...]:
    """Give the sentences that say how far a text can be trusted: who made it, who checked it, against which rules."""
    version = str(said.state["version"]).replace("{version}", said.checked_against)
    made: tuple[str, ...] = tuple(said.state["project" if said.made_by == "project" else "native" if said.checked_by_native else "machine"])
    return (*made, version)


def filled(sentence: str, language: str, day: dt.date) -> SafeString:
    """Fill a sentence for the page."""
    return html(pieces(sentence, given(language, day)))


def _lines(part: str, language: str, day: dt.date, *, beside: bool) -> tuple[Line, ...]:
    found, said, english = statements.grounds(), statements.sentences(language), statements.sentences("en")
    asks = part == "QA"
    return tuple(
        Line(
            id=one,
            question=filled(said.statements[one][0], language, day) if asks else None,
            text=filled(" ".join(said.statements[one][asks:]), language, day),
            beside=filled(" ".join(english.statements[one]), "en", day) if beside and language != "en" else None,
            ground=found.statements[one],
        )
        for one in statements.of_part(part)
    )
