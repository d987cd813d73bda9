# SPDX-License-Identifier: EUPL-1.2
"""Whatever is wrong with a mechanism is found, and named by file and key; nothing is found where nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from vejviser.mechanisms import SHIPPED
from vejviser.rules.checks import check_mechanism
from vejviser.rules.checks.finding import Kind

from .broken_names import NAMES
from .broken_tables import CASES, DATES, TABLES
from .broken_words import SOURCES, WORDS

if TYPE_CHECKING:
    from .broken import Broken
    from .conftest import Copy

EVERY = [*NAMES, *WORDS, *SOURCES, *TABLES, *DATES, *CASES]
WAITING = '\n[[table.rule]]\nid = "flag-waiting"\nif = { support_until = ["never"] }\nthen = { id = "A3" }\nrules = ["R26"]\n'


def test_the_danish_mechanism_has_no_finding() -> None:
    assert check_mechanism(SHIPPED / "denmark", year=2026) == []


def test_a_copy_of_it_has_none_either(copy: Copy) -> None:
    assert check_mechanism(copy.folder, year=2026) == []


@pytest.mark.parametrize("broken", EVERY, ids=lambda broken: f"{broken.kind}-{broken.name}")
def test_every_mistake_is_found_and_nothing_else_is(copy: Copy, broken: Broken) -> None:
    if "waiting" in broken.where:
        copy.add("tables/80_flags.toml", WAITING)
    if broken.old is None:
        copy.add(broken.file, broken.new)
    else:
        copy.change(broken.file, broken.old, broken.new)
    findings = check_mechanism(copy.folder, year=2026)
    named = [one for one in findings if (one.kind, one.where) == (broken.kind, broken.where) and broken.says in one.what]
    assert named, "\n".join(str(one) for one in findings)
    others = [one for one in findings if one.kind not in (broken.kind, *broken.consequences)]
    assert not others, "\n".join(str(one) for one in others)


def test_every_kind_of_finding_is_shown_to_be_possible() -> None:
    assert {broken.kind for broken in EVERY} == set(get_args(Kind))


def test_an_open_question_with_a_working_assumption_is_no_finding() -> None:
    # Most of the Danish questions are open, and each says which assumption stands in for an answer.
    assert 'status = "open"' in (SHIPPED / "denmark" / "conflicts.toml").read_text(encoding="utf-8")
    assert not [one for one in check_mechanism(SHIPPED / "denmark", year=2026) if one.kind == "conflict"]


def test_a_calendar_must_reach_ten_years_beyond_the_year_asked_about() -> None:
    findings = check_mechanism(SHIPPED / "denmark", year=2041)
    assert [(one.where, one.kind) for one in findings] == [("calendar.toml: verified_to", "calendar")]


def test_an_impossible_combination_closes_a_gap(copy: Copy) -> None:
    copy.change(
        "tables/20_person.toml",
        'if = { age = ["unknown"], age_assessed = ["none"] }',
        'if = { age = ["unknown"], age_assessed = ["none"], met = ["yes"] }',
    )
    assert {one.kind for one in check_mechanism(copy.folder, year=2026)} >= {"gap"}
    copy.add(
        "never.toml", '\n[[never]]\nif = { age = ["unknown"], age_assessed = ["none"], met = ["no"] }\nwhy = "Somebody met the person."\n'
    )
    assert "gap" not in {one.kind for one in check_mechanism(copy.folder, year=2026)}
