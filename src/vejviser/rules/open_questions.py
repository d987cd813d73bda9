# SPDX-License-Identifier: EUPL-1.2
"""What to ask next: facts that are not recorded, and what each answer to them would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.answers import Opening, OpenQuestion
from vejviser.rules.conclusions import MOST_REMEMBERED, with_answers

if TYPE_CHECKING:
    from vejviser.rules.columns import Column
    from vejviser.rules.conclusions import Conclusions
    from vejviser.rules.mechanism import Mechanism


class Asking:
    """One fact worth asking for, with what was found before for all situations that the rows behind it cannot tell apart."""

    def __init__(self, mechanism: Mechanism, column: Column) -> None:
        """Find the rows that a fact matters to."""
        self.mechanism, self.column = mechanism, column
        self.plans = tuple(
            tuple(plan for _section, plans in sections for plan in plans if plan.reason_mask & column.mask)
            for sections in mechanism.concluding
        )
        self.mask = 0
        for plan in (plan for plans in self.plans for plan in plans):
            self.mask |= plan.reason_mask | plan.item_mask
        self.remembered: dict[tuple[int, int], OpenQuestion | None] = {}

    def question(self, situation: int, period: int) -> OpenQuestion | None:
        """Give the question if the fact is not recorded and some answer would change something; else None."""
        key = (situation & self.mask, period)
        if key not in self.remembered:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = self._question(situation, period)
        return self.remembered[key]

    def _question(self, situation: int, period: int) -> OpenQuestion | None:
        now = self._labels(situation, period)
        openings = []
        for answer in self.column.domain[1:]:
            answered = situation & ~self.column.mask | self.column.bits[answer]
            then = self._labels(with_answers(self.mechanism, answered, period), period)
            if then != now:
                openings.append(Opening(answer, tuple(sorted(then - now)), tuple(sorted(now - then))))
        return OpenQuestion(self.column.name, tuple(openings)) if openings else None

    def _labels(self, situation: int, period: int) -> set[str]:
        """Name what follows for the rows that the fact matters to: `section.id`, with the state where there is one."""
        items = (plan.item(situation) for plan in self.plans[period] if not situation & plan.forbidden)
        return {f"{item.section}.{item.id}" + (f".{item.state}" if item.state else "") for item in items}


def open_questions(conclusions: Conclusions) -> tuple[OpenQuestion, ...]:
    """Give the facts worth asking for in a situation, in the order of the pack."""
    situation, period = conclusions.situation, conclusions.period
    asked = (asking.question(situation, period) for asking in conclusions.mechanism.asking if situation & asking.column.default)
    return tuple([question for question in asked if question is not None])
