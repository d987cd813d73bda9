# SPDX-License-Identifier: EUPL-1.2
"""What somebody is shown of a future is what the rules say of the facts and the supposed events, and of nothing else."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, to_builtins
from msgspec.structs import replace

from tests.laws.histories import CURRENT, DENMARK, TODAY, few, lives
from tests.public.test_frame import shape
from vejviser.futures.compare import Comparison, compare
from vejviser.futures.plan import FOLDER, plan_of
from vejviser.futures.view import comparison_view
from vejviser.mechanisms import shipped
from vejviser.rules.assess import assess
from vejviser.rules.case_file import Case, case_from
from vejviser.rules.events import Event
from vejviser.rules.golden import golden_cases
from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.futures.compare import Column
    from vejviser.futures.supposing import Supposed
    from vejviser.futures.view_models import ColumnView
    from vejviser.rules.answers import Assessment
    from vejviser.rules.mechanism import Mechanism

SECTIONS = ("clocks", "entitlements", "duties", "not_allowed", "next_steps")
GOLDEN = {one.id: one for one in golden_cases(DENMARK.pack.folder)}
mechanisms = st.sampled_from((DENMARK, CURRENT))


def compared(mechanism: Mechanism, case: Case, day: dt.date, **more: Any) -> Comparison:
    """Compare all futures of a case, asked about the first moment of a day."""
    return compare(mechanism, case, plan_of(mechanism).futures, mechanism.zone.start_of(day), **more)


def golden(name: str, day: str, **more: Any) -> Comparison:
    """Compare all futures of a golden case."""
    return compared(DENMARK, GOLDEN[name].history(DENMARK), dt.date.fromisoformat(day), **more)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Mechanism, Case, dt.date]:
    """Give a believable life, and a day on which somebody asks what would follow."""
    mechanism, raw = draw(mechanisms), draw(lives())
    case = case_from(raw, mechanism.vocabulary, today=TODAY, any_mechanism=True)
    first = case.events[0].at.day if case.events else dt.date(2025, 1, 1)
    return mechanism, case, first + dt.timedelta(days=draw(st.integers(0, 400)))


def every(comparison: Comparison) -> Iterator[tuple[Supposed, Assessment]]:
    """Give everything that was supposed, with what follows from it."""
    for column in comparison.columns:
        yield column.supposed, column.assessment
        yield from ((branch.supposed, branch.assessment) for branch in column.branches)


def column(comparison: Comparison, name: str) -> Column:
    return next(one for one in comparison.columns if one.file.id == name)


def view(comparison: Comparison, name: str, language: str = "en") -> ColumnView:
    return next(one for one in comparison_view(comparison, language).columns if one.id == name)


@few
@given(asked())
def test_none_of_these_adds_nothing_and_is_the_assessment_of_the_facts(given: tuple[Mechanism, Case, dt.date]) -> None:
    mechanism, case, day = given
    first = compared(mechanism, case, day).columns[0]
    assert first.file.id == "none"
    assert not first.supposed.assumed
    assert first.assessment == assess(mechanism, case, mechanism.zone.start_of(day))


@few
@given(asked())
def test_every_future_is_the_assessment_of_a_case_file_with_its_events_in_it(given: tuple[Mechanism, Case, dt.date]) -> None:
    mechanism, case, day = given
    before = to_builtins(tuple(event.fields for event in case.events))
    for supposed, assessment in every(compared(mechanism, case, day)):
        known = [event for event in case.events if event.at.instant <= mechanism.zone.start_of(day).instant]
        assert [event for event in supposed.case.events if event.place in {one.place for one in known}] == known
        assert len(supposed.case.events) == len(known) + len(supposed.assumed)
        whole = assess(mechanism, supposed.case, supposed.moment)
        assert assessment == whole
        problems: list[Problem] = []
        assert all(mechanism.vocabulary.event(written(one.event), 0, problems) for one in supposed.assumed), problems
    assert to_builtins(tuple(event.fields for event in case.events)) == before


def written(event: Any) -> dict[str, Any]:
    """Write a supposed event as a case file would have it."""
    fields = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in event.fields.items()}
    return {"type": event.type, "at": event.at.local, **fields}


@few
@given(asked())
def test_no_supposed_event_lies_before_the_day_asked_and_no_last_day_beyond_the_cap(given: tuple[Mechanism, Case, dt.date]) -> None:
    mechanism, case, day = given
    for supposed, assessment in every(compared(mechanism, case, day)):
        assert all(one.event.at.day >= day for one in supposed.assumed)
        for clock in assessment.clocks:
            if clock.cap is not UNSET and clock.cap is not None:
                assert clock.last_day <= clock.cap


@few
@given(asked(), st.sampled_from(("en", "da")))
def test_a_day_that_is_shown_in_a_column_stands_in_its_assessment(given: tuple[Mechanism, Case, dt.date], language: str) -> None:
    mechanism, case, day = given
    comparison = compared(mechanism, case, day)
    texts = mechanism.texts(language)
    for shown, own in zip(comparison_view(comparison, language).columns, comparison.columns, strict=True):
        for right in own.assessment.entitlements if own.possible else ():
            label = texts.get(f"entitlements.{right.id}.label")
            lines = [line for cell in shown.cells for line in cell.lines if f"entitlements.{right.id}" in line.about]
            assert len(lines) == 1
            assert label.lower() in lines[0].text.lower()
            assert set(right.rules) <= set(lines[0].rules)
            none = "" if right.state == "ended" else texts.get("words.no_end_known")
            assert (none if right.until is None else texts.date(right.until)) in lines[0].text
        dates = {texts.date(one) for one in days_of(own.assessment)}
        for line in (line for cell in shown.cells for line in cell.lines):
            assert all(date in dates for date in dates_in(line.text, mechanism, language)), line.text


def days_of(assessment: Assessment) -> set[dt.date]:
    found: set[dt.date | None] = {right.until for right in assessment.entitlements} | {duty.from_ for duty in assessment.duties}
    for clock in assessment.clocks:
        found |= {clock.starts, clock.last_day} | ({clock.cap} if isinstance(clock.cap, dt.date) else set())
    return {day for day in found | {step.act_by for step in assessment.next_steps} if day is not None}


def dates_in(text: str, mechanism: Mechanism, language: str) -> list[str]:
    """Give every date that a text writes out, by trying the days of the years around."""
    return [written for written in dates_around(mechanism, language) if written in text]


_AROUND: dict[tuple[str, str], list[str]] = {}


def dates_around(mechanism: Mechanism, language: str) -> list[str]:
    key = (mechanism.full_id, language)
    if key not in _AROUND:
        texts, first = mechanism.texts(language), dt.date(2024, 1, 1)
        _AROUND[key] = [texts.date(first + dt.timedelta(days=days)) for days in range(6 * 366)]
    return _AROUND[key]


PARTS = ("participation", "police_collaboration", "presence_required")
HIDDEN = st.lists(st.tuples(st.sampled_from((*PARTS, "opened")), st.booleans()), min_size=1, max_size=4)


@few
@given(asked(), HIDDEN)
def test_a_settled_way_supposed_blindly_tells_nothing_of_what_its_events_are_conditioned_on(
    given: tuple[Mechanism, Case, dt.date], hidden: list[tuple[str, bool]]
) -> None:
    mechanism, case, day = given
    police = next(future for future in plan_of(mechanism).futures if future.id == "police")
    permit = next(outcome for outcome in police.outcomes if outcome.id == "permit")
    assert police.settled
    assert permit.settled
    blind = replace(
        police,
        needs=(),
        assumed=tuple(replace(file, when={}) for file in police.assumed),
        outcomes=(replace(permit, assumed=tuple(replace(file, when={}) for file in permit.assumed)),),
    )
    case = case._replace(events=tuple(event for event in case.events if event.type not in (*PARTS, "proceedings")))
    at, place = mechanism.zone.start_of(day), max((event.place for event in case.events), default=-1) + 1
    told = [
        Event(place + number, kind if kind in PARTS else "proceedings", at, at, {"value": value} if kind in PARTS else {"status": kind})
        for number, (kind, value) in enumerate(hidden)
    ]
    other = case._replace(events=(*(event for event in case.events if event.at.instant <= at.instant), *told))
    first, second = (view_of_others(compare(mechanism, one, [blind], at)) for one in (case, other))
    assert first == second


def view_of_others(comparison: Comparison) -> list[set[str]]:
    """Give what follows for who does not see what is of the police, of the way and of its outcome."""
    found = []
    for assessment in (comparison.columns[0].assessment, *(branch.assessment for branch in comparison.columns[0].branches)):
        names = {f"{section}: {item}" for section in SECTIONS for item in getattr(assessment, section) if item.id not in OF_THE_POLICE}
        found.append(names)
    return found


OF_THE_POLICE = ("apply_residence_permit", "renew_residence_permit")


@pytest.mark.parametrize("mechanism", [DENMARK, CURRENT], ids=["described", "current"])
def test_every_conclusion_of_the_mechanism_has_its_one_row(mechanism: Mechanism) -> None:
    plan = plan_of(mechanism)
    for section in SECTIONS:
        named = [name for row in plan.rows for name in getattr(row, section)]
        known = {rule.id for rule in mechanism.clocks} if section == "clocks" else known_ids(mechanism, section)
        assert len(named) == len(set(named)), section
        assert known <= set(named), section


def known_ids(mechanism: Mechanism, section: str) -> set[str]:
    tables = (table for table in mechanism.tables.values() if table.gives == section)
    return {str(row.then["id"]) for table in tables for row in table.rows}


def test_every_shipped_mechanism_that_is_compared_names_only_what_it_has(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "denmark" in shipped()
    text = (FOLDER / "denmark.toml").read_text(encoding="utf-8")
    (tmp_path / "denmark.toml").write_text(text.replace('event = "return_wish"', 'event = "flight_home"'), encoding="utf-8")
    monkeypatch.setattr("vejviser.futures.plan.FOLDER", tmp_path)
    with pytest.raises(PackError, match="flight_home"):
        plan_of.__wrapped__(DENMARK)


def test_both_languages_have_the_same_words() -> None:
    english, danish = (tomllib.loads((FOLDER / "texts" / f"{tag}.toml").read_text(encoding="utf-8")) for tag in ("en", "da"))
    assert shape(english) == shape(danish)
    plan = plan_of(DENMARK)
    said = [one.title for one in plan.futures] + [one.says for one in plan.futures]
    said += [one.title for one in plan.rows] + [one.empty for one in plan.rows]
    said += [outcome.title for future in plan.futures for outcome in future.outcomes]
    assert all(set(words) == {"en", "da"} for words in said)


def test_what_an_authority_decides_is_never_among_what_is_certain() -> None:
    comparison = golden("raid_and_reflection_period", "2027-03-25")
    police, home = column(comparison, "police"), column(comparison, "return")
    assert "residence_permit" not in {clock.id for clock in police.assessment.clocks}
    assert {branch.file.id for branch in police.branches} == {"permit", "case_over"}
    stay = next(cell for cell in view(comparison, "police").cells if cell.id == "stay")
    assert not [line for line in stay.lines if "clocks.residence_permit" in line.about]
    assert [line for line in stay.may[0].adds if "clocks.residence_permit" in line.about]
    reflection = next(cell for cell in view(comparison, "return").cells if cell.id == "reflection")
    assert reflection.may[0].at_most
    last = next(clock.last_day for clock in home.assessment.clocks if clock.id == "reflection")
    assert last == dt.date(2027, 4, 16)
    extended = next(clock for clock in home.branches[0].assessment.clocks if clock.id == "reflection")
    assert extended.last_day == extended.cap == dt.date(2027, 7, 15)


def test_a_refused_application_does_not_void_the_duty_to_leave_and_a_granted_one_does() -> None:
    asylum = column(golden("raid_and_reflection_period", "2027-03-25"), "asylum")
    states = {branch.file.id: [duty.state for duty in branch.assessment.duties] for branch in asylum.branches}
    assert states == {"granted": ["void"], "refused": ["due"]}
    assert [duty.state for duty in asylum.assessment.duties] == ["held"]


def test_a_day_can_be_chosen_and_moves_what_follows() -> None:
    comparison = golden("raid_and_reflection_period", "2027-03-25", chosen={"police-permit-residence_permit": dt.date(2027, 4, 12)})
    permit = next(clock for clock in column(comparison, "police").branches[0].assessment.clocks if clock.id == "residence_permit")
    assert (permit.starts, permit.last_day) == (dt.date(2027, 4, 12), dt.date(2027, 10, 12))


def test_a_day_before_what_it_follows_is_not_taken_and_said_to_be_too_early() -> None:
    chosen = {"return-home-departure": dt.date(2027, 4, 10), "return-home-arrival": dt.date(2027, 4, 1)}
    comparison = golden("raid_and_reflection_period", "2027-03-25", chosen=chosen)
    home = next(one for column in comparison.columns for one in column.branches if one.file.id == "home")
    days = {one.event.type: (one.event.at.day, one.too_early) for one in home.supposed.assumed}
    assert days["departure"] == (dt.date(2027, 4, 10), None)
    assert days["arrival"] == (dt.date(2027, 4, 10), dt.date(2027, 4, 1))
    said = [one.error for one in comparison_view(comparison, "en").errors]
    assert said == ["2027-04-01 lies before what this follows. Allowed is 2027-04-10 or later."]


def test_a_future_that_the_rules_do_not_allow_says_which_rule_and_what_would_make_it_possible() -> None:
    late = view(golden("raid_and_reflection_period", "2027-05-01"), "return")
    extension = next(one for one in late.outcomes if one.refusals)
    assert extension.refusals[0].rules == ("R27", "K9")
    assert "assisted voluntary return" in extension.refusals[0].message


def test_nothing_of_what_is_refused_is_shown_to_follow() -> None:
    too_late = {"return-extension-reflection_extension": dt.date(2027, 4, 20)}
    comparison = golden("raid_and_reflection_period", "2027-03-25", chosen=too_late)
    branch = column(comparison, "return").branches[0]
    assert branch.refused
    assert branch.assessment != column(comparison, "return").assessment
    shown = view(comparison, "return")
    refused = next(one for one in shown.outcomes if one.refusals)
    assert not [may for cell in shown.cells for may in cell.may if may.title == refused.title]
    assert shown.unfolded


def test_what_is_supposed_for_the_day_asked_about_comes_after_all_that_was_entered_for_it() -> None:
    case = GOLDEN["raid_and_reflection_period"].history(DENMARK)
    evening = DENMARK.zone.moment("2027-03-17T20:00")
    asylum = next(one for one in compare(DENMARK, case, plan_of(DENMARK).futures, evening).columns if one.file.id == "asylum")
    assert asylum.supposed.case.events[-1].type == "asylum_application"
    assert asylum.supposed.moment == evening


def test_a_future_that_does_not_fit_the_facts_says_what_stands_in_the_way() -> None:
    comparison = golden("danish_citizen", "2027-12-31")
    shown = view(comparison, "asylum")
    assert shown.refusals
    assert "R42" in shown.refusals[0].rules
    assert "possible if" in shown.refusals[0].message
    assert not shown.cells
    assert not shown.outcomes
    assert not column(comparison, "asylum").supposed.assumed


def test_nothing_may_come_of_a_future_that_does_not_fit_the_facts() -> None:
    gone = column(golden("extended_to_the_limit_and_returned", "2028-05-17"), "police")
    assert [one.fact for one in gone.unmet] == ["departed"]
    assert not gone.branches
    assert gone.supposed.moment == gone.supposed.asked


def test_what_was_entered_for_a_later_day_is_left_out_of_every_future() -> None:
    comparison = golden("raid_and_reflection_period", "2027-03-10")
    for supposed, _assessment in every(comparison):
        assert "reflection_period" not in {event.type for event in supposed.case.events}


def test_returning_takes_support_and_the_permit_from_helping_the_police() -> None:
    comparison = comparison_view(golden("raid_and_reflection_period", "2027-03-25"), "en")
    both = next(one for one in comparison.together if one.title.startswith("Helping the police, and: Returning"))
    lost = {line.text for line in both.lost}
    assert "Psychological support" in lost
    assert "Apply for a residence permit for the person" in lost
    asylum = next(one for one in comparison.together if one.title == "Helping the police, and: Asking for asylum")
    assert not asylum.lost
    assert not asylum.refusals


def test_only_what_may_be_seen_is_shown() -> None:
    comparison = golden("raid_and_reflection_period", "2027-03-25")
    shown = comparison_view(comparison, "en", sees=lambda section, _name: section == "entitlements")
    about = {name for one in shown.columns for cell in one.cells for line in (*cell.lines, *added(cell)) for name in line.about}
    about |= {name for one in shown.together for line in one.lost for name in line.about}
    assert about
    assert all(name.startswith("entitlements.") for name in about)
    assert not [doubt for one in shown.columns for doubt in one.doubts]


def added(cell: Any) -> list[Any]:
    return [line for may in cell.may for line in (*may.adds, *may.removes)]
