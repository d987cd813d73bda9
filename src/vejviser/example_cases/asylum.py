# SPDX-License-Identifier: EUPL-1.2
"""Asylum, before or after the finding, and what follows a grant or a refusal (R42-R45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.support import offer

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def apply(life: Life) -> None:
    """Apply; some get a stay as an asylum seeker recorded with it."""
    life.record("asylum_application", life.then(0, 20))
    if life.chance.happens(0.3):
        life.stays_from(life.day, legal=True, basis="asylum_seeker")


def decide(life: Life) -> bool:
    """Decide, for most, after months; say whether asylum was granted."""
    chance = life.chance
    if not chance.happens(how_often.ASYLUM_DECIDED):
        return False
    day = life.then(45, 300)
    if not chance.happens(how_often.ASYLUM_GRANTED):
        life.record("asylum_decision", day, by="dis", outcome="refused")
        life.stays_from(day, legal=False)
        return False
    life.record("asylum_decision", day, by="dis", outcome="granted")
    if chance.happens(0.6):
        life.stays_from(day, legal=True, basis="permit")
    settle(life)
    return True


def settle(life: Life) -> None:
    """Allocate the person to a municipality, which offers a plan."""
    chance = life.chance
    if chance.happens(0.85):
        life.record("municipality_allocation", life.then(3, 21), by="dis", municipality=chance.pick(how_often.MUNICIPALITIES))
    if chance.happens(0.7):
        offer(life, "integration_plan", life.then(5, 40))
    if chance.happens(0.3):
        life.record("work", life.then(20, 120), paid=chance.happens(0.8))
