# SPDX-License-Identifier: EUPL-1.2
"""Cases told apart by what follows from them, many at once: equal numbers mean equal conclusions, whichever mechanism drew them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vejviser.rules.assess import known_events
from vejviser.rules.conclusions import Conclusions
from vejviser.rules.fold import derive, fold
from vejviser.rules.problems import PackError, Problem
from vejviser.rules.tables import UndecidedError
from vejviser.rules.vector import Vectorised

if TYPE_CHECKING:
    from vejviser.bulk.differences import Compared
    from vejviser.rules.case_file import Case
    from vejviser.rules.clocks import ClockRule, RunningClock
    from vejviser.rules.fold import Found
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.vector import Answered


class Standing(NamedTuple):
    """Where a case stands under one mechanism: its facts as bits, and all that an assessment says beside what follows from them."""

    situation: int
    beside: tuple[Any, ...]


class Follows(NamedTuple):
    """What follows from a block of cases: for each its number among the outcomes, and whether it has ended."""

    numbers: list[int]
    ended: list[bool]


class Outcomes:
    """The outcomes of two mechanisms that were met so far, numbered together."""

    def __init__(self) -> None:
        """Start with none."""
        self._numbers: dict[tuple[Any, ...], int] = {}

    def number(self, outcome: tuple[Any, ...]) -> int:
        """Give the number of an outcome, the next free one when it is new."""
        return self._numbers.setdefault(outcome, len(self._numbers))

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._numbers)

    def forget(self) -> None:
        """Forget all; every side must forget its own memory at the same time."""
        self._numbers.clear()


class Side:
    """One of the two mechanisms that are compared, at one moment.

    A case whose two standings are equal beside the situation, and whose two numbers are equal, is assessed alike by both
    mechanisms in all that is compared. The reverse does not hold: the assessments themselves decide.
    """

    def __init__(self, mechanism: Mechanism, as_of: Moment, compared: Compared, outcomes: Outcomes) -> None:
        """Prepare the tables of the law period in which the moment lies."""
        self.mechanism, self.as_of, self.compared, self.outcomes = mechanism, as_of, compared, outcomes
        self.period = mechanism.law.on(as_of.day)
        self._tables = Vectorised(mechanism, self.period)
        answer, columns = mechanism.pack.mechanism.answers, mechanism.columns.by_name
        self._heads = (answer.stage, answer.status, answer.child, answer.conflict)
        seen = sum(columns[name].mask for name in dict.fromkeys(self._heads))
        for _section, plans in mechanism.concluding[self.period]:
            for plan in plans:
                seen |= plan.item_mask
        self._seen = self._tables.words(seen)
        stage = columns[answer.stage]
        self._ended = self._tables.words(stage.bits[stage.domain[-1]])
        self._known: dict[bytes, int] = {}

    def forget(self) -> None:
        """Forget the numbers of the outcomes met so far."""
        self._known.clear()

    def standing(self, case: Case) -> Standing:
        """Read the events of a case.

        Raises:
            PackError: a table of the mechanism has no row for what was recorded.

        """
        try:
            folded = fold(self.mechanism, case.person, known_events(case, self.as_of))
            situation = derive(self.mechanism, folded.state, self.as_of.day, self.mechanism.steps)
        except UndecidedError as error:
            raise self._fault(error) from error
        clocks = tuple(self._clock(rule, clock) for rule in self.mechanism.clocks if (clock := folded.state.clocks[rule.place]) is not None)
        return Standing(situation, (frozenset(clocks), frozenset(self._violation(found) for found in folded.found)))

    def follows(self, standings: list[Standing]) -> Follows:
        """Answer the tables for a block of cases; each outcome that was not met before is concluded once.

        Raises:
            PackError: a table of the mechanism has no row for some case.

        """
        situations = self._tables.from_situations([standing.situation for standing in standings])
        try:
            answered = self._tables.answer(situations)
        except UndecidedError as error:
            raise self._fault(error) from error
        numbers = []
        for pattern, standing in zip(self._patterns(answered), standings, strict=True):
            number = self._known.get(pattern)
            if number is None:
                number = self._known[pattern] = self.outcomes.number(self._outcome(standing.situation))
            numbers.append(number)
        return Follows(numbers, [bool(word) for word in np.bitwise_or.reduce(answered.situations & self._ended, axis=1)])

    def _patterns(self, answered: Answered) -> list[bytes]:
        """Give for each case the rows that apply and the bits of the facts that these rows name, as bytes."""
        fires = np.packbits(np.hstack(list(answered.fires.values())), axis=1)
        seen = np.ascontiguousarray(answered.situations & self._seen).view(np.uint8)
        joined = np.ascontiguousarray(np.hstack((fires, seen)))
        whole, width = joined.tobytes(), joined.shape[1]
        return [whole[start : start + width] for start in range(0, len(whole), width)]

    def _outcome(self, situation: int) -> tuple[Any, ...]:
        """Put what follows from a situation in a form that both mechanisms share: the days by the clocks that they come from."""
        conclusions = Conclusions(self.mechanism, situation, self.period)
        status = self.mechanism.columns.by_name[self._heads[1]]
        heads = (*(conclusions.value(name) for name in self._heads), conclusions.value(status.name) == status.domain[0])
        items = [
            (
                item.section,
                item.id,
                item.state,
                self._day(item.until),
                self._day(item.from_),
                self._act_by(item.act_by),
                self._actors(item.actor_role, item.actors),
                tuple(item.rules) if self.compared.rules else (),
                self._message("flags", item.id) if item.section == "flags" else "",
            )
            for item in conclusions.items
        ]
        return (heads, tuple(sorted(items, key=repr)))

    def _day(self, name: str | None) -> tuple[Any, ...] | None:
        """Name a clock, or a fact of age with the age that the law has today."""
        fact = self.mechanism.facts.get(name or "")
        years = None if fact is None or fact.age is None else self.mechanism.parameters[fact.age.years].on(self.as_of.day)
        return None if name is None else (name, years)

    def _act_by(self, name: str | None) -> tuple[Any, ...] | None:
        """Name a clock and the calendar by which the working day before its end is found."""
        return None if name is None else (self._day(name), self.mechanism.calendar.data)

    def _actors(self, role: str | None, actors: tuple[str, ...]) -> tuple[str, ...]:
        holders = () if role is None else self.mechanism.register.with_role(role, self.as_of.day)
        return tuple(dict.fromkeys((*holders, *actors)))

    def _clock(self, rule: ClockRule, clock: RunningClock) -> tuple[Any, ...]:
        rules = (*rule.file.rules, *(rule.file.rules_when_extended if clock.extended else ())) if self.compared.rules else ()
        return (rule.id, clock.starts, clock.last_day, rule.cap is None, clock.cap, clock.state(self.as_of.day), rules)

    def _violation(self, found: Found) -> tuple[Any, ...]:
        name = str(found.row.then["id"])
        rules = found.row.rules if self.compared.rules else ()
        if not self.compared.wording:
            return (found.event.place, name, rules)
        by = self.mechanism.register.name(str(found.event.fields.get("by", "")), found.event.at.day, "en")
        return (found.event.place, name, rules, by, tuple(sorted(found.named.items())), self._message("violations", name))

    def _message(self, section: str, name: str) -> tuple[Any, ...] | None:
        """Give a message's wording and all that may be filled in from the mechanism; nothing unless wording is compared."""
        if not self.compared.wording:
            return None
        texts = self.mechanism.texts("en")
        numbers = tuple((name, parameter.on(self.as_of.day)) for name, parameter in self.mechanism.parameters.items())
        return (texts.get(f"{section}.{name}.message"), numbers, repr(texts.find("dates")), texts.get("words.none"))

    def _fault(self, error: UndecidedError) -> PackError:
        what = "has no row for one of the cases, and no `otherwise`; `vejviser mechanism check` shows the situation"
        return PackError([Problem(f"{self.mechanism.full_id}: tables: {error}", what)])
