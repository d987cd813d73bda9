# SPDX-License-Identifier: EUPL-1.2
"""What the golden cases show: which rows apply and which clocks run in them, and what no case shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.assess import known_events
from vejviser.rules.checks.finding import Finding
from vejviser.rules.conclusions import with_answers
from vejviser.rules.fold import derive, fold
from vejviser.rules.golden import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.golden import Golden
    from vejviser.rules.mechanism import Mechanism

RowName = tuple[str, str]


class Shown(NamedTuple):
    """What a golden case shows at the moments it looks at: rows by table and id, clocks by id, rules by number."""

    rows: frozenset[RowName]
    clocks: frozenset[str]
    rules: frozenset[str]


def shown_by(golden: Golden, mechanism: Mechanism) -> Shown:
    """Give what a case shows at the moments for which it expects something.

    Raises:
        RefusedError: the history is not a case file of the mechanism.

    """
    case = golden.history(mechanism)
    rows, clocks, rules = set[RowName](), set[str](), set[str]()
    for expected in golden.file.expect:
        moment = mechanism.zone.moment(expected.as_of)
        folded = fold(mechanism, case.person, known_events(case, moment))
        period = mechanism.law.on(moment.day)
        situation = with_answers(mechanism, derive(mechanism, folded.state, moment.day, mechanism.steps), period)
        for table in mechanism.tables.values():
            for row in table.applying(situation, period) if table.event is None else ():
                rows.add((table.name, row.id))
                rules.update(row.rules)
        for found in folded.found:
            rows.add((mechanism.plans[found.event.type].table.name, found.row.id))  # type: ignore[union-attr]  # it judged the event
            rules.update(found.row.rules)
        for rule in mechanism.clocks:
            clock = folded.state.clocks[rule.place]
            if clock is not None:
                clocks.add(rule.id)
                rules.update((*rule.file.rules, *rule.file.rules_when_extended) if clock.extended else rule.file.rules)
    return Shown(frozenset(rows), frozenset(clocks), frozenset(rules))


def not_shown(whole: Whole) -> Iterator[Finding]:
    """Report golden cases that do not hold, and rows, clocks and rules that none shows in the first profile that has them.

    While a case is refused, what no case shows is not asked: it would be a list of what that case was there to show.
    """
    refused_any = False
    shown: dict[str, list[tuple[Golden, Shown]]] = {profile: [] for profile in whole.mechanisms}
    for golden in whole.cases:
        profile = golden.profile(whole.pack.mechanism.default_profile)
        if profile not in shown:
            allowed = ", ".join(shown)
            refused_any = True
            yield Finding(f"cases/{golden.id}.toml: profile", f"unknown profile {profile!r}; allowed: {allowed}", "unknown_id")
            continue
        try:
            for difference in judge(golden, whole.mechanisms[profile]):
                yield Finding(f"cases/{golden.id}.toml", difference, "golden_differs")
            shown[profile].append((golden, shown_by(golden, whole.mechanisms[profile])))
        except (ValueError, LookupError) as refused:
            refused_any = True
            yield Finding(f"cases/{golden.id}.toml", str(refused), "golden_refused")
    if refused_any:
        return
    yield from _never_shown(whole, {profile: [one for _golden, one in cases] for profile, cases in shown.items()})
    yield from _rules_never_shown(whole, [pair for cases in shown.values() for pair in cases])


def _never_shown(whole: Whole, shown: dict[str, list[Shown]]) -> Iterator[Finding]:
    asked: set[RowName | str] = set()
    for profile, mechanism in whole.mechanisms.items():
        rows = {name for one in shown[profile] for name in one.rows}
        clocks = {name for one in shown[profile] for name in one.clocks}
        for table in mechanism.tables.values():
            for row in table.rows:
                if (table.name, row.id) not in asked | rows:
                    yield Finding(f"tables: {table.name}: {row.id}", f"applies in no golden case of the profile {profile}", "row_not_shown")
                asked.add((table.name, row.id))
        for rule in mechanism.clocks:
            if rule.id not in asked | clocks:
                yield Finding(f"clocks/{rule.id}.toml", f"starts in no golden case of the profile {profile}", "clock_not_shown")
            asked.add(rule.id)


def _rules_never_shown(whole: Whole, shown: list[tuple[Golden, Shown]]) -> Iterator[Finding]:
    """Rules that only the register carries are not shown by histories, and nothing is asked of them here."""
    carried = {
        rule for mechanism in whole.mechanisms.values() for table in mechanism.tables.values() for row in table.rows for rule in row.rules
    }
    carried |= {rule for clock in whole.pack.clocks for rule in (*clock.rules, *clock.rules_when_extended)}
    named = {rule for golden, _shown in shown for rule in golden.file.rules}
    for rule in whole.rules:
        if rule in carried and rule not in named:
            yield Finding(f"rules.toml: rules.{rule}", "no golden case names this rule among its rules", "rule_without_case")
    for golden, one in shown:
        for rule in golden.file.rules:
            if rule in whole.rules and rule in carried and rule not in one.rules:
                what = f"names {rule}, but nothing that rests on it is shown at the moments it looks at"
                yield Finding(f"cases/{golden.id}.toml: rules", what, "rule_without_case")
