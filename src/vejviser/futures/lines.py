# SPDX-License-Identifier: EUPL-1.2
"""What follows from one assessment, as lines that can be held against those of another: a day is the day itself, never "in 3 days"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.futures.view_models import Line
from vejviser.reporting.words import begun, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vejviser.futures.plan_format import RowFile
    from vejviser.reporting.words import Words
    from vejviser.rules.answers import Assessment, Clock, Duty, Entitlement, NextStep

    Sees = Callable[[str, str], bool]


def lines(assessment: Assessment, row: RowFile, words: Words, said: dict[str, str], sees: Sees) -> tuple[Line, ...]:
    """Write what an assessment says in a row, of what `sees(section, id)` lets through."""
    return tuple(_Lines(words, said, sees).of(assessment, row))


def conclusions_of(row: RowFile) -> set[tuple[str, str]]:
    """Give every conclusion that can stand in a row, by section and id."""
    sections = ("clocks", "entitlements", "duties", "not_allowed", "next_steps")
    return {(section, name) for section in sections for name in getattr(row, section)}


def line(text: str, rules: Iterable[str], *about: str) -> Line:
    """Give a line with its rules in their order; `about` names the conclusions that it says, as section.id."""
    return Line(text=begun(text), rules=tuple(sorted(set(rules), key=in_order)), about=frozenset(about))


class _Lines:
    def __init__(self, words: Words, said: dict[str, str], sees: Sees) -> None:
        self.words, self.said, self.sees = words, said, sees

    def of(self, found: Assessment, row: RowFile) -> Iterator[Line]:
        yield from (self._clock(one) for one in found.clocks if self._shown("clocks", one.id, row.clocks))
        yield from self._rights([one for one in found.entitlements if self._shown("entitlements", one.id, row.entitlements)])
        yield from (self._duty(one) for one in found.duties if self._shown("duties", one.id, row.duties))
        for one in found.not_allowed:
            if self._shown("not_allowed", one.id, row.not_allowed):
                yield line(
                    f"{self.words.word('not_allowed')}: {self.words.label('not_allowed', one.id)}", one.rules, f"not_allowed.{one.id}"
                )
        yield from (self._step(one) for one in found.next_steps if self._shown("next_steps", one.id, row.next_steps))

    def _shown(self, section: str, name: str, wanted: tuple[str, ...]) -> bool:
        return name in wanted and self.sees(section, name)

    def _clock(self, one: Clock) -> Line:
        words = self.words
        days = self.said["days"].format(first=words.date(one.starts), last=words.date(one.last_day))
        parts = [f"{words.label('clocks', one.id)}: {words.state('clock', one.state)}; {days}"]
        if one.state == "running" and isinstance(one.cap, dt.date) and one.cap > one.last_day:
            parts.append(self.said["furthest"].format(last=words.date(one.cap)))
        return line(". ".join(parts), one.rules, f"clocks.{one.id}")

    def _rights(self, rights: list[Entitlement]) -> Iterator[Line]:
        """Put rights together that have the same state and end: four lines that say the same hide the fifth."""
        same: dict[tuple[str, dt.date | None], list[Entitlement]] = {}
        for one in rights:
            same.setdefault((one.state, one.until), []).append(one)
        for (state, until), ones in same.items():
            words = self.words
            labels = "; ".join(words.label("entitlements", one.id) for one in ones)
            end = (
                f", {words.word('last_day')} {words.date(until)}"
                if until
                else ""
                if state == "ended"
                else f", {words.word('no_end_known')}"
            )
            about = (f"entitlements.{one.id}" for one in ones)
            yield line(f"{labels}: {words.state('entitlement', state)}{end}", (rule for one in ones for rule in one.rules), *about)

    def _duty(self, one: Duty) -> Line:
        words = self.words
        begins = "" if one.state == "void" else f", {words.word('from')} {words.date(one.from_)}"
        return line(f"{words.label('duties', one.id)}: {words.state('duty', one.state)}{begins}", one.rules, f"duties.{one.id}")

    def _step(self, one: NextStep) -> Line:
        words = self.words
        text = words.label("next_steps", one.id)
        if one.actors:
            text += f". {words.say('who_acts', names=words.listed([words.organisation(name) for name in one.actors], 'or'))}"
        if one.act_by is not None:
            text += f". {self.said['by'].format(day=words.date(one.act_by))}"
        return line(text, one.rules, f"next_steps.{one.id}")
