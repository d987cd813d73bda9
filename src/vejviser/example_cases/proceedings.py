# SPDX-License-Identifier: EUPL-1.2
"""The case against the offender: participation, investigation, presence (R36, R38, R57, R58)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def open_proceedings(life: Life) -> None:
    """Open an investigation, before or after the person agrees to take part."""
    life.record("proceedings", life.then(0, 6), status="opened")
    if life.chance.happens(how_often.PROCEEDINGS_OVERLAP):
        life.record("proceedings", life.day + life.chance.between(0, 3), status="opened")
        how = life.chance.draw(how_often.HOW_PROCEEDINGS_END)
        life.record("proceedings", life.day + life.chance.between(4, 12), status="ended", how=how)


def take_part(life: Life) -> None:
    """Record participation, work with the police, or both (A25)."""
    chance = life.chance
    day = life.then(0, 5)
    participates = chance.happens(0.8)
    if participates:
        life.record("participation", day, value=True)
    if not participates or chance.happens(0.7):
        life.record("police_collaboration", day + chance.between(0, 1), value=True)
    life.then(1, 2)
    life.collaborates = True
    if chance.happens(0.5):
        life.record("presence_required", life.day, value=True)


def participate_without_permit(life: Life) -> None:
    """Let the person take part although nobody applies for a permit (A27); sometimes the person is not willing to."""
    if life.chance.happens(how_often.PARTICIPATES_ANYWAY):
        life.record("participation", life.then(0, 6), value=True)
        life.collaborates = True
        if life.chance.happens(0.6):
            life.record("proceedings", life.day, status="opened")
    elif life.chance.happens(0.25):
        kind = "participation" if life.chance.happens(0.7) else "police_collaboration"
        life.record(kind, life.then(0, 6), value=False)


def end(life: Life) -> None:
    """End the proceedings, or only the need for the person's presence, for most."""
    chance = life.chance
    if chance.happens(how_often.PROCEEDINGS_END):
        life.record("proceedings", life.then(1, 120), status="ended", how=chance.draw(how_often.HOW_PROCEEDINGS_END))
        life.proceedings_ended = life.day
    if chance.happens(0.3):
        life.record("presence_required", life.then(0, 10), value=False)
