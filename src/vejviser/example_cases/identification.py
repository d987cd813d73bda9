# SPDX-License-Identifier: EUPL-1.2
"""Interviews and formal decisions by whoever is competent on the day (R18-R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life


def identify(life: Life) -> None:
    """Interview the person, decide, and let some findings be opened again or contradicted."""
    if life.chance.happens(how_often.ON_TRIAL):
        life.record("trial", life.then(0, 5), status="opened")
        life.on_trial = True
    for _ in range(life.chance.draw(how_often.INTERVIEWS)):
        interview(life)
    authority = competent(life, life.then(2, 21))
    if authority is not None:
        decide(life, authority, positive=life.chance.happens(how_often.POSITIVE))
    if life.on_trial:
        end_trial(life)
    if life.decided is not None and life.identified is None and life.chance.happens(how_often.REOPENED):
        reopen(life)


def interview(life: Life) -> None:
    """Record an interview by a body that may hold one; a child is never alone in it."""
    chance = life.chance
    day = life.then(1, 9)
    language = how_often.LANGUAGE[life.person["citizenships"][0]]
    if chance.happens(how_often.DANISH_OR_ENGLISH_SPOKEN):
        language = None
    accompanied = life.is_child(day) or chance.happens(0.03)
    life.record("interview", day, by=chance.draw(how_often.INTERVIEWER), representative_present=accompanied, interpreter=language)
    life.interviewed = True


def competent(life: Life, day: int) -> str | None:
    """Return the authority that decides by the stay on `day`; None while the stay is unknown and nobody is on trial."""
    stay = life.stay_on(day)
    if stay.legal is None:
        return "courts" if life.on_trial else None
    if stay.legal and stay.basis != "asylum_seeker":
        return "cmm"
    return "siri" if life.chance.happens(how_often.SIRI_DECIDES) else "dis"


def decide(life: Life, by: str, *, positive: bool) -> None:
    """Record a decision on the cursor day, with a reason where one is needed."""
    chance = life.chance
    fields: dict[str, object] = {"by": by, "outcome": "identified" if positive else "not_identified"}
    if by == "siri":
        fields["reason"] = chance.pick(how_often.REASONS_SIRI)
    elif not life.interviewed:
        fields["reason"] = chance.pick(how_often.REASONS_WITHOUT_INTERVIEW)
    life.record("identification", life.day, **fields)
    life.decided = life.decided or life.day
    if positive and life.identified is None:
        life.identified = life.day


def end_trial(life: Life) -> None:
    """Let the court find, and the trial close."""
    if life.chance.happens(how_often.COURT_FINDS):
        life.then(5, 40)
        decide(life, "courts", positive=life.chance.happens(0.6))
    if life.chance.happens(0.7):
        life.record("trial", life.then(0, 20), status="closed")
        life.on_trial = False


def reopen(life: Life) -> None:
    """Hear the person again and decide anew on new information (A42)."""
    life.then(10, 60)
    interview(life)
    authority = competent(life, life.then(2, 20))
    if authority is not None:
        decide(life, authority, positive=life.chance.happens(0.8))


def stay_becomes_legal(life: Life) -> None:
    """Give the identified person a stay on another ground, on which the other authority finds differently (A11)."""
    life.stays_from(life.then(5, 30), legal=True, basis="permit")
    life.then(5, 20)
    decide(life, "cmm", positive=False)
