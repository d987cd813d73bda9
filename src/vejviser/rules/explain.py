# SPDX-License-Identifier: EUPL-1.2
"""Why, and why not: read off the bits that decided."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vejviser.rules.answers import Because, Blocked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.columns import Column
    from vejviser.rules.conclusions import Conclusions, RowPlan
    from vejviser.rules.state import State

ALTERNATIVES = frozenset({"authorities", "entitlements", "next_steps", "not_allowed"})


class Explainer:
    """Gives the reasons behind the conclusions of one case."""

    def __init__(self, conclusions: Conclusions, state: State) -> None:
        """Explain conclusions with the events that the state remembers."""
        self.conclusions, self.state = conclusions, state
        self._said: dict[int, Because] = {}

    def because(self, columns: Iterable[Column]) -> tuple[Because, ...]:
        """Say what each fact is, and which events made it so."""
        return tuple([self._said.get(column.place) or self._say(column) for column in columns])

    def of_fact(self, name: str) -> tuple[Because, ...]:
        """Say why a fact has its value; for one that a table answers, by the facts behind that answer."""
        conclusions = self.conclusions
        return self.because(conclusions.mechanism.grounds_of(name).behind(conclusions.situation, conclusions.period))

    def _say(self, column: Column) -> Because:
        said = Because(column.name, column.value(self.conclusions.situation), self.state.marks[column.place])
        self._said[column.place] = said
        return said

    def why_not(self) -> tuple[Blocked, ...]:
        """Give, for each part of the answer, the row that is nearest to applying and the facts that stand in its way."""
        conclusions = self.conclusions
        situation = conclusions.situation
        given = defaultdict[str, set[str]](set)
        for item in conclusions.items:
            given[item.section].add(item.id)
        found = []
        for section, plans in conclusions.mechanism.concluding[conclusions.period]:
            if section not in ALTERNATIVES:
                continue
            nearest = _nearest(plans, situation, given[section])
            if nearest is not None:
                row = nearest.row
                blocking = [column for column in row.columns if situation & row.forbidden & column.mask]
                found.append(Blocked(nearest.table.name, row.id, nearest.outcome, row.rules, self.because(blocking)))
        return tuple(found)


def _nearest(plans: tuple[RowPlan, ...], situation: int, given: set[str]) -> RowPlan | None:
    """Give the row with the fewest facts in its way whose outcome is not given already; the first of equals."""
    nearest, fewest = None, 1000
    for plan in plans:
        in_the_way = (situation & plan.forbidden).bit_count()
        if in_the_way < fewest and plan.outcome not in given:
            nearest, fewest = plan, in_the_way
    return nearest
