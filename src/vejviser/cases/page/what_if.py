# SPDX-License-Identifier: EUPL-1.2
"""The ways ahead of a case for one reader: worked out from everything, so that its days are right, and cut to what the reader may see.

A way is shown to who sees what follows in every section that its events, its conditions and its days belong to; or, if its events settle
what they are conditioned on, to everybody who sees what may come of it. What would follow is then shown where it would be shown on the
page of the case, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from vejviser.access.sections import SECTION_OF_EVENT
from vejviser.cases import shown
from vejviser.cases.page.conclusions import home_of
from vejviser.cases.page.reasons import ReasonsFor, sections_of_fact
from vejviser.futures.compare import compare
from vejviser.futures.days import chosen_days
from vejviser.futures.plan import asked_of, assumed_of, clocks_of, plan_of
from vejviser.futures.view import comparison_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.access.sections import Section
    from vejviser.cases.page.reading import Opened
    from vejviser.futures.plan_format import AssumedFile, FutureFile, OutcomeFile
    from vejviser.futures.view_models import ComparisonView


class WaysAhead(NamedTuple):
    """The comparison as its reader may see it. `all`: no way is left out."""

    reference: str
    status: str
    comparison: ComparisonView
    all: bool


def ways_ahead(opened: Opened, data: Mapping[str, str]) -> WaysAhead:
    """Compare the futures of an opened case; `data` may hold chosen days, as a form sends them. Nothing is recorded."""
    reader = _Reader(opened)
    mechanism, language = opened.mechanism, opened.words.language
    plan = plan_of(mechanism)
    futures = [seen for future in plan.futures if (seen := reader.seen(future)) is not None]
    chosen, errors = chosen_days(data, opened.as_of.day, language)
    known = frozenset(fact for future in futures for need in future.needs for fact in need.facts if reader.may_ask(fact))
    comparison = compare(mechanism, opened.history.case, futures, opened.as_of, chosen=chosen, known=known, language=language)
    return WaysAhead(
        reference=opened.case.reference,
        status=opened.words.say(f"status_{opened.assessment.status}"),
        comparison=comparison_view(comparison, language, sees=reader.sees, errors=errors),
        all=futures == list(plan.futures),
    )


class _Reader:
    def __init__(self, opened: Opened) -> None:
        self.opened, self.reasons = opened, ReasonsFor(opened)

    def sees(self, section: str, name: str) -> bool:
        """Whether a conclusion may be shown: if and only if it may on the page of the case."""
        return self._derives(shown.CLOCKS.get(name) if section == "clocks" else home_of(f"{section}.{name}"))

    def may_ask(self, fact: str) -> bool:
        """Whether what a fact is may be told: if what follows is seen wherever it is recorded."""
        clock = self.opened.mechanism.facts[fact].clock
        if clock is not None:
            return self._derives(shown.CLOCKS.get(clock.id))
        homes = sections_of_fact(self.opened.mechanism, fact)
        return homes is not None and all(self._derives(home) for home in homes)

    def seen(self, future: FutureFile) -> FutureFile | None:
        """Give a future as the reader may be shown it: with those of its outcomes that may be shown; None if not even itself.

        What is `settled` is supposed without a look at the facts that the reader may not see, so that it tells nothing of them.
        """
        bare = replace(future, outcomes=())
        blind = not self._whole(bare)
        if blind and not future.settled:
            return None
        outcomes = tuple(self._supposed(one) for one in future.outcomes if self._whole(self._alone(future, one)))
        if blind and not outcomes:
            return None
        return replace(future, assumed=self._unconditioned(future.assumed), outcomes=outcomes)

    def _alone(self, future: FutureFile, one: OutcomeFile) -> FutureFile:
        """Give a future that is nothing but an outcome, without what needs no look at the facts."""
        kept = self._supposed(one)
        if one.settled:
            kept = replace(
                kept, assumed=tuple(file for file in kept.assumed if file.when or self._derives(SECTION_OF_EVENT.get(file.event)))
            )
        return replace(future, assumed=(), outcomes=(kept,))

    def _supposed(self, one: OutcomeFile) -> OutcomeFile:
        return replace(one, assumed=self._unconditioned(one.assumed)) if one.settled else one

    def _unconditioned(self, files: tuple[AssumedFile, ...]) -> tuple[AssumedFile, ...]:
        return tuple(file if all(map(self.may_ask, file.when)) else replace(file, when={}) for file in files)

    def _whole(self, future: FutureFile) -> bool:
        events = {SECTION_OF_EVENT.get(file.event) for file in assumed_of(future)}
        clocks = {shown.CLOCKS.get(clock) for clock in clocks_of(future, self.opened.mechanism)}
        return all(map(self._derives, events | clocks)) and all(map(self.may_ask, asked_of(future)))

    def _derives(self, home: Section | None) -> bool:
        return self.reasons.derives(home)
