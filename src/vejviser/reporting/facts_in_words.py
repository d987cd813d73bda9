# SPDX-License-Identifier: EUPL-1.2
"""Facts and conclusions as sentences, with the events that made them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.reporting.words import sentence

if TYPE_CHECKING:
    from vejviser.reporting.words import Words
    from vejviser.rules.answers import Because
    from vejviser.rules.case_file import Case

_SECTION_WITH_STATES = {"entitlements": "entitlement", "duties": "duty"}


class FactWords:
    """Says facts of one case (None: facts that are only supposed)."""

    def __init__(self, case: Case | None, words: Words) -> None:
        """Remember the events by their place in the file."""
        self.words = words
        self.events = {event.place: event for event in case.events} if case is not None else {}
        shown = ((name, file.clock) for name, file in words.mechanism.facts.items())
        self.fact_of_clock = {clock.id: name for name, clock in shown if clock is not None and clock.shows == "state"}

    def because(self, because: Because) -> str:
        """Say a fact, and the events behind it."""
        said = self.fact(because.fact, because.value)
        events = [self._event(place) for place in because.events if place in self.events]
        return sentence(f"{said} ({'; '.join(events)})" if events else said)

    def fact(self, name: str, value: str) -> str:
        """Say that a fact has a value."""
        path = f"facts.{self.fact_of_clock.get(name, name)}"
        if self.words.has(f"{path}.say.{value}"):
            return self.words.text(f"{path}.say.{value}")
        if self.words.has(f"{path}.say_value"):
            return self.words.text(f"{path}.say_value", value=self.words.organisation(value))
        if self.words.has(f"clocks.{name}.label"):
            return f"{self.words.label('clocks', name)}: {self.words.state('clock', value)}"
        return self._of_the_event(name, value)

    def conclusion(self, named: str) -> str:
        """Say a conclusion that is named as section.id, with its state where there is one."""
        section, name, *state = named.split(".")
        if section == "authorities":
            mode = f": {self.words.decides(state[0])}" if state else ""
            return f"{self.words.word('who_decides')}: {self.words.organisation(name)}{mode}"
        label = self.words.label(section, name)
        kind = _SECTION_WITH_STATES.get(section)
        said = f"{label}: {self.words.state(kind, state[0])}" if kind and state else label
        if section in ("not_allowed", "flags"):
            return f"{self.words.word(section)}: {said}"
        return said

    def _event(self, place: int) -> str:
        event = self.events[place]
        return f"{self.words.text(f'events.{event.type}.label')}, {self.words.short_date(event.at.day)}"

    def _of_the_event(self, name: str, value: str) -> str:
        """Say what an event itself was like; where the texts do not have it, by the name of the column."""
        column = name.rpartition(".")[2]
        path = f"report.of_the_event.{column}.{value}"
        return self.words.text(path) if self.words.has(path) else f"{column}: {value}".replace("_", " ")
