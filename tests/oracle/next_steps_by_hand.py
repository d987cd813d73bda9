# SPDX-License-Identifier: EUPL-1.2
"""Sentences 35 to 38: the next steps. `actors` is empty where the contract names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clocks_by_hand import (
    PROGRAMME_MONTHS,
    arrival_day,
    permit_running,
    reflection,
    reflection_running,
    residence_permit,
)
from .dates_by_hand import days_earlier, months_later, working_day_on_or_before
from .reading import (
    adult_day,
    application_pending,
    asylum_granted,
    collaborates,
    cooperates_on_return,
    departed,
    first_met_by,
    in_conflict,
    is_child,
    is_identified,
    latest_value,
    legal_stay,
    participates,
    presence_not_required,
    proceedings_ended,
    referred,
    status,
    valid_interview,
)
from .rights_by_hand import support_ended
from .who_decides import RULES_OF_COMPETENCE, competent_authority, former_authority

if TYPE_CHECKING:
    from datetime import date

    from .case import Json
    from .reading import History

TRANSITION_DAYS = 90
POLICE = ["police", "prosecution"]


def next_steps(history: History) -> list[Json]:
    """35, 36, 37; none after `closure`."""
    if history.happened("closure"):
        return []
    steps = [*anyone(history)]
    if status(history) == "presumed":
        steps = [*presumed(history), *steps]
    if is_identified(history):
        steps = [*offers(history), *permits(history), *steps]
    return steps


def step(name: str, actors: list[str], rules: list[str], last_day: date | None = None) -> Json:
    """38: `act_by` is the last working day on or before the last day, null where there is none."""
    act_by = working_day_on_or_before(last_day).isoformat() if last_day is not None else None
    return {"id": name, "actors": actors, "act_by": act_by, "rules": rules}


def presumed(history: History) -> list[Json]:
    """35. Decided: `contact_point_of_contact` until a referral, a valid interview or the departure, whatever the stage."""
    steps: list[Json] = []
    met_by = first_met_by(history)
    if not referred(history) and not valid_interview(history) and not departed(history):
        steps.append(step("contact_point_of_contact", [met_by] if met_by is not None else [], ["R5"]))
    if legal_stay(history) is None:
        steps.append(step("establish_legal_stay", [], ["R18"]))
    competent = competent_authority(history)
    if not valid_interview(history):
        steps.append(step("hold_identification_interview", [], ["R23", "R24"]))
    elif competent is not None:
        steps.append(step("decide_identification", [competent], RULES_OF_COMPETENCE[competent]))
    former = former_authority(history)
    if former is not None and competent is not None:
        steps.append(step("transfer_identification", [former, competent], ["R18"]))
    return steps


def without_legal_stay(history: History) -> bool:
    """36, 37. Decided: "without legal stay", "no legal stay" here = known to be without; unknown is not "no"."""
    return legal_stay(history) is False


def offers(history: History) -> list[Json]:
    """36: the reflection period, support, extension, return."""
    steps: list[Json] = []
    if may_be_offered_reflection(history):
        steps.append(step("offer_reflection_period", ["dis"], ["R26"]))
    if not history.happened("offer") and not support_ended(history):
        steps.append(step("offer_support", [], ["R28"]))
    clock = reflection(history)
    if clock is not None and reflection_running(history) and clock.last_day < clock.cap and cooperates_on_return(history):
        steps.append(step("apply_for_extension", [], ["R27"], clock.last_day))
    rules = return_may_be_planned_by(history)
    if rules:
        steps.append(step("plan_return", [], rules))
    return steps


def may_be_offered_reflection(history: History) -> bool:
    """36: without legal stay, reflection, permit, grant, departure."""
    clock, permit = reflection(history), residence_permit(history)
    nothing_yet = clock is None and permit is None
    return without_legal_stay(history) and nothing_yet and not asylum_granted(history) and not departed(history)


def return_may_be_planned_by(history: History) -> list[str]:
    """36: R46 by wish or cooperation, R68 after a permit. AMBIGUOUS: over with departure or arrival (example S56)."""
    if departed(history) or history.happened("arrival"):
        return []
    wishes = latest_value(history, "return_wish") is True or cooperates_on_return(history)
    no_longer_needed = proceedings_ended(history) or presence_not_required(history)
    after_permit = history.happened("residence_permit") and no_longer_needed
    return (["R46"] if wishes else []) + (["R68"] if after_permit else [])


def permits(history: History) -> list[Json]:
    """36: to apply, to renew, to tell of the work permit."""
    steps: list[Json] = []
    clock, permit = reflection(history), residence_permit(history)
    if permit_should_be_applied_for(history):
        last_day = clock.last_day if clock is not None and reflection_running(history) else None
        steps.append(step("apply_residence_permit", POLICE, ["R60"], last_day))
    if permit is not None and permit_should_be_renewed(history):
        steps.append(step("renew_residence_permit", POLICE, ["R66"], permit.last_day))
    if permit_running(history) and not history.happened("work_permit_application", "work_permit"):
        steps.append(step("inform_about_work_permit", [], ["R63"]))
    return steps


def permit_should_be_applied_for(history: History) -> bool:
    """36. Decided: it ends with the departure; a grant of asylum does not end it."""
    if not participates(history) and not collaborates(history):
        return False
    settled = permit_running(history) or application_pending(history) or proceedings_ended(history)
    needed = not settled and not presence_not_required(history) and not departed(history)
    return without_legal_stay(history) and needed


def permit_should_be_renewed(history: History) -> bool:
    """36."""
    wanted = permit_running(history) and collaborates(history) and not proceedings_ended(history)
    return wanted and not presence_not_required(history) and not application_pending(history)


def anyone(history: History) -> list[Json]:
    """37: whatever the status. AMBIGUOUS: `offer_integration_plan` has no stated end."""
    steps: list[Json] = [*about_asylum(history), *about_childhood(history)]
    if in_conflict(history):
        steps.append(step("resolve_conflict", ["cmm", "dis"], ["R18"]))
    arrived = arrival_day(history)
    if arrived is not None and history.today > months_later(arrived, PROGRAMME_MONTHS):
        steps.append(step("close_case", [], ["R48"]))
    return steps


def about_asylum(history: History) -> list[Json]:
    """37. Decided: a decision without a recorded application counts as an application."""
    steps: list[Json] = []
    decided = status(history) != "presumed"
    applied = history.happened("asylum_application", "asylum_decision")
    if decided and without_legal_stay(history) and not applied and not departed(history):
        steps.append(step("inform_about_asylum", [], ["R42"]))
    if asylum_granted(history) and not history.happened("municipality_allocation"):
        steps.append(step("allocate_municipality", ["dis"], ["R43"]))
    if asylum_granted(history) and history.happened("municipality_allocation"):
        steps.append(step("offer_integration_plan", ["municipality"], ["R44", "R45"]))
    return steps


def about_childhood(history: History) -> list[Json]:
    """37."""
    if not is_child(history):
        return []
    steps: list[Json] = []
    if not history.happened("representative"):
        steps.append(step("appoint_representative", [], ["R55"]))
    day = adult_day(history.person)
    if day is not None and history.today >= days_earlier(day, TRANSITION_DAYS):
        steps.append(step("plan_transition_to_adulthood", [], ["R52", "R55"]))
    return steps
