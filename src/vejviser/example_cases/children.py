# SPDX-License-Identifier: EUPL-1.2
"""What is particular to a child: age, representative, family (R52-R56)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.support import offer

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def receive(life: Life) -> None:
    """Appoint a representative and, where the age is unknown or doubted, have it assessed."""
    chance = life.chance
    if not life.is_child(life.day):
        return
    if chance.happens(0.9):
        fields: dict[str, object] = {"by": chance.pick(("municipality", "municipality", "municipality", "dis", "other"))}
        if chance.happens(0.3):
            fields["name"] = chance.pick(how_often.REPRESENTATIVES)
        life.record("representative", life.then(0, 4), **fields)
        life.represented = True
    if chance.happens(how_often.AGE_ASSESSED if life.born is None else how_often.AGE_DISPUTED):
        assess_age(life)


def assess_age(life: Life) -> None:
    """Record the outcome of an age assessment."""
    adult = life.chance.happens(0.35)
    life.record("age_assessment", life.then(2, 20), outcome="adult" if adult else "child")
    life.assessed_adult = adult


def support(life: Life) -> None:
    """Offer what a child is offered, and look for the family if that serves the child."""
    chance, day = life.chance, life.day
    if not life.is_child(day):
        return
    for what in ("child_support", "representative"):
        if chance.happens(0.35):
            offer(life, what, day + chance.between(0, 6))
    if chance.happens(how_often.TRACING):
        look_for_family(life)


def look_for_family(life: Life) -> None:
    """Assess the best interest of the child; trace and reunite only after positive findings."""
    chance = life.chance
    day = life.day + chance.between(3, 25)
    good = chance.happens(0.75)
    life.record("best_interest_assessment", day, outcome="positive" if good else "negative")
    if not good:
        return
    day += chance.between(1, 10)
    life.record("family_tracing", day)
    if chance.happens(how_often.REUNION):
        day += chance.between(10, 40)
        durable = chance.happens(0.6)
        life.record("durable_solution_assessment", day, outcome="positive" if durable else "negative")
        if durable:
            life.record("family_reunion", day + chance.between(5, 30))
