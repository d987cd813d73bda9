# SPDX-License-Identifier: EUPL-1.2
"""Each future assessed by the same rules as everything else: what follows from the choice, and what may follow if others decide so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.futures.supposing import begin, holds, suppose, values
from vejviser.rules.assess import assess

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from vejviser.futures.plan_format import FutureFile, OutcomeFile
    from vejviser.futures.supposing import Supposed
    from vejviser.rules.answers import Assessment, Violation
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism


class Unmet(NamedTuple):
    """A fact that stands in the way of a future: the value that it has, those that it would need, and the rules behind it."""

    fact: str
    value: str
    needed: tuple[str, ...]
    rules: tuple[str, ...]


class Branch(NamedTuple):
    """What may come of a future. `refused`: the rules do not allow it on these days; then nothing of it is shown to follow."""

    file: OutcomeFile
    supposed: Supposed
    added: tuple[str, ...]
    assessment: Assessment
    refused: tuple[Violation, ...]


class Column(NamedTuple):
    """A future: what it supposes, what then follows, what may come of it, and what stands in its way."""

    file: FutureFile
    supposed: Supposed
    assessment: Assessment
    unmet: tuple[Unmet, ...]
    refused: tuple[Violation, ...]
    branches: tuple[Branch, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing stands in its way."""
        return not self.unmet and not self.refused


class Comparison(NamedTuple):
    """Futures side by side, as asked about at one moment."""

    mechanism: Mechanism
    asked: Moment
    columns: tuple[Column, ...]


def compare(  # noqa: PLR0913  a case, its futures, a moment, and three choices with a default
    mechanism: Mechanism,
    case: Case,
    futures: Iterable[FutureFile],
    asked: Moment,
    *,
    chosen: Mapping[str, dt.date] | None = None,
    known: frozenset[str] | None = None,
    language: str = "en",
) -> Comparison:
    """Compare futures of a case: a pure function of its arguments, which keeps and changes nothing.

    `chosen` gives days of supposed events by their keys. `known`: the only facts that may be held against a future (None: all).
    """
    begun = begin(mechanism, case, asked)
    return Comparison(mechanism, asked, tuple(_column(begun, file, chosen or {}, known, language) for file in futures))


def _column(begun: Supposed, file: FutureFile, chosen: Mapping[str, dt.date], known: frozenset[str] | None, language: str) -> Column:
    unmet = _unmet(begun, file, known)
    supposed = begun if unmet else suppose(begun, file.assumed, file.id, chosen)
    assessment = _assess(supposed, language)
    refused = _refused(supposed, assessment)
    branches: dict[str, Branch] = {}
    for outcome in () if unmet or refused else file.outcomes:
        before = branches[outcome.after].supposed if outcome.after in branches else supposed
        if (outcome.after is None or outcome.after in branches) and holds(before, outcome.when, before.moment):
            branches[outcome.id] = _branch(before, file, outcome, chosen, language)
    return Column(file, supposed, assessment, unmet, refused, tuple(branches.values()))


def _branch(before: Supposed, future: FutureFile, file: OutcomeFile, chosen: Mapping[str, dt.date], language: str) -> Branch:
    supposed = suppose(before, file.assumed, f"{future.id}-{file.id}", chosen)
    assessment = _assess(supposed, language)
    added = tuple(one.key for one in supposed.assumed[len(before.assumed) :])
    return Branch(file, supposed, added, assessment, _refused(supposed, assessment))


def _unmet(begun: Supposed, file: FutureFile, known: frozenset[str] | None) -> tuple[Unmet, ...]:
    found = []
    for need in file.needs:
        facts = [fact for fact in need.facts if known is None or fact in known]
        for fact, value in values(begun, facts, begun.asked).items() if facts else ():
            if value not in need.facts[fact]:
                found.append(Unmet(fact, value, need.facts[fact], need.rules))
    return tuple(found)


def _assess(supposed: Supposed, language: str) -> Assessment:
    return assess(supposed.mechanism, supposed.case, supposed.moment, language=language)


def _refused(supposed: Supposed, assessment: Assessment) -> tuple[Violation, ...]:
    """Give the findings against events that are supposed; those against the facts are the facts' own."""
    places = {one.event.place for one in supposed.assumed}
    return tuple(one for one in assessment.violations if one.event in places)
