# SPDX-License-Identifier: EUPL-1.2
"""The mistakes that people make in a pack, each found with the message that docs/writing-a-mechanism.md shows."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from vejviser.rules.checks import check_mechanism

if TYPE_CHECKING:
    from pathlib import Path


class Mistake(NamedTuple):
    """What somebody writes instead of what stands in a file, and what the check says about it first."""

    file: str
    right: str
    wrong: str
    said: str


MISTAKES = {
    "a row that names a value which the fact does not have": Mistake(
        "tables/10_person.toml",
        'if = { age = ["unknown", "adult"] }',
        'if = { age = ["unknown", "adults"] }',
        "tables: child: of-age-or-unknown: age cannot be 'adults'; allowed: unknown, child, nearly_adult, adult [not_loaded]",
    ),
    "an event that says more than the fact knows": Mistake(
        "events.toml",
        'values = ["victim", "not_victim"]',
        'values = ["victim", "not_victim", "perhaps"]',
        "facts.toml: finding: commission_finding.finding may be 'perhaps', which is no value of the fact; write `as`, or allow it; "
        "allowed: presumed, not_identified, identified [not_loaded]",
    ),
    "two rows for one situation": Mistake(
        "tables/10_person.toml",
        'if = { age = ["unknown", "adult"] }',
        'if = { age = ["unknown", "nearly_adult", "adult"] }',
        "tables: child: of-age-or-unknown: rows under-age and of-age-or-unknown of a unique table "
        "both apply when age=nearly_adult [overlap]",
    ),
    "no row for a situation": Mistake(
        "tables/10_person.toml",
        'if = { age = ["unknown", "adult"] }',
        'if = { age = ["adult"] }',
        "tables: child: no row applies when age=unknown; add a row, or `otherwise` [gap]",
    ),
    "a row that can never apply": Mistake(
        "tables/20_leaving.toml",
        'id = "void-by-moving-away"\nif = { moved_away = ["yes"] }',
        'id = "void-by-moving-away"\nif = { permit = ["running"], moved_away = ["yes"] }',
        "tables: leaving: void-by-moving-away: can never apply: "
        "hidden by the rows before it (no-period-no-duty, void-by-permit) [dead_row]",
    ),
    "days without a number of the law": Mistake(
        "parameters.toml",
        "{ value = 45, from = 2026-01-01",
        "{ value = 45, from = 2026-02-01",
        "parameters.toml: parameters.recovery_days (described): has a hole: nothing holds from 2026-01-01 until 2026-01-31 [dates]",
    ),
    "hours that are no hours": Mistake(
        "organisations.toml",
        'hours = "24/7"',
        'hours = "24/7 always"',
        "organisations.toml: organisations.night_line.contact.night_line_telephone.hours: '24/7 always' "
        "is not a usable line of opening hours; "
        "allowed are lines such as Mo-Fr 08:30-16:00; PH off [hours]",
    ),
    "a source that is not listed": Mistake(
        "parameters.toml",
        'source = "protection_act", pin = "section 20"',
        'source = "protektion_act", pin = "section 20"',
        "parameters.toml: parameters.permit_months.values[0]: unknown source 'protektion_act'; allowed: protection_act [unknown_id]",
    ),
    "a word that is missing": Mistake(
        "texts/en.toml",
        'label = "A second step"\n',
        "",
        "texts/en.toml: not_allowed.second_step.label: the text is missing [text]",
    ),
    "a case that expects another day": Mistake(
        "cases/recovery_with_one_step.toml",
        'last_day = "2026-04-23"',
        'last_day = "2026-04-24"',
        "cases/recovery_with_one_step.toml: as of 2026-03-11: clocks[recovery].last_day: expected '2026-04-24', got '2026-04-23'   "
        "(the clock started with the finding) [golden_differs]",
    ),
    "a calendar that ends soon": Mistake(
        "calendar.toml",
        "verified_to = 2040",
        "verified_to = 2028",
        "calendar.toml: verified_to: is 2028; for the year 2026 it must be 2036 or later [calendar]",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_found_and_named(mistake: Mistake, norland_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "norland"
    shutil.copytree(norland_folder, folder)
    path = folder / mistake.file
    content = path.read_text(encoding="utf-8")
    assert content.count(mistake.right) >= 1
    path.write_text(content.replace(mistake.right, mistake.wrong, 1), encoding="utf-8")
    assert mistake.said in [str(finding) for finding in check_mechanism(folder, year=2026)]


def test_the_page_for_authors_shows_each_of_these_messages(project_folder: Path) -> None:
    page = " ".join((project_folder / "docs" / "writing-a-mechanism.md").read_text(encoding="utf-8").split())
    assert [name for name, mistake in MISTAKES.items() if " ".join(mistake.said.split()) not in page] == []
