# SPDX-License-Identifier: EUPL-1.2
"""Why something follows, for one reader: a fact is said only where the reader reads what it rests on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import UnsetType

from vejviser.access.sections import SECTION_OF_EVENT, Section
from vejviser.cases import shown
from vejviser.cases.page.view_models import Reason, RuleNote
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.mechanism_sheets import Library
from vejviser.reporting.words import Words, in_order, sentence
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.cases.page.reading import Opened
    from vejviser.rules.answers import Because, Reasons
    from vejviser.rules.mechanism import Mechanism


@lru_cache(maxsize=8)
def _library(mechanism: Mechanism) -> Library:
    # Only the rules and their sources are asked of it, which are the same on every day and in every language.
    return Library(Words(mechanism, mechanism.pack.mechanism.languages[0], clock.today()))


@lru_cache(maxsize=2048)
def sections_of_fact(mechanism: Mechanism, name: str) -> frozenset[Section] | None:
    """Give the sections where the events that make a fact are kept; None for a fact that is nobody's to read."""
    file = mechanism.facts.get(name)
    if file is None or file.table is not None or file.former is not None:
        return None
    if file.age is not None or file.person is not None:
        return frozenset({Section.IDENTITY})
    if file.first_recorded:
        behind = [sections_of_fact(mechanism, one) for one in file.first_recorded]
        return None if None in behind else frozenset().union(*(one for one in behind if one is not None))
    single = (file.differ, file.balance, file.covered)
    events = {clause.on for clause in file.set} | {one.on for one in single if one is not None}
    return frozenset(SECTION_OF_EVENT[event] for event in events if event in SECTION_OF_EVENT) if events else None


class _DatedFacts(FactWords):
    """Facts in words for a page, where every date carries its weekday."""

    def _event(self, place: int) -> str:
        event = self.events[place]
        return f"{self.words.text(f'events.{event.type}.label')}, {self.words.date(event.at.day)}"


class ReasonsFor:
    """Says reasons to the reader of an opened case."""

    def __init__(self, opened: Opened) -> None:
        """Remember which events of the history the reader may read."""
        self.opened, self.words = opened, opened.words
        readable = {entry.id for entry in opened.entries}
        self.readable = frozenset(place for place, one in enumerate(opened.history.entries) if one.entry in readable)
        case = opened.history.case
        self.facts = _DatedFacts(case._replace(events=tuple(one for one in case.events if one.place in self.readable)), self.words)

    def derives(self, home: Section | None) -> bool:
        """Whether the reader may see what follows in a section."""
        return home is not None and home in self.opened.reaches and self.opened.reaches[home].derived

    def may_say(self, because: Because) -> bool:
        """Whether the reader may be told a fact: if and only if they read the events behind it, or all of where none is recorded."""
        period = self._clock(because.fact)
        if period is not None:
            return self.derives(shown.CLOCKS.get(period))
        if because.events:
            return self.readable.issuperset(because.events)
        homes = sections_of_fact(self.opened.mechanism, because.fact)
        return homes is not None and all(home in self.opened.reaches and self.opened.reaches[home].live for home in homes)

    def reason(self, reasons: Reasons) -> Reason | None:
        """Say the facts behind a conclusion; nothing where there are none."""
        if isinstance(reasons, UnsetType) or not reasons:
            return None
        told = [one for one in reasons if self.may_say(one)]
        return Reason(sentences=tuple(self.facts.because(one) for one in told), hidden=len(told) < len(reasons))

    def rules(self, names: Iterable[str]) -> tuple[RuleNote, ...]:
        """Give the rules behind a conclusion with title, text and source."""
        return tuple(self._rule(name) for name in sorted(set(names), key=in_order))

    def _clock(self, fact: str) -> str | None:
        if fact in shown.CLOCKS and fact not in self.opened.mechanism.facts:
            return fact
        file = self.opened.mechanism.facts.get(fact)
        return file.clock.id if file is not None and file.clock is not None else None

    def _rule(self, name: str) -> RuleNote:
        library = _library(self.opened.mechanism)
        file = library.rules.get(name)
        source = None if file is None else library.sources.get(file.source)
        titled = self.words.has(f"rules.{name}.title")
        return RuleNote(
            id=name,
            title=self.words.text(f"rules.{name}.title") if titled else name,
            text=sentence(self.words.text(f"rules.{name}.text")) if titled else "",
            source="" if file is None else f"{source.title if source is not None else file.source}, {file.pin}",
            url=None if source is None else source.url,
        )
