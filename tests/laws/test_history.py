# SPDX-License-Identifier: EUPL-1.2
"""What was not known, had not happened, or was not allowed changes nothing; and neither does the order in the file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.histories import (
    DENMARK,
    answer_to,
    asked,
    days,
    events,
    is_accepted,
    many,
    moments,
    pushed_and_pulled,
    renumbered,
    same_places,
    written,
)

# Reported, and the event counts all the same (contract, sentences 7 and 8).
COUNT_ALL_THE_SAME = {
    "decision_without_interview_reason",
    "interview_without_representative",
    "tracing_without_best_interest",
    "reunion_without_durable_solution",
    "permit_without_application",
}
Asked = tuple[dict[str, Any], str]
ZONE = DENMARK.zone


def with_inserted(case: dict[str, Any], more: list[tuple[int, dict[str, Any]]]) -> tuple[dict[str, Any], dict[int, int]]:
    """Give a case file with more events at some places, and where each of its own events went."""
    marked: list[tuple[int | None, dict[str, Any]]] = list(enumerate(case["events"]))
    for place, event in more:
        marked.insert(min(place, len(marked)), (None, event))
    places = {old: new for new, (old, _event) in enumerate(marked) if old is not None}
    return case | {"events": [event for _old, event in marked]}, places


@many
@given(asked(), days, st.lists(st.tuples(st.integers(0, 20), events()), min_size=1, max_size=5), st.integers(0, 400))
def test_an_event_recorded_later_never_changes_what_was_known_earlier(
    asked_for: Asked,
    known_at: dt.date,
    later: list[tuple[int, dict[str, Any]]],
    delay: int,
) -> None:
    case, as_of = asked_for
    recorded = (known_at + dt.timedelta(days=delay)).isoformat() + "T00:01"
    more, places = with_inserted(case, [(place, event | {"recorded": recorded}) for place, event in later])
    assume(is_accepted(more))
    before = answer_to(case, as_of, known_at=known_at.isoformat(), explain=True)
    after = answer_to(more, as_of, known_at=known_at.isoformat(), explain=True)
    assert same_places(after, len(more["events"])) == renumbered(before, places)


@many
@given(asked(), st.lists(st.tuples(st.integers(0, 20), events()), min_size=1, max_size=5))
def test_what_is_known_by_now_is_what_was_known_when_everything_was_recorded_at_once(
    asked_for: Asked,
    more: list[tuple[int, dict[str, Any]]],
) -> None:
    case, as_of = asked_for
    full, _places = with_inserted(case, more)
    assume(is_accepted(full))
    assert written(full, as_of, known_at=as_of) == written(full, as_of)
    late = case | {"events": [event | {"recorded": "2044-01-01"} for event in full["events"]]}
    assert answer_to(late, as_of, known_at=as_of) == answer_to(case | {"events": []}, as_of)
    assert answer_to(late, as_of, known_at="2044-01-01") == answer_to(full, as_of)


@many
@given(asked(), st.lists(st.tuples(st.integers(0, 20), events()), min_size=1, max_size=5))
def test_events_after_the_moment_never_matter(asked_for: Asked, more: list[tuple[int, dict[str, Any]]]) -> None:
    case, as_of = asked_for
    now = ZONE.moment(as_of).instant
    later = [(place, event) for place, event in more if ZONE.moment(event["at"]).instant > now]
    full, places = with_inserted(case, later)
    assume(later and is_accepted(full))
    with_them = same_places(answer_to(full, as_of, explain=True), len(full["events"]))
    assert with_them == renumbered(answer_to(case, as_of, explain=True), places)


@many
@given(asked(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_matters_only_between_events_of_one_instant(asked_for: Asked, chance: Any) -> None:
    case, as_of = asked_for
    order = list(range(len(case["events"])))
    chance.shuffle(order)
    keep_order_within_instants(case["events"], order)
    shuffled = case | {"events": [case["events"][old] for old in order]}
    places = {old: new for new, old in enumerate(order)}
    after = same_places(answer_to(shuffled, as_of, explain=True), len(order))
    assert after == renumbered(answer_to(case, as_of, explain=True), places)


def keep_order_within_instants(found: list[dict[str, Any]], order: list[int]) -> None:
    """Put events of one instant back into the order that they had among themselves."""
    instants = [ZONE.moment(event["at"]).instant for event in found]
    for instant in set(instants):
        slots = [slot for slot, old in enumerate(order) if instants[old] == instant]
        for slot, old in zip(slots, sorted(order[slot] for slot in slots), strict=True):
            order[slot] = old


@many
@given(asked() | asked(cases=pushed_and_pulled(DENMARK)))
def test_an_event_that_is_not_allowed_has_no_effect(asked_for: Asked) -> None:
    case, as_of = asked_for
    answer = answer_to(case, as_of, explain=True)
    without_effect = sorted({one["event"] for one in answer["violations"] if one["id"] not in COUNT_ALL_THE_SAME})
    for gone in without_effect[:4]:
        rest = case | {"events": [event for place, event in enumerate(case["events"]) if place != gone]}
        places = {new: new if new < gone else new + 1 for new in range(len(rest["events"]))}
        expected = same_places(answer, len(case["events"]))
        expected["violations"] = [one for one in expected["violations"] if one["event"] != gone]
        assert renumbered(answer_to(rest, as_of, explain=True), places) == expected


@many
@given(asked(), moments)
def test_an_event_that_is_reported_and_counts_is_known_by_its_name(asked_for: Asked, later: str) -> None:
    case, as_of = asked_for
    named = {one["id"] for moment in (as_of, later) for one in answer_to(case, moment)["violations"]}
    tables = [table for table in DENMARK.tables.values() if table.gives == "violations"]
    counting = {row.then["id"] for table in tables for row in table.rows if row.then.get("counts")}
    assert named & counting == named & COUNT_ALL_THE_SAME
