# SPDX-License-Identifier: EUPL-1.2
"""No numbered rule of the source is merely listed: each has a place where it does something, or where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vejviser.mechanisms import SHIPPED
from vejviser.rules.checks import where_rules_live

if TYPE_CHECKING:
    from .conftest import Copy

HOMES = where_rules_live(SHIPPED / "denmark")


def test_all_seventy_six_rules_are_there() -> None:
    assert list(HOMES) == [f"R{number}" for number in range(1, 77)]


@pytest.mark.parametrize("rule", HOMES)
def test_every_rule_lives_somewhere(rule: str) -> None:
    assert HOMES[rule]


@pytest.mark.parametrize(
    ("rule", "home"),
    [
        ("R1", "organisation:police"),
        ("R9", "contact:cmm_hotline"),
        ("R11", "contact:police_hotline"),
        ("R20", "row:authorities/authority-siri"),
        ("R25", "conflict:A54"),
        ("R27", "parameter:reflection_total_days"),
        ("R27", "row:check_reflection_extension/extension-beyond-the-cap"),
        ("R31", "row:entitlements/accommodation-offered"),
        ("R60", "role:prosecution/permit_applicant"),
        ("R65", "clock:residence_permit"),
    ],
)
def test_a_rule_is_found_where_it_lives(rule: str, home: str) -> None:
    assert home in HOMES[rule]


def test_a_rule_that_is_taken_out_of_its_place_is_no_longer_found_there(copy: Copy) -> None:
    copy.change("parameters.toml", 'rules = ["R27"]', 'rules = ["R26"]')
    assert "parameter:reflection_total_days" not in where_rules_live(copy.folder)["R27"]
