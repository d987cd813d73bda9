# SPDX-License-Identifier: EUPL-1.2
"""Sentences 31 to 34: what is not allowed at the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clocks_by_hand import permit_running, reflection
from .reading import (
    AUTHORITIES,
    asylum_granted,
    collaborates,
    consent_to_cmm,
    cooperates_on_return,
    departed,
    first_met_by,
    is_child,
    is_identified,
    latest_is_positive,
    legal_stay_on_another_ground,
    proceedings_ended,
    work_permit_valid,
)

if TYPE_CHECKING:
    from .case import Json
    from .reading import History


def not_allowed(history: History) -> list[Json]:
    """31, 32, 33, 34."""
    found = [*extensions(history), *about_permits(history), *about_children(history), *about_referral(history)]
    return [{"id": name, "rules": rules} for name, rules in found]


def extensions(history: History) -> list[tuple[str, list[str]]]:
    """31: both only once a reflection clock started that is not superseded."""
    clock = reflection(history)
    if clock is None or clock.superseded:
        return []
    cooperates = cooperates_on_return(history)
    if clock.last_day == clock.cap or (clock.extended and not cooperates):
        return [("further_extension", ["R27"])]
    if not cooperates or history.today > clock.last_day:
        return [("extension", ["R27"])]
    return []


def about_permits(history: History) -> list[tuple[str, list[str]]]:
    """32."""
    found: list[tuple[str, list[str]]] = []
    over = asylum_granted(history) or departed(history) or history.happened("closure")
    if is_identified(history) and not legal_stay_on_another_ground(history) and not over:
        found.append(("residence_permit_application_by_person", ["R61"]))
    renewal = renewal_barred_by(history)
    if renewal:
        found.append(("residence_permit_renewal", renewal))
    if permit_running(history) and not work_permit_valid(history):
        found.append(("paid_or_unpaid_work", ["R62"]))
    return found


def renewal_barred_by(history: History) -> list[str]:
    """32: there was a permit, and proceedings ended (R59) or collaboration is not true (R58)."""
    if not history.happened("residence_permit"):
        return []
    ended = ["R59"] if proceedings_ended(history) else []
    return ended if collaborates(history) else [*ended, "R58"]


def about_children(history: History) -> list[tuple[str, list[str]]]:
    """33."""
    if not is_child(history):
        return []
    found: list[tuple[str, list[str]]] = []
    best_interest = latest_is_positive(history, "best_interest_assessment")
    if not best_interest:
        found.append(("family_tracing", ["R53"]))
    if not best_interest or not latest_is_positive(history, "durable_solution_assessment"):
        found.append(("family_reunion", ["R54"]))
    if not history.happened("representative"):
        found.append(("interview_without_representative", ["R55"]))
    return found


def about_referral(history: History) -> list[tuple[str, list[str]]]:
    """34, 42: an adult first met by a non-authority, until consent to cmm is recorded."""
    met_by = first_met_by(history)
    if is_child(history) or met_by is None or met_by in AUTHORITIES or consent_to_cmm(history):
        return []
    return [("identifiable_referral_without_consent", ["K16"])]
