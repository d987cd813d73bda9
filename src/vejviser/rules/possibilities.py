# SPDX-License-Identifier: EUPL-1.2
"""What may follow and what must follow from a case that is only half known: a pure function of the bits that are still possible.

A situation with unknowns has several bits in the columns that are not known. Conclusions are named by labels: `section.id`, with the
state or mode where there is one (`entitlements.medical.offered`). The bounds hold for every completion: what is left out of `possible`
cannot follow, what stands in `certain` cannot fail. They are not always tight: facts that exclude each other are taken to be independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.conclusions import RowPlan
    from vejviser.rules.mechanism import Mechanism


def with_possible_answers(mechanism: Mechanism, situation: int, period: int) -> int:
    """Add, for every fact that a table answers, each answer that some completion gives; only the other facts of `situation` count.

    `period` is the number of the law period, as of `mechanism.law.on(day)`.
    """
    situation &= mechanism.underived
    for table in mechanism.table_steps:
        situation |= table.possible_answers(situation, period)
    return situation


def possible(mechanism: Mechanism, situation: int, period: int) -> frozenset[str]:
    """Give the labels of all that may follow. Learning a fact never adds to them."""
    situation = with_possible_answers(mechanism, situation, period)
    return frozenset(
        label for plan in _plans(mechanism, period) if plan.row.may_apply(situation) for label in _labels(mechanism, plan, situation)
    )


def certain(mechanism: Mechanism, situation: int, period: int) -> frozenset[str]:
    """Give the labels of what follows whatever the unknown facts turn out to be. Learning a fact never takes from them."""
    situation = with_possible_answers(mechanism, situation, period)
    found: set[str] = set()
    for plan in _plans(mechanism, period):
        if not situation & plan.forbidden:
            labels = _labels(mechanism, plan, situation)
            found |= labels if len(labels) == 1 else set()
    return frozenset(found)


def _plans(mechanism: Mechanism, period: int) -> Iterator[RowPlan]:
    return (plan for _section, plans in mechanism.concluding[period] for plan in plans)


def _labels(mechanism: Mechanism, plan: RowPlan, situation: int) -> set[str]:
    """Name what a row says, once for each state that it may give in a situation in which it applies."""
    then = plan.row.then
    state = then.get("state", then.get("mode", ""))
    states = mechanism.columns.by_name[state["fact"]].values(situation & ~plan.forbidden) if isinstance(state, dict) else (str(state),)
    return {f"{plan.section}.{plan.outcome}" + (f".{one}" if one else "") for one in states}
