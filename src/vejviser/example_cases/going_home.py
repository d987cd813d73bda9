# SPDX-License-Identifier: EUPL-1.2
"""Return: the wish, the offer, departure, arrival, and the end of the file (R35, R46, R48)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.support import offer

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def wish(life: Life, day: int) -> None:
    """Record the wish to return with assistance, or that there is none, and the offer."""
    chance = life.chance
    if chance.happens(how_often.RETURN_WISH):
        life.record("return_wish", day, value=chance.happens(0.9))
        if chance.happens(0.5):
            offer(life, "assisted_voluntary_return", day + chance.between(0, 5))


def leave(life: Life, last_day: int) -> None:
    """Leave on or before `last_day` (seldom some days after it), and arrive."""
    chance = life.chance
    if not chance.happens(how_often.DEPARTS):
        return
    early = chance.between(0, max(0, min(12, last_day - life.day - 1)))
    life.day = max(life.day + 1, last_day - early + (chance.between(1, 20) if chance.happens(0.08) else 0))
    life.left = life.day
    life.record("departure", life.day)
    if chance.happens(how_often.ARRIVES):
        life.record("arrival", life.then(0, 2), country=life.person["citizenships"][0])


def close(life: Life) -> None:
    """Close some files: after the programme of those who left, after some time for others."""
    chance = life.chance
    if not chance.happens(how_often.CLOSED):
        return
    day = life.then(366, 420) if life.left is not None and chance.happens(0.7) else life.then(20, 200)
    life.record("closure", day, reason=chance.pick(how_often.CLOSURE_REASONS))
    life.closed = True
