# SPDX-License-Identifier: EUPL-1.2
"""A row may say something else from a day on, under the same id; the day that is asked about decides which one speaks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from
from vejviser.rules.checks import check_mechanism
from vejviser.rules.mechanism import load

if TYPE_CHECKING:
    from .conftest import Copy

BEFORE = (
    'id = "allocate"\nif = { asylum = ["granted"], municipality = ["no"] }\nthen = { id = "allocate_municipality", actors = ["dis"] }\n'
)
LATER = BEFORE.replace('"dis"', '"municipality"') + 'from = 2030-01-01\nrules = ["R43"]\n\n[[table.rule]]\n'


@pytest.mark.parametrize(("as_of", "actor"), [("2029-12-31", "dis"), ("2030-01-01", "municipality")])
def test_each_version_of_a_row_speaks_on_its_own_days(copy: Copy, as_of: str, actor: str) -> None:
    copy.change("tables/70_next_steps.toml", BEFORE, LATER + BEFORE + "until = 2029-12-31\n")
    mechanism = load(copy.folder)
    raw = {
        "case": "one",
        "mechanism": "denmark",
        "person": {"born": "1990-01-01", "citizenships": [], "gender": "female", "unaccompanied": False},
        "events": [{"type": "asylum_decision", "at": "2029-01-01", "by": "dis", "outcome": "granted"}],
    }
    case = case_from(raw, mechanism.vocabulary, today=dt.date(2029, 1, 1))
    steps = {step.id: step.actors for step in assess(mechanism, case, mechanism.zone.moment(as_of)).next_steps}
    assert steps["allocate_municipality"] == (actor,)


@pytest.mark.parametrize(
    ("until", "says"), [("2029-12-30", "nothing holds from 2029-12-31"), ("2030-01-01", "two entries hold on 2030-01-01")]
)
def test_a_hole_or_an_overlap_between_versions_is_found(copy: Copy, until: str, says: str) -> None:
    copy.change("tables/70_next_steps.toml", BEFORE, LATER + BEFORE + f"until = {until}\n")
    found = [one for one in check_mechanism(copy.folder, year=2026) if one.where.startswith("tables: next_steps: allocate")]
    assert {one.kind for one in found} == {"dates"}
    assert all(says in one.what for one in found)
