# SPDX-License-Identifier: EUPL-1.2
"""Sentences 11 and 35: who would decide on the identification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import legal_stay, stays_as_asylum_seeker

if TYPE_CHECKING:
    from .case import Json
    from .reading import History

RULES_OF_COMPETENCE = {"dis": ["R18", "R19"], "cmm": ["R18", "R21"]}


def on_trial(history: History) -> bool:
    """11: the latest `trial` is `opened`."""
    trial = history.latest("trial")
    return trial is not None and trial.text("status") == "opened"


def competent_authority(history: History) -> str | None:
    """11: `dis` without legal stay, `cmm` with it, None while it is unknown; asylum seekers count as without."""
    stay = legal_stay(history)
    if stay is None:
        return None
    return "dis" if stay is False or stays_as_asylum_seeker(history) else "cmm"


def authorities(history: History) -> list[Json]:
    """11."""
    found: list[Json] = []
    competent = competent_authority(history)
    if competent is not None:
        found.append({"org": competent, "mode": "competent", "rules": RULES_OF_COMPETENCE[competent]})
    if competent == "dis":
        found.append({"org": "siri", "mode": "possible", "rules": ["R20"]})
    if on_trial(history):
        found.append({"org": "courts", "mode": "possible", "rules": ["R22"]})
    return found


def former_authority(history: History) -> str | None:
    """35: the authority at the most recent earlier `stay` that is another than now; only if both are named."""
    now = competent_authority(history)
    if now is None:
        return None
    for stay in reversed(history.all("stay")):
        then = competent_authority(history.just_after(stay))
        if then is not None and then != now:
            return then
    return None
