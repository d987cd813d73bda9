# SPDX-License-Identifier: EUPL-1.2
"""The tables answered for many situations at once say exactly what they say of one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.example_cases import as_ofs, stream
from vejviser.mechanisms import SHIPPED, find
from vejviser.rules.assess import known_events
from vejviser.rules.case_file import case_from
from vejviser.rules.conclusions import with_answers
from vejviser.rules.fold import derive, fold
from vejviser.rules.mechanism import load
from vejviser.rules.tables import UndecidedError
from vejviser.rules.vector import BLOCK, NONE, Vectorised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Table
    from vejviser.rules.vector import Answered

LAWS = [("denmark", 0), ("denmark@current", 0), ("denmark@current", 1)]
every_law = pytest.mark.parametrize(("name", "period"), LAWS)


def first_row(table: Table, situation: int, period: int) -> int:
    """Give the number of the first row that applies, as the scalar engine would."""
    return next((number for number, row in enumerate(table.versions[period]) if not situation & row.forbidden), NONE)


def assert_equal_to_scalar(mechanism: Mechanism, period: int, situations: Sequence[int], answered: Answered) -> None:
    whole = [with_answers(mechanism, situation, period) for situation in situations]
    width = answered.situations.shape[1]
    assert [int.from_bytes(words.tobytes(), sys.byteorder) for words in answered.situations] == whole
    assert width * 64 >= max(whole).bit_length()
    for table in mechanism.table_steps:
        expected = [first_row(table, situation, period) for situation in whole]
        assert answered.answers[table.name].tolist() == expected, table.name
    for _section, plans in mechanism.concluding[period]:
        name = plans[0].table.name
        expected_rows = [[not situation & plan.forbidden for plan in plans] for situation in whole]
        assert answered.fires[name].tolist() == expected_rows, name


def underived(mechanism: Mechanism) -> list[str]:
    return [name for name in mechanism.facts if name not in mechanism.answering]


@st.composite
def situations_of(draw: st.DrawFn, mechanism: Mechanism) -> int:
    columns = mechanism.columns.by_name
    return sum(columns[name].bits[draw(st.sampled_from(columns[name].domain))] for name in underived(mechanism))


@every_law
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_situation_is_answered_as_the_scalar_engine_answers_it(name: str, period: int, data: st.DataObject) -> None:
    mechanism = find(name)
    situations = data.draw(st.lists(situations_of(mechanism), min_size=1, max_size=8))
    tables = Vectorised(mechanism, period)
    assert_equal_to_scalar(mechanism, period, situations, tables.answer(tables.from_situations(situations)))


@every_law
def test_many_random_situations_are_answered_as_the_scalar_engine_answers_them(name: str, period: int) -> None:
    mechanism = find(name)
    random = np.random.default_rng(20261123)
    domains = {fact: mechanism.columns.by_name[fact].domain for fact in underived(mechanism)}
    codes = {fact: random.integers(0, len(domain), 3_000, dtype=np.uint8) for fact, domain in domains.items()}
    columns = mechanism.columns.by_name
    situations = [sum(columns[fact].bits[domains[fact][places[number]]] for fact, places in codes.items()) for number in range(3_000)]
    tables = Vectorised(mechanism, period)
    words = tables.from_codes(codes)
    assert np.array_equal(words, tables.from_situations(situations))
    assert_equal_to_scalar(mechanism, period, situations, tables.answer(words))


@every_law
def test_the_situations_of_believable_cases_are_answered_alike(name: str, period: int) -> None:
    mechanism = find(name)
    situations = []
    for raw in stream(150, 7):
        raw["events"] = [event for event in raw["events"] if event["type"] in mechanism.events]
        case = case_from(json.loads(json.dumps(raw)), mechanism.vocabulary, today=mechanism.zone.moment("2030-01-01").day)
        for text in islice(as_ofs(raw), 0, None, 5):
            as_of = mechanism.zone.moment(text)
            state = fold(mechanism, case.person, known_events(case, as_of)).state
            situations.append(derive(mechanism, state, as_of.day, mechanism.steps))
    tables = Vectorised(mechanism, period)
    assert_equal_to_scalar(mechanism, period, situations, tables.answer(tables.from_situations(situations)))


def test_blocks_and_threads_give_what_one_pass_gives() -> None:
    mechanism = find("denmark@current")
    tables = Vectorised(mechanism, 1)
    random = np.random.default_rng(5)
    count = 2 * BLOCK + 17
    domains = {fact: mechanism.columns.by_name[fact].domain for fact in underived(mechanism)}
    words = tables.from_codes({fact: random.integers(0, len(domain), count, dtype=np.uint8) for fact, domain in domains.items()})
    whole, threaded = tables.answer(words), tables.answer(words, threads=2)
    blocks = list(tables.blocks(words, 10_000))
    assert [block.start for block in blocks] == list(range(0, count, 10_000))
    assert np.array_equal(whole.situations, threaded.situations)
    assert np.array_equal(whole.situations, np.concatenate([block.situations for block in blocks]))
    for name, rows in whole.answers.items():
        assert np.array_equal(rows, threaded.answers[name])
        assert np.array_equal(rows, np.concatenate([block.answers[name] for block in blocks]))
    for name, fires in whole.fires.items():
        assert np.array_equal(fires, threaded.fires[name])
        assert np.array_equal(fires, np.concatenate([block.fires[name] for block in blocks]))


def test_chosen_tables_bring_the_fact_tables_that_they_look_at_and_no_others() -> None:
    mechanism = find("denmark")
    every, one = Vectorised(mechanism, 0), Vectorised(mechanism, 0, ("authorities",))
    words = every.from_codes({"legal_stay": np.array([0, 1, 2], dtype=np.uint8)})
    found = one.answer(words)
    assert set(found.fires) == {"authorities"}
    assert set(found.answers) == {"competent_authority"}
    assert np.array_equal(found.fires["authorities"], every.answer(words).fires["authorities"])
    assert one.rows < every.rows
    with pytest.raises(KeyError, match="no_such_table"):
        Vectorised(mechanism, 0, ("no_such_table",))


def test_a_fact_left_out_has_its_default() -> None:
    mechanism = find("denmark")
    tables = Vectorised(mechanism, 0)
    answered = tables.answer(tables.from_codes({"legal_stay": np.array([0], dtype=np.uint8)}))
    initial = sum(mechanism.columns.by_name[name].default for name in underived(mechanism))
    assert_equal_to_scalar(mechanism, 0, [initial], answered)


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ({}, "one length"),
        ({"legal_stay": [0, 1], "asylum": [0]}, "one length"),
        ({"legal_stay": [3]}, "legal_stay: 3 lies outside its domain; allowed: 0 to 2"),
        ({"no_such_fact": [0]}, "no_such_fact: unknown"),
        ({"stage": [0]}, "stage: unknown, or answered by a table"),
    ],
)
def test_codes_that_do_not_fit_are_refused(codes: dict[str, list[int]], reason: str) -> None:
    arrays = {name: np.array(places, dtype=np.uint8) for name, places in codes.items()}
    with pytest.raises(ValueError, match=reason):
        Vectorised(find("denmark"), 0).from_codes(arrays)


def test_a_table_without_an_answer_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED / "denmark", tmp_path / "denmark")
    file = folder / "tables" / "10_authorities.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('otherwise = "nobody"\n', ""), encoding="utf-8")
    tables = Vectorised(load(folder), 0)
    known = tables.from_codes({"legal_stay": np.array([1, 2], dtype=np.uint8)})
    assert tables.answer(known).answers["competent_authority"].tolist() == [0, 2]
    with pytest.raises(UndecidedError, match="competent_authority"):
        tables.answer(tables.from_codes({"legal_stay": np.array([1, 0], dtype=np.uint8)}))


def test_the_assessment_of_one_case_does_not_load_numpy() -> None:
    program = """
import sys, vejviser.cli
from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from
mechanism = find("denmark")
as_of = mechanism.zone.moment("2027-01-20")
person = {"born": None, "citizenships": [], "gender": "", "unaccompanied": False}
raw = {"case": "A", "mechanism": "denmark", "person": person, "events": []}
print(assess(mechanism, case_from(raw, mechanism.vocabulary, today=as_of.day), as_of).stage, "numpy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["encountered", "False"]
