# SPDX-License-Identifier: EUPL-1.2
"""Offers of support and consent to share (R31-R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.local_time import iso

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def offer(life: Life, what: str, day: int) -> None:
    """Record an offer and its answer."""
    life.record("offer", day, what=what, answer="accepted" if life.chance.happens(how_often.ACCEPTED) else "declined")


def offer_some(life: Life) -> None:
    """Offer up to four kinds of support in the days after the finding, none twice."""
    chance = life.chance
    offered = dict.fromkeys(chance.draw(how_often.OFFERED) for _ in range(chance.draw(how_often.OFFERS)))
    for what in offered:
        offer(life, what, life.day + chance.between(0, 9))


def consent_to_share(life: Life) -> None:
    """Record a consent, some with a last day, some withdrawn again."""
    chance = life.chance
    if not chance.happens(how_often.CONSENTS_TO_SHARE):
        return
    recipient = chance.draw(how_often.RECIPIENT)
    scope = [section for section in how_often.SECTIONS if chance.happens(0.3)] or ["contact"]
    day = life.day + chance.between(0, 12)
    if chance.happens(0.25):
        life.record("consent", day, recipient=recipient, scope=scope, value=True, until=iso(day + chance.between(30, 365)))
    else:
        life.record("consent", day, recipient=recipient, scope=scope, value=True)
    if chance.happens(how_often.CONSENT_WITHDRAWN):
        life.record("consent", day + chance.between(5, 90), recipient=recipient, scope=scope, value=False)
