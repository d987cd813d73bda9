# SPDX-License-Identifier: EUPL-1.2
"""A comparison in the words of a language: what is certain, what may be, and where each future differs from the facts alone."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from vejviser.futures.lines import conclusions_of, line, lines
from vejviser.futures.plan import FOLDER, plan_of
from vejviser.futures.together import together
from vejviser.futures.view_models import (
    AssumedView,
    Cell,
    ColumnView,
    ComparisonView,
    May,
    OutcomeView,
    Refusal,
    TogetherView,
)
from vejviser.pictures.event_lines import event_line
from vejviser.pictures.wording import Wording
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.words import Words, begun, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vejviser.futures.compare import Branch, Column, Comparison, Unmet
    from vejviser.futures.lines import Sees
    from vejviser.futures.plan_format import RowFile, Said
    from vejviser.futures.supposing import Assumed
    from vejviser.futures.together import Together
    from vejviser.futures.view_models import Line
    from vejviser.rules.answers import Assessment, Violation


@cache
def said_in(language: str) -> dict[str, str]:
    """Give the words of a comparison."""
    return tomllib.loads((FOLDER / "texts" / f"{language}.toml").read_text(encoding="utf-8"))


def everything(_section: str, _name: str) -> bool:
    """Let every conclusion be shown."""
    return True


def comparison_view(
    comparison: Comparison, language: str, *, sees: Sees = everything, errors: Mapping[str, str] | None = None
) -> ComparisonView:
    """Write a comparison: only conclusions that `sees(section, id)` lets through; `errors` belong to days that were typed, by key."""
    return _InWords(comparison, language, sees, errors or {}).view()


class _InWords:
    def __init__(self, comparison: Comparison, language: str, sees: Sees, errors: Mapping[str, str]) -> None:
        mechanism = comparison.mechanism
        self.comparison, self.sees, self.errors, self.language = comparison, sees, errors, language
        self.words = Words(mechanism, language, comparison.asked.day)
        self.wording, self.facts = Wording(mechanism, language), FactWords(None, self.words)
        self.said, self.plan = said_in(language), plan_of(mechanism)
        self.first = comparison.columns[0]
        self.rows = [row for row in self.plan.rows if any(sees(*one) for one in conclusions_of(row))]

    def view(self) -> ComparisonView:
        words, mechanism = self.words, self.comparison.mechanism
        profile = words.text(f"values.profile.{mechanism.profile}")
        columns = tuple(self._column(column) for column in self.comparison.columns)
        assumed = [one for column in columns for one in (*column.assumed, *(one for outcome in column.outcomes for one in outcome.assumed))]
        return ComparisonView(
            said=self.said,
            differs=self.said["differs"].format(first=self._in(self.first.file.title)),
            same=self.said["same"].format(first=self._in(self.first.file.title)),
            columns=columns,
            errors=tuple(one for one in assumed if one.error),
            together=tuple(self._together(one) for one in together(self.comparison, self.language)),
            asked=self.said["asked"].format(day=words.date(self.comparison.asked.day)),
            made_with=words.say("made_with", id=mechanism.id, version=mechanism.version, profile=profile),
            no_decision=self.said["no_decision"],
        )

    def _column(self, column: Column) -> ColumnView:
        seen = [flag for flag in column.assessment.flags if self.sees("flags", flag.id)]
        outcomes = tuple(self._outcome(branch) for branch in column.branches)
        return ColumnView(
            id=column.file.id,
            title=self._in(column.file.title),
            says=self._in(column.file.says),
            first=column is self.first,
            day=self.said["as_on"].format(day=self.words.date(column.supposed.moment.day)),
            assumed=tuple(self._assumed(one) for one in column.supposed.assumed),
            outcomes=outcomes,
            unfolded=any(outcome.refusals or any(one.error for one in outcome.assumed) for outcome in outcomes),
            refusals=(*(self._unmet(one) for one in column.unmet), *self._refused(column.refused)),
            cells=tuple(self._cell(column, row) for row in self.rows) if column.possible else (),
            doubts=tuple(line(flag.message, (*flag.rules, flag.id)) for flag in seen) if column.possible else (),
        )

    def _in(self, said: Said) -> str:
        return said.get(self.language) or next(iter(said.values()))

    def _assumed(self, one: Assumed) -> AssumedView:
        day = one.event.at.day
        # Which country it is was not asked.
        shown = one.event._replace(fields={name: value for name, value in one.event.fields.items() if name != "country"})
        label, said = begun(event_line(self.wording, shown)), self.words.date(day)
        error = self.errors.get(one.key, "")
        if one.too_early is not None:
            error = self.said["before_what_it_follows"].format(typed=one.too_early.isoformat(), first=day.isoformat())
        return AssumedView(key=one.key, label=label, day=day.isoformat(), said=said, error=error)

    def _outcome(self, branch: Branch) -> OutcomeView:
        added = [one for one in branch.supposed.assumed if one.key in branch.added]
        return OutcomeView(
            title=self._in(branch.file.title),
            assumed=tuple(self._assumed(one) for one in added),
            refusals=tuple(self._refused(branch.refused)),
        )

    def _refused(self, found: Iterable[Violation]) -> Iterator[Refusal]:
        for one in found:
            yield Refusal(label=begun(self.words.label("violations", one.id)), message=one.message, rules=one.rules)

    def _unmet(self, one: Unmet) -> Refusal:
        """Say what stands in the way, and what would make it possible if that were so."""
        other = dict.fromkeys(begun(self.facts.fact(one.fact, value)) for value in one.needed)
        message = self.said["possible_if"].format(facts=self.words.listed(list(other), "or"))
        return Refusal(label=sentence(self.facts.fact(one.fact, one.value)), message=message, rules=one.rules)

    def _cell(self, column: Column, row: RowFile) -> Cell:
        own, alone = self._lines(column.assessment, row), self._lines(self.first.assessment, row)
        after: dict[str | None, tuple[Line, ...]] = {None: own}
        may = []
        for branch in column.branches:
            if not branch.refused:
                after[branch.file.id] = self._lines(branch.assessment, row)
                may.append(self._may(branch, after[branch.file.after], after[branch.file.id]))
        partial = not all(self.sees(*one) for one in conclusions_of(row))
        return Cell(
            id=row.id,
            title=self._in(row.title),
            lines=own,
            empty="" if own or partial else self._in(row.empty),
            differs=set(own) != set(alone),
            partial=partial,
            may=tuple(one for one in may if one.adds or one.removes),
        )

    def _lines(self, assessment: Assessment, row: RowFile) -> tuple[Line, ...]:
        return lines(assessment, row, self.words, self.said, self.sees)

    def _may(self, branch: Branch, before: tuple[Line, ...], then: tuple[Line, ...]) -> May:
        """Say what an outcome changes; a line that gives way to another about the same is not said to be gone."""
        adds = tuple(one for one in then if one not in before)
        renewed = frozenset[str]().union(*(one.about for one in adds))
        return May(
            title=self._in(branch.file.title),
            day=self.said["as_on"].format(day=self.words.date(branch.supposed.moment.day)),
            adds=adds,
            removes=tuple(one for one in before if one not in then and not one.about <= renewed),
            at_most=branch.file.at_most,
        )

    def _together(self, one: Together) -> TogetherView:
        names = [begun(self._in(column.file.title)) for column in one.columns]
        seen = [name for name in one.lost if self.sees(*name.split(".", 1))]
        rules = self._rules_of(one)
        return TogetherView(
            title=self.said["both"].format(first=names[0], second=names[1]),
            lost=tuple(line(self.words.label(*name.split(".", 1)), rules.get(name, ()), name) for name in seen),
            refusals=tuple(self._refused(one.refused)),
        )

    def _rules_of(self, one: Together) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for column in one.columns:
            for section in ("entitlements", "clocks", "next_steps"):
                found |= {f"{section}.{item.id}": item.rules for item in getattr(column.assessment, section)}
        return found
