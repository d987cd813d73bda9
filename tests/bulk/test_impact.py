# SPDX-License-Identifier: EUPL-1.2
"""Who maintains the law is told exactly which open cases a change touches: no case more, no case less."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tracemalloc
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from vejviser.bulk import impact as impact_module
from vejviser.bulk.differences import Compared, differences
from vejviser.bulk.impact import impact
from vejviser.bulk.impact_answers import Impact
from vejviser.example_cases import stream
from vejviser.mechanisms import SHIPPED, find
from vejviser.rules.answers import Duty
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from
from vejviser.rules.mechanism import load
from vejviser.rules.problems import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vejviser.rules.mechanism import Mechanism

    Edited = Callable[[str, str, str], Mechanism]

TODAY = dt.date(2027, 12, 31)
AS_OF = "2024-09-15T12:00"
EVERYTHING = Compared(rules=True, wording=True)


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return [dict(case) for case in stream(2_000, 41)]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Give the Danish mechanism with one text of one file replaced."""

    def edit(file: str, before: str, after: str) -> Mechanism:
        folder = shutil.copytree(SHIPPED / "denmark", tmp_path / "denmark")
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {file}"
        path.write_text(text.replace(before, after), encoding="utf-8")
        return load(folder)

    return edit


def lines_of(cases: list[dict[str, Any]]) -> Iterator[bytes]:
    return (json.dumps(case).encode() for case in cases)


def compare(old: Mechanism, new: Mechanism, cases: list[dict[str, Any]], compared: Compared = Compared(), as_of: str = AS_OF) -> Impact:  # noqa: B008  a value that cannot change
    return impact(old, new, lines_of(cases), old.zone.moment(as_of), today=TODAY, compared=compared)


@lru_cache(maxsize=5_000)
def whole_answer(mechanism: Mechanism, line: str, as_of: str) -> Any:
    case = case_from(json.loads(line), mechanism.vocabulary, today=TODAY)
    return msgspec.to_builtins(assess(mechanism, case, mechanism.zone.moment(as_of)))


def content(mechanism: Mechanism, raw: dict[str, Any], compared: Compared, as_of: str) -> Any:
    """Give a whole assessment but for the mechanism's name, and for rules and wording where they are not compared."""
    answer = whole_answer(mechanism, json.dumps(raw), as_of)
    left_out = {"mechanism"} | {name for name, kept in (("rules", compared.rules), ("message", compared.wording)) if not kept}

    def plain(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: plain(value) for key, value in part.items() if key not in left_out}
        if isinstance(part, list | tuple):
            shown = [plain(entry) for entry in part]
            return sorted(shown, key=json.dumps) if shown and isinstance(shown[0], dict) else shown
        return part

    return plain(answer)


def changed_by_hand(old: Mechanism, new: Mechanism, cases: list[dict[str, Any]], compared: Compared, as_of: str = AS_OF) -> set[str]:
    """Assess every case under both mechanisms and compare the whole answers."""
    changed = set()
    for raw in cases:
        before, after = (content(mechanism, raw, compared, as_of) for mechanism in (old, new))
        if before != after and not before["stage"] == after["stage"] == "ended":
            changed.add(raw["case"])
    return changed


def changed_in(found: Impact) -> set[str]:
    return {case.case for case in found.changes}


@pytest.mark.parametrize("compared", [Compared(), EVERYTHING], ids=["content", "everything"])
def test_between_the_two_profiles_exactly_the_cases_change_that_are_answered_otherwise(
    cases: list[dict[str, Any]], compared: Compared
) -> None:
    old, new = find("denmark"), find("denmark@current")
    found = compare(old, new, cases, compared)
    assert changed_in(found) == changed_by_hand(old, new, cases, compared)
    assert 0 < found.changed < found.open < found.read == len(cases)


EDITS = {
    "45 days": ("parameters.toml", '{ value = 30, source = "nrm_dk"', '{ value = 45, source = "nrm_dk"'),
    "adults at 20": ("parameters.toml", "{ value = 18,", "{ value = 20,"),
    "half a year before": ("parameters.toml", "{ value = 90, source", "{ value = 180, source"),
    "SIRI on trial only": (
        "tables/10_authorities.toml",
        'id = "authority-siri"\nif = { competent = ["dis"] }',
        'id = "authority-siri"\nif = { competent = ["dis"], on_trial = ["yes"] }',
    ),
    "courts competent": (
        "tables/10_authorities.toml",
        'then = { org = "courts", mode = "possible" }',
        'then = { org = "courts", mode = "competent" }',
    ),
    "another step": ("tables/70_next_steps.toml", 'then = { id = "offer_support"', 'then = { id = "offer_reflection_period"'),
    "permits roll": ("mechanism.toml", 'roll = "none"', 'roll = "next_working_day"'),
    "no end by the permit": (
        "tables/40_entitlements.toml",
        'state = "offered", until = { fact = "support_until", as = { reflection = "reflection", permit = "residence_permit" } }',
        'state = "offered", until = { fact = "support_until", as = { reflection = "reflection" } }',
    ),
    "another calendar": ("calendar.toml", 'country = "DK"', 'country = "SE"'),
    "revoked permits run on": ("clocks/residence_permit.toml", 'cut_by = { on = "residence_permit_revoked" }', ""),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_one_edit_exactly_the_cases_change_that_are_answered_otherwise(
    cases: list[dict[str, Any]], edited: Edited, name: str
) -> None:
    old, new, some = find("denmark"), edited(*EDITS[name]), cases[:600]
    for compared in (Compared(), EVERYTHING):
        expected = changed_by_hand(old, new, some, compared)
        assert changed_in(compare(old, new, some, compared)) == expected
        assert expected, "this edit touches no case, so it shows nothing"


def test_a_mechanism_compared_with_itself_or_its_copy_changes_nothing(cases: list[dict[str, Any]], edited: Edited) -> None:
    denmark, copy = find("denmark"), edited("mechanism.toml", 'version = "1.0.0"', 'version = "1.0.1"')
    for new in (denmark, copy):
        found = compare(denmark, new, cases[:500], EVERYTHING)
        assert (found.changed, found.kinds, found.changes) == (0, {}, ())
        assert found.open > 100
    assert compare(denmark, copy, cases[:1]).new.version == "1.0.1"


def adult(name: str, *events: dict[str, Any]) -> dict[str, Any]:
    person = {"born": "1995-05-02", "citizenships": ["BR"], "gender": "female", "unaccompanied": False}
    first: tuple[dict[str, Any], ...] = (
        {"type": "encounter", "at": "2027-01-04", "by": "police"},
        {"type": "stay", "at": "2027-01-04", "legal": False},
        {"type": "interview", "at": "2027-01-08", "by": "cmm", "representative_present": False, "interpreter": None},
    )
    return {"case": name, "mechanism": "denmark", "person": person, "events": [*first, *events]}


IDENTIFIED = {"type": "identification", "at": "2027-01-11", "by": "dis", "outcome": "identified"}
REFLECTION = {"type": "reflection_period", "at": "2027-01-12", "by": "dis"}
CLOSED = {"type": "closure", "at": "2027-01-20", "reason": "moved away"}


def test_with_45_days_only_cases_with_a_reflection_period_change_and_both_days_are_told(edited: Edited) -> None:
    cases = [adult("without", IDENTIFIED), adult("with", IDENTIFIED, REFLECTION), adult("over", IDENTIFIED, REFLECTION, CLOSED)]
    found = compare(find("denmark"), edited(*EDITS["45 days"]), cases, as_of="2027-01-25")
    assert (found.read, found.open, found.closed, found.refused, found.changed) == (3, 2, 1, 0, 1)
    assert [(case.line, case.case) for case in found.changes] == [(2, "with")]
    changes = {change.kind: (change.before, change.after) for change in found.changes[0].changes}
    assert changes["clock reflection: last day later"] == ("2027-02-11", "2027-02-26")
    assert changes["entitlement accommodation: ends later"] == ("2027-02-11", "2027-02-26")
    assert changes["duty leave_country: begins later"] == ("2027-02-12", "2027-02-27")
    assert found.kinds == dict.fromkeys(sorted(changes), 1)


def test_with_45_days_every_open_case_whose_30_days_stand_changes_and_none_without_the_clock(
    cases: list[dict[str, Any]], edited: Edited
) -> None:
    denmark = find("denmark")
    changed = changed_in(compare(denmark, edited(*EDITS["45 days"]), cases))
    counted = 0
    for raw in cases:
        answer = assess(denmark, case_from(raw, denmark.vocabulary, today=TODAY), denmark.zone.moment(AS_OF))
        clock = next((clock for clock in answer.clocks if clock.id == "reflection"), None)
        if clock is None:
            assert raw["case"] not in changed
        elif answer.stage != "ended" and (clock.last_day - clock.starts).days == 30:
            assert raw["case"] in changed
            counted += 1
    assert counted > 20


def test_one_changed_row_tells_what_is_no_longer_possible(edited: Edited) -> None:
    trial = {"type": "trial", "at": "2027-01-09", "status": "opened"}
    found = compare(find("denmark"), edited(*EDITS["SIRI on trial only"]), [adult("A"), adult("B", trial)], as_of="2027-01-25")
    assert found.kinds == {"authority siri: no longer possible": 1}
    assert changed_in(found) == {"A"}


def test_cases_alike_but_for_who_met_the_person_are_told_apart(edited: Edited) -> None:
    always_police = edited("tables/70_next_steps.toml", 'actors = { fact = "first_met_by", nobody = "nobody" }', 'actors = ["police"]')
    cases = [adult("police"), adult("prosecution")]
    for case in cases:
        case["events"] = [{"type": "encounter", "at": "2027-01-04", "by": case["case"]}]
    found = compare(find("denmark"), always_police, cases, as_of="2027-01-25")
    assert changed_in(found) == {"prosecution"}
    assert found.kinds == {"next step contact_point_of_contact: actors changed": 1}


def test_of_two_duties_with_one_name_the_one_that_is_gone_is_told_apart_by_its_rules() -> None:
    denmark = find("denmark")
    answer = assess(denmark, case_from(adult("A"), denmark.vocabulary, today=TODAY), denmark.zone.moment("2027-01-25"))
    first, second = (
        Duty("leave_country", dt.date(2027, 2, 12), "due", ("R37",)),
        Duty("leave_country", dt.date(2027, 8, 1), "pending", ("R67",)),
    )
    later = msgspec.structs.replace(second, from_=dt.date(2027, 9, 1))
    before, after = (msgspec.structs.replace(answer, duties=duties) for duties in ((first, second), (later,)))
    assert [(change.kind, change.before, change.after) for change in differences(before, after, Compared())] == [
        ("duty leave_country: begins later", "2027-08-01", "2027-09-01"),
        ("duty leave_country: no longer there", "2027-02-12", None),
    ]
    swapped = msgspec.structs.replace(answer, duties=(second, first))
    assert differences(before, swapped, EVERYTHING) == ()


def test_bad_lines_are_counted_and_named_by_their_number_and_stop_nothing() -> None:
    wrong = adult("wrong", {"type": "closure", "at": "2027-02-30"})
    lines = [json.dumps(adult("first")).encode(), b"{", b"\n", json.dumps(wrong).encode(), json.dumps({"case": adult("last")}).encode()]
    denmark = find("denmark")
    found = impact(denmark, find("denmark@current"), lines, denmark.zone.moment("2027-01-25"), today=TODAY)
    assert (found.read, found.open, found.refused) == (5, 2, 3)
    assert [line.line for line in found.problems] == [2, 3, 4]
    assert found.problems[2].problems[0].startswith("$.events[3].at: ")
    assert changed_in(found) == {"first", "last"}


def test_a_case_that_only_one_mechanism_accepts_is_a_change_with_the_reason() -> None:
    special = {"type": "special_reasons", "at": "2027-01-12", "value": True}
    old, new = find("denmark"), find("denmark@current")
    cases = [adult("special", special), adult("over", special, CLOSED)]
    (gained,) = compare(old, new, cases, as_of="2027-01-25").changes
    assert (gained.case, gained.changes[0].kind, gained.changes[0].after) == ("special", "case file: now accepted", "accepted")
    assert "$.events[3].type: 'special_reasons' is not an event type" in str(gained.changes[0].before)
    back = compare(new, old, cases, as_of="2027-01-25")
    assert (back.open, back.closed, back.kinds) == (1, 1, {"case file: no longer accepted": 1})


def test_a_draft_under_another_name_is_compared_on_the_same_cases(edited: Edited) -> None:
    draft = edited("mechanism.toml", 'id = "denmark"', 'id = "draft"')
    found = compare(find("denmark"), draft, [adult("A")], as_of="2027-01-25")
    assert (found.open, found.refused, found.changed, found.new.id) == (1, 0, 0, "draft")


def test_a_closed_case_that_the_new_law_opens_again_is_told(edited: Edited) -> None:
    reopening = edited("facts.toml", 'set = [{ on = "closure", value = "yes" }]', 'set = [{ on = "closure", value = "no" }]')
    found = compare(find("denmark"), reopening, [adult("A", IDENTIFIED, CLOSED)], as_of="2027-01-25")
    assert (found.open, found.closed, found.changed) == (1, 0, 1)
    assert "stage: ended to assistance" in found.kinds


def test_a_draft_with_a_hole_in_a_table_is_refused_with_the_table(edited: Edited) -> None:
    draft = edited("tables/10_authorities.toml", 'otherwise = "nobody"\n', "")
    unknown = adult("A")
    unknown["events"] = unknown["events"][:1]
    with pytest.raises(PackError, match="denmark: tables: competent_authority: has no row"):
        compare(find("denmark"), draft, [unknown], as_of="2027-01-25")


def test_the_lists_can_be_kept_short_while_the_counts_stay_whole(cases: list[dict[str, Any]]) -> None:
    old, new = find("denmark"), find("denmark@current")
    lines = [*lines_of(cases[:100]), b"{", b"{"]
    moment = old.zone.moment(AS_OF)
    whole = impact(old, new, lines, moment, today=TODAY)
    short = impact(old, new, lines, moment, today=TODAY, most_listed=1)
    assert short.changes == whole.changes[:1]
    assert short.problems == whole.problems[:1]
    assert (short.changed, short.kinds, short.not_listed) == (whole.changed, whole.kinds, whole.changed)


def test_cases_are_read_block_by_block_and_the_blocks_do_not_matter(cases: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = find("denmark"), find("denmark@current")
    moment = old.zone.moment(AS_OF)
    taken: list[int] = []
    told: list[tuple[int, int]] = []

    def lines() -> Iterator[bytes]:
        for number, line in enumerate(lines_of(cases[:100]), start=1):
            taken.append(number)
            yield line

    found = impact(old, new, lines(), moment, today=TODAY, block=30, progress=lambda read: told.append((read, len(taken))))
    assert told == [(30, 30), (60, 60), (90, 90), (100, 100)]
    assert found == impact(old, new, lines_of(cases[:100]), moment, today=TODAY)
    monkeypatch.setattr(impact_module, "MOST_REMEMBERED", 0)
    assert found == impact(old, new, lines_of(cases[:100]), moment, today=TODAY, block=7)


def test_unchanged_cases_take_no_memory(cases: list[dict[str, Any]]) -> None:
    denmark = find("denmark")
    moment = denmark.zone.moment(AS_OF)

    def most_memory(times: int) -> int:
        lines = (line for _ in range(times) for line in lines_of(cases[:100]))
        tracemalloc.start()
        try:
            assert impact(denmark, denmark, lines, moment, today=TODAY, block=50).read == 100 * times
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most_memory(1)
    assert most_memory(8) < 1.2 * most_memory(2)


def test_an_impact_is_json_that_reads_back(cases: list[dict[str, Any]]) -> None:
    found = compare(find("denmark"), find("denmark@current"), cases[:50])
    assert found.changed
    assert msgspec.json.decode(msgspec.json.encode(found), type=Impact) == found
