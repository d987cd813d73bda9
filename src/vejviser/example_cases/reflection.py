# SPDX-License-Identifier: EUPL-1.2
"""The reflection period: 30 days, extended in steps up to 120, seldom shortened (R26, R27, R36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.local_time import iso

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life

FIRST_DAYS, MOST_DAYS = 30, 120


def begin(life: Life) -> bool:
    """Grant the period to a person without legal stay; say whether its clock runs."""
    day = life.then(0, 7)
    stay = life.stay_on(day)
    if stay.legal or stay.legal is None or life.chance.happens(how_often.NO_REFLECTION):
        if stay.legal and stay.basis != "asylum_seeker" and life.chance.happens(how_often.RESTITUTION):
            life.record("reflection_period", day, by="dis")
        return False
    life.record("reflection_period", day, by="dis")
    life.reflection, life.reflection_last = day, day + FIRST_DAYS
    return True


def cooperate(life: Life, day: int, *, value: bool) -> None:
    """Record whether the person works with the authorities on the return, from `day` on."""
    life.record("return_cooperation", day, value=value)
    life.cooperation.append((day, value))


def refuse_to_cooperate(life: Life) -> None:
    """Record, for some, that there is no cooperation on the return."""
    if life.chance.happens(0.3):
        cooperate(life, life.then(1, 10), value=False)


def extend(life: Life) -> None:
    """Extend the running period once or more, each time in time and with cooperation."""
    chance, start = life.chance, life.reflection
    if start is None:
        return
    cooperate(life, life.then(1, 20), value=True)
    for _ in range(chance.draw(how_often.EXTENSION_STEPS)):
        room = start + MOST_DAYS - life.reflection_last
        if room < 1:
            break
        life.day = max(life.day, life.reflection_last - chance.between(0, 7))
        extend_by(life, room if chance.happens(how_often.TO_THE_CAP) else chance.between(1, min(30, room)))
    if chance.happens(how_often.COOPERATION_WITHDRAWN):
        withdraw(life)


def extend_by(life: Life, days: int) -> None:
    """Record one step of `days`, written as a length or as a last day."""
    life.reflection_last += days
    if life.chance.happens(how_often.STEP_IN_DAYS):
        life.record("reflection_extension", life.day, by="dis", days=days)
    else:
        life.record("reflection_extension", life.day, by="dis", until=iso(life.reflection_last))


def withdraw(life: Life) -> None:
    """Let the person stop cooperating after an extension; seldom the period is shortened for it (A7)."""
    left = life.reflection_last - life.day
    if left < 2:  # noqa: PLR2004 - a day to withdraw on, and one to lose
        return
    cooperate(life, life.then(1, left - 1), value=False)
    if life.chance.happens(how_often.SHORTENED):
        life.reflection_last = life.day + life.chance.between(0, life.reflection_last - life.day - 1)
        life.record("reflection_shortening", life.day, by="dis", until=iso(life.reflection_last))
