# SPDX-License-Identifier: EUPL-1.2
"""Knowing more narrows what may follow, and what is explained follows from the explanation alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import CURRENT, DENMARK, answer_to, asked, many, read
from vejviser.rules.assess import known_events
from vejviser.rules.conclusions import Conclusions, with_answers
from vejviser.rules.fold import derive, fold
from vejviser.rules.possibilities import certain, possible, with_possible_answers

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism

MECHANISMS = st.sampled_from((DENMARK, CURRENT))
LISTS = ("entitlements", "duties", "not_allowed", "next_steps", "flags")
Reasons = list[dict[str, Any]]


def some_bits(draw: st.DrawFn, mechanism: Mechanism, within: int) -> int:
    """Give a situation that keeps some of the values that another leaves possible, at least one of each fact."""
    kept = 0
    for column in mechanism.columns.ordered:
        left = [column.bits[value] for value in column.values(within)]
        chosen = draw(st.integers(1, 2 ** len(left) - 1))
        kept |= sum(bit for place, bit in enumerate(left) if chosen >> place & 1)
    return kept


@st.composite
def narrowing(draw: st.DrawFn) -> tuple[Mechanism, int, int, int]:
    """Give a mechanism, a period of its law, a partly known situation, and one in which more is known."""
    mechanism = draw(MECHANISMS)
    period = draw(st.integers(0, len(mechanism.law.starts)))
    wide = some_bits(draw, mechanism, (1 << mechanism.columns.width) - 1)
    return mechanism, period, wide, some_bits(draw, mechanism, wide)


@many
@given(narrowing())
def test_in_every_table_knowing_more_never_adds_a_row_or_an_answer(tried: tuple[Mechanism, int, int, int]) -> None:
    mechanism, period, wide, narrow = tried
    for table in mechanism.tables.values():
        before, after = table.possible_rows(wide, period), table.possible_rows(narrow, period)
        assert {row.id for row in after} <= {row.id for row in before}, table.name
        assert table.possible_answers(narrow, period) & ~table.possible_answers(wide, period) == 0, table.name


@many
@given(narrowing())
def test_through_all_tables_knowing_more_never_adds_what_may_follow_nor_takes_what_must(tried: tuple[Mechanism, int, int, int]) -> None:
    mechanism, period, wide, narrow = tried
    assert possible(mechanism, narrow, period) <= possible(mechanism, wide, period)
    assert certain(mechanism, narrow, period) >= certain(mechanism, wide, period)
    assert certain(mechanism, wide, period) <= possible(mechanism, wide, period)


@st.composite
def half_known_cases(draw: st.DrawFn) -> tuple[Mechanism, int, int, int]:
    """Give a mechanism, a period of its law, the situation of a case, and the same with some facts forgotten."""
    mechanism = draw(MECHANISMS)
    case, as_of = draw(asked(mechanism))
    moment = mechanism.zone.moment(as_of)
    accepted = read(case, mechanism)
    folded = fold(mechanism, accepted.person, known_events(accepted, moment))
    period = mechanism.law.on(moment.day)
    situation = with_answers(mechanism, derive(mechanism, folded.state, moment.day, mechanism.steps), period)
    forgotten = draw(st.lists(st.sampled_from(mechanism.columns.ordered), max_size=12))
    return mechanism, period, situation, situation | sum({column.mask for column in forgotten if column.name in mechanism.facts})


def labels(mechanism: Mechanism, situation: int, period: int) -> set[str]:
    items = Conclusions(mechanism, situation, period).items
    return {f"{item.section}.{item.id}" + (f".{item.state}" if item.state else "") for item in items}


@many
@given(half_known_cases())
def test_what_follows_from_a_case_lies_between_what_must_and_what_may_follow_when_facts_are_forgotten(
    tried: tuple[Mechanism, int, int, int],
) -> None:
    mechanism, period, situation, half_known = tried
    follows = labels(mechanism, situation, period)
    assert certain(mechanism, half_known, period) <= follows <= possible(mechanism, half_known, period)


@many
@given(half_known_cases())
def test_when_nothing_is_unknown_what_may_and_what_must_follow_is_what_follows(tried: tuple[Mechanism, int, int, int]) -> None:
    mechanism, period, situation, _half_known = tried
    follows = labels(mechanism, situation, period)
    assert certain(mechanism, situation, period) == possible(mechanism, situation, period) == follows


def only(mechanism: Mechanism, reasons: Reasons) -> int:
    """Give the situation in which nothing is known but the facts of an explanation."""
    return mechanism.columns.situation({reason["fact"]: reason["value"] for reason in reasons})


def rules_that_certainly_apply(mechanism: Mechanism, period: int, item: dict[str, Any], section: str) -> set[str]:
    """Give the rules of all rows that say an item, knowing only its explanation."""
    situation = with_possible_answers(mechanism, only(mechanism, item["because"]), period)
    found = set[str]()
    for named, plans in mechanism.concluding[period]:
        for plan in plans if named == section else ():
            if plan.outcome == item.get("id", item.get("org")) and not situation & plan.forbidden:
                found |= set(plan.row.rules)
    return found


@pytest.mark.parametrize("mechanism", [DENMARK, CURRENT], ids=["described", "current"])
@many
@given(data=st.data())
def test_the_facts_of_an_explanation_alone_give_the_item_again(mechanism: Mechanism, data: st.DataObject) -> None:
    case, as_of = data.draw(asked(mechanism))
    answer = answer_to(case, as_of, explain=True, mechanism=mechanism)
    period = mechanism.law.on(mechanism.zone.moment(as_of).day)
    sections = {name: answer[name] for name in LISTS} | {"authorities": answer["identification"]["authorities"]}
    for section, items in sections.items():
        for item in items:
            label = ".".join(filter(None, (section, item.get("id", item.get("org")), item.get("state", item.get("mode")))))
            assert label in certain(mechanism, only(mechanism, item["because"]), period), item
            assert set(item["rules"]) <= rules_that_certainly_apply(mechanism, period, item, section), item


@many
@given(asked())
def test_the_facts_behind_the_stage_alone_give_the_stage_again(asked_for: tuple[dict[str, Any], str]) -> None:
    case, as_of = asked_for
    answer = answer_to(case, as_of, explain=True)
    period = DENMARK.law.on(DENMARK.zone.moment(as_of).day)
    situation = with_possible_answers(DENMARK, only(DENMARK, answer["stage_because"]), period)
    assert DENMARK.columns.by_name["stage"].values(situation) == (answer["stage"],)


@many
@given(asked())
def test_the_facts_behind_a_violation_alone_give_the_violation_again(asked_for: tuple[dict[str, Any], str]) -> None:
    case, as_of = asked_for
    for violation in answer_to(case, as_of, explain=True)["violations"]:
        event = case["events"][violation["event"]]
        table, day = DENMARK.plans[event["type"]].table, DENMARK.zone.moment(event["at"]).day
        assert table is not None
        situation = only(DENMARK, violation["because"])
        found = [row for row in table.versions[DENMARK.law.on(day)] if not situation & row.forbidden]
        assert violation["id"] in {row.then["id"] for row in found if list(row.rules) == violation["rules"]}
