# SPDX-License-Identifier: EUPL-1.2
"""The sections of a case, by the letters of the access matrix, and which section a recorded event belongs to."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Section(StrEnum):
    """A compartment of a case with its own key and its own readers."""

    HEADER = "A"
    IDENTITY = "B"
    CONTACT = "C"
    LOCATION = "D"
    ENCOUNTER = "E"
    INTERVIEW = "F"
    DECISION = "G"
    HEALTH = "H"
    COUNSEL = "I"
    POLICE = "J"
    RESIDENCE = "K"
    SUPPORT = "L"
    RETURN = "M"
    CHILD = "N"
    CONSENT = "O"
    ACCESS_REPORT = "P"
    STATISTICS = "Q"


# Where an event of the contract is kept. An event type that is missing here is refused, so that a new one cannot land anywhere by default.
SECTION_OF_EVENT: Final[dict[str, Section]] = {
    **dict.fromkeys(("encounter", "referral"), Section.ENCOUNTER),
    "interview": Section.INTERVIEW,
    **dict.fromkeys(("identification", "reflection_period", "reflection_extension", "reflection_shortening"), Section.DECISION),
    **dict.fromkeys(("trial", "participation", "police_collaboration", "proceedings", "presence_required"), Section.POLICE),
    **dict.fromkeys(
        (
            *("stay", "residence_permit_application", "residence_permit", "residence_permit_refused", "residence_permit_revoked"),
            *("work_permit_application", "work_permit", "asylum_application", "asylum_decision", "municipality_allocation"),
        ),
        Section.RESIDENCE,
    ),
    **dict.fromkeys(("offer", "work"), Section.SUPPORT),
    **dict.fromkeys(("return_cooperation", "return_wish", "departure", "arrival"), Section.RETURN),
    **dict.fromkeys(
        (
            *("representative", "best_interest_assessment", "durable_solution_assessment"),
            *("family_tracing", "family_reunion", "age_assessment"),
        ),
        Section.CHILD,
    ),
    "consent": Section.CONSENT,
    "closure": Section.HEADER,
}

# Which sections a consent to share opens, by the scope words of the contract (9).
SECTIONS_OF_SCOPE: Final[dict[str, tuple[Section, ...]]] = {
    "identity": (Section.IDENTITY,),
    "contact": (Section.CONTACT,),
    "stay": (Section.RESIDENCE,),
    "identification": (Section.ENCOUNTER, Section.INTERVIEW, Section.DECISION, Section.CHILD),
    "health": (Section.HEALTH,),
    "accommodation": (Section.LOCATION, Section.SUPPORT),
    "proceedings": (Section.COUNSEL, Section.POLICE),
    "return": (Section.RETURN,),
}
