# SPDX-License-Identifier: EUPL-1.2
"""Mistakes that the rules report: a small function for each violation of the contract.

Each puts its violation into a finished life if it fits there, and returns whether it did. Days are chosen so that the event
violates; most such events have no effect, so the rest of the life stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.first_contact import AUTHORITIES
from vejviser.example_cases.life import FEWEST_EVENTS, MOST_EVENTS
from vejviser.example_cases.local_time import iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.example_cases.life import Life

CAP = 120
ROOM_FOR_MISTAKES = MOST_EVENTS - 4
TRIES = 12


def make_mistakes(life: Life) -> None:
    """Put one mistake, seldom two, into `life`, and note their ids in `life.mistakes`."""
    if len(life.rows) > ROOM_FOR_MISTAKES:
        return
    wanted = 2 if life.chance.happens(how_often.SECOND_MISTAKE) else 1
    for _ in range(TRIES):
        name = life.chance.draw(how_often.MISTAKE)
        if name not in life.mistakes and MISTAKES[name](life):
            life.mistakes.append(name)
            if len(life.mistakes) == wanted:
                return


def cooperates(life: Life, day: int) -> bool:
    """Say whether cooperation on the return holds on `day`."""
    known = [value for since, value in life.cooperation if since <= day]
    return bool(known) and known[-1]


def extension(life: Life, day: int, last: int, *, as_days: bool) -> None:
    """Record an extension to `last`, as a length (when it ends after the last day in force) or as a date."""
    if as_days and last > life.reflection_last:
        life.record("reflection_extension", day, by="dis", days=last - life.reflection_last)
    else:
        life.record("reflection_extension", day, by="dis", until=iso(last))


def beyond_cap(life: Life) -> bool:
    """Extend in time and with cooperation, but to a day after the cap."""
    if life.reflection is None or life.permit is not None or not cooperates(life, life.reflection_last):
        return False
    day = min(life.reflection_last, life.left or life.reflection_last)
    extension(life, day, life.reflection + CAP + life.chance.between(1, 60), as_days=life.chance.happens(0.5))
    return True


def without_return_cooperation(life: Life) -> bool:
    """Extend although the person does not cooperate on the return."""
    if life.reflection is None:
        return False
    day = life.reflection + life.chance.between(1, 28)
    if cooperates(life, day) or (life.permit is not None and day >= life.permit) or (life.left is not None and day >= life.left):
        return False
    life.record("reflection_extension", day, by="dis", days=life.chance.between(5, 30))
    return True


def after_last_day(life: Life) -> bool:
    """Extend a period that is over."""
    if life.reflection is None or life.permit is not None:
        return False
    day = life.reflection_last + life.chance.between(1, 8)
    if life.left is not None and life.left <= day:
        return False
    extension(life, day, day + life.chance.between(5, 25), as_days=False)
    return True


def by_another_applicant(life: Life) -> bool:
    """Let the person, or a helper, apply for the residence permit."""
    if life.identified is None:
        return False
    by = life.chance.pick(("person", "person", "person", "hopenow", "reden_international", "cmm"))
    life.record("residence_permit_application", life.identified + life.chance.between(1, 25), by=by)
    return True


def after_proceedings(life: Life) -> bool:
    """Apply for, or issue, one more permit when the proceedings are over."""
    if life.permit is None or life.proceedings_ended is None:
        return False
    day = life.proceedings_ended + life.chance.between(1, 20)
    if life.chance.happens(0.6):
        life.record("residence_permit_application", day, by=life.chance.draw(how_often.APPLICANT))
    else:
        life.record("residence_permit", day, by="dis")
    return True


def permit_without_collaboration(life: Life) -> bool:
    """Issue a permit to a person who never worked with the police."""
    if life.identified is None or life.collaborates:
        return False
    day = life.identified + life.chance.between(5, 25)
    life.record("residence_permit_application", day, by="police")
    life.record("residence_permit", day + life.chance.between(1, 9), by="dis")
    return True


def wrong_interviewer(life: Life) -> bool:
    """Let a body hold the interview that may not."""
    day = (life.decided or life.day) - life.chance.between(0, 1)
    if day <= life.rows[0][0]:
        return False
    by = life.chance.pick(("police", "police", "dis", "ngo", "municipality"))
    life.record("interview", day, by=by, representative_present=life.is_child(day), interpreter=None)
    return True


def wrong_authority(life: Life) -> bool:
    """Let a body decide that is not competent by the stay of the day, or grant what only one body grants."""
    chance = life.chance
    day = (life.identified or life.day) + chance.between(1, 10)
    if life.identified is not None and chance.happens(0.4):
        life.record("reflection_period", day, by=chance.pick(("cmm", "police", "siri")))
        return True
    stay = life.stay_on(day)
    by = "dis" if stay.legal and stay.basis != "asylum_seeker" else "cmm"
    life.record("identification", day, by=by, outcome="identified", reason=chance.pick(how_often.REASONS_WITHOUT_INTERVIEW))
    return True


def no_interview_and_no_reason(life: Life) -> bool:
    """Take the interviews away from before the only decision, and its reason too."""
    findings = [event for _, event in life.rows if event["type"] == "identification"]
    if len(findings) != 1 or findings[0]["by"] == "siri" or "interview_without_representative" in life.mistakes:
        return False
    kept = [row for row in life.rows if row[1]["type"] != "interview" or row[1]["by"] not in how_often.INTERVIEWER.values]
    if len(kept) < FEWEST_EVENTS:
        return False
    findings[0].pop("reason", None)
    life.rows[:] = kept
    return True


def siri_without_reason(life: Life) -> bool:
    """Let SIRI decide about a person without legal stay, without saying why."""
    day = (life.decided or life.day) + life.chance.between(1, 15)
    stay = life.stay_on(day)
    if stay.legal is not False and stay.basis != "asylum_seeker":
        return False
    life.record("identification", day, by="siri", outcome=life.chance.pick(("identified", "not_identified")))
    return True


def child_alone_in_interview(life: Life) -> bool:
    """Interview a child without a representative."""
    for day, event in life.rows:
        if event["type"] == "interview" and event["representative_present"] and life.is_child(day):
            event["representative_present"] = False
            return True
    return False


def already_assessed(life: Life) -> bool:
    """Say whether the best interest of the child was assessed in this life."""
    return any(event["type"] == "best_interest_assessment" for _, event in life.rows)


def tracing_too_early(life: Life) -> bool:
    """Look for the family before anybody assessed whether that serves the child."""
    day = life.day + life.chance.between(0, 10)
    if not life.is_child(day) or already_assessed(life):
        return False
    life.record("family_tracing", day)
    return True


def reunion_too_early(life: Life) -> bool:
    """Reunite a child with the family although nobody assessed whether that lasts."""
    day = life.day + life.chance.between(0, 20)
    if not life.is_child(day) or already_assessed(life):
        return False
    if "tracing_without_best_interest" not in life.mistakes and life.chance.happens(0.5):
        life.record("best_interest_assessment", day, outcome="positive")
    life.record("family_reunion", day)
    return True


def referral_against_the_will(life: Life) -> bool:
    """Let a body that is no authority refer a person who refused."""
    day, first = life.rows[0]
    by = life.chance.pick(("hopenow", "ngo", "reden_international", "citizen", "other")) if "by" not in first else first["by"]
    if by in AUTHORITIES:
        return False
    life.record("referral", day + life.chance.between(0, 2), by=by, to="cmm", consent="refused")
    return True


def reflection_too_early(life: Life) -> bool:
    """Grant the reflection period before anybody was identified."""
    day = (life.identified or life.day) - life.chance.between(1, 5)
    if day <= life.rows[0][0]:
        return False
    life.record("reflection_period", day, by="dis")
    return True


def work_before_permit(life: Life) -> bool:
    """Take up work during the residence permit, before a work permit could cover it."""
    if life.permit is None:
        return False
    life.record("work", life.permit + life.chance.between(1, 12), paid=life.chance.happens(0.7))
    return True


def permit_unasked(life: Life) -> bool:
    """Renew a permit for which nobody applied again."""
    if life.permit is None or (life.proceedings_ended is not None and life.proceedings_ended <= life.permit + 2):
        return False
    life.record("residence_permit", life.permit + life.chance.between(1, 2), by="dis")
    return True


MISTAKES: dict[str, Callable[[Life], bool]] = {
    "extension_beyond_cap": beyond_cap,
    "extension_without_return_cooperation": without_return_cooperation,
    "extension_after_last_day": after_last_day,
    "applicant_not_allowed": by_another_applicant,
    "renewal_after_proceedings": after_proceedings,
    "permit_without_collaboration": permit_without_collaboration,
    "interviewer_not_allowed": wrong_interviewer,
    "authority_not_competent": wrong_authority,
    "decision_without_interview_reason": no_interview_and_no_reason,
    "siri_without_reason": siri_without_reason,
    "interview_without_representative": child_alone_in_interview,
    "tracing_without_best_interest": tracing_too_early,
    "reunion_without_durable_solution": reunion_too_early,
    "referral_without_consent": referral_against_the_will,
    "reflection_without_identification": reflection_too_early,
    "work_without_permit": work_before_permit,
    "permit_without_application": permit_unasked,
}
