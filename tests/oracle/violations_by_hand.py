# SPDX-License-Identifier: EUPL-1.2
"""What each event violates, judged on the events before it (2); and the history of those that have effect (7, 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clocks_by_hand import new_last_day, permit_running, reflection
from .reading import (
    AUTHORITIES,
    PERMIT_APPLICANTS,
    VALID_INTERVIEWERS,
    History,
    application_pending,
    collaborates,
    cooperates_on_return,
    is_child,
    is_identified,
    latest_is_positive,
    proceedings_ended,
    valid_interview,
    work_permit_valid,
)
from .who_decides import authorities

if TYPE_CHECKING:
    from datetime import datetime

    from .case import Event, Json, Person

# 7 and 8: reported, and the event counts all the same.
WITHOUT_CONSEQUENCE = {
    "decision_without_interview_reason",
    "interview_without_representative",
    "tracing_without_best_interest",
    "reunion_without_durable_solution",
    "permit_without_application",
}

Violation = tuple[str, list[str]]


def run_through(person: Person, events: list[Event], as_of: datetime) -> tuple[History, list[Json]]:
    """The history of the events that have effect, and all violations in the order of the events."""
    history = History(person, (), as_of)
    items: list[Json] = []
    for event in events:
        found = violations_of(event, History(person, history.events, event.instant))
        items += [{"event": event.position, "id": name, "message": "", "rules": rules} for name, rules in found]
        if all(name in WITHOUT_CONSEQUENCE for name, _ in found):
            history = History(person, (*history.events, event), as_of)
    return history, items


def violations_of(event: Event, before: History) -> list[Violation]:
    """7: every violation of an event is its own item."""
    judges = {
        "referral": of_referral,
        "interview": of_interview,
        "identification": of_identification,
        "reflection_period": of_reflection_period,
        "reflection_extension": of_extension,
        "reflection_shortening": of_shortening,
        "residence_permit_application": of_permit_application,
        "residence_permit": of_permit,
        "family_tracing": of_tracing,
        "family_reunion": of_reunion,
        "work": of_work,
    }
    return judges[event.kind](event, before) if event.kind in judges else []


def those(*candidates: tuple[bool, str, list[str]]) -> list[Violation]:
    """The violations whose condition holds."""
    return [(name, rules) for holds, name, rules in candidates if holds]


def of_referral(event: Event, _before: History) -> list[Violation]:
    """34."""
    refused = event.text("consent") == "refused"
    return those((refused and event.by not in AUTHORITIES, "referral_without_consent", ["K16"]))


def of_interview(event: Event, before: History) -> list[Violation]:
    """16."""
    alone = is_child(before) and event.fields["representative_present"] is False
    return those(
        (event.by not in VALID_INTERVIEWERS, "interviewer_not_allowed", ["R24"]),
        (alone, "interview_without_representative", ["R55"]),
    )


def of_identification(event: Event, before: History) -> list[Violation]:
    """12, 16. AMBIGUOUS: a reason of blanks only is no reason; "just before" = events before it, at its own instant."""
    without_reason = not event.text("reason").strip()
    may_decide = [item["org"] for item in authorities(before)]
    return those(
        (event.by not in may_decide, "authority_not_competent", ["R18"]),
        (event.by == "siri" and without_reason, "siri_without_reason", ["R20"]),
        (without_reason and not valid_interview(before), "decision_without_interview_reason", ["R23"]),
    )


def of_reflection_period(event: Event, before: History) -> list[Violation]:
    """12, 18."""
    return those(
        (event.by != "dis", "authority_not_competent", ["R26"]),
        (not is_identified(before), "reflection_without_identification", ["R26"]),
    )


def of_extension(event: Event, before: History) -> list[Violation]:
    """12, 19. With no clock at all it comes after the last day (decided); all that does not hold is reported."""
    clock = reflection(before)
    ends = None if clock is None else new_last_day(clock, event)
    return those(
        (event.by != "dis", "authority_not_competent", ["R27"]),
        (clock is None or event.day > clock.last_day, "extension_after_last_day", ["R27"]),
        (not cooperates_on_return(before), "extension_without_return_cooperation", ["R27"]),
        (clock is not None and ends is not None and ends > clock.cap, "extension_beyond_cap", ["R27"]),
        (clock is not None and ends is not None and ends <= clock.last_day, "extension_not_later", ["R27"]),
    )


def of_shortening(event: Event, before: History) -> list[Violation]:
    """12, 19; not possible (decided): no clock running, not earlier than the last day, earlier than the decision.

    Decided: no rule speaks of shortening, so it is judged by the one that grants the period (R26).
    """
    clock, until = reflection(before), event.until()
    possible = clock is not None and until is not None and clock.runs_on(event.day) and event.day <= until < clock.last_day
    return those(
        (event.by != "dis", "authority_not_competent", ["R26"]),
        (not possible, "shortening_not_possible", ["R26"]),
    )


def is_renewal_after_proceedings(before: History) -> bool:
    """23: after a permit, when proceedings have ended."""
    return before.happened("residence_permit") and proceedings_ended(before)


def of_permit_application(event: Event, before: History) -> list[Violation]:
    """23."""
    rules = ["R61"] if event.by == "person" else ["R60"]
    return those(
        (event.by not in PERMIT_APPLICANTS, "applicant_not_allowed", rules),
        (is_renewal_after_proceedings(before), "renewal_after_proceedings", ["R59"]),
    )


def of_permit(event: Event, before: History) -> list[Violation]:
    """8, 12, 23. Decided: what a renewal lacks is the application of R66, "again", not the first one of R60."""
    who_applies = ["R66"] if before.happened("residence_permit") else ["R60"]
    return those(
        (event.by != "dis", "authority_not_competent", ["R57"]),
        (not collaborates(before), "permit_without_collaboration", ["R58"]),
        (is_renewal_after_proceedings(before), "renewal_after_proceedings", ["R59"]),
        (not application_pending(before), "permit_without_application", who_applies),
    )


def of_tracing(_event: Event, before: History) -> list[Violation]:
    """33: for a child."""
    missing = not latest_is_positive(before, "best_interest_assessment")
    return those((is_child(before) and missing, "tracing_without_best_interest", ["R53"]))


def of_reunion(_event: Event, before: History) -> list[Violation]:
    """33: for a child, if either assessment is missing (or negative)."""
    kinds = ("best_interest_assessment", "durable_solution_assessment")
    missing = not all(latest_is_positive(before, kind) for kind in kinds)
    return those((is_child(before) and missing, "reunion_without_durable_solution", ["R54"]))


def of_work(_event: Event, before: History) -> list[Violation]:
    """8."""
    return those((permit_running(before) and not work_permit_valid(before), "work_without_permit", ["R62"]))
