# SPDX-License-Identifier: EUPL-1.2
"""In which section each conclusion of the law is shown: the wall between duties also stands in what is derived.

A conclusion is kept in the section whose readers need it, and never in one of a wider circle than the facts behind it. What is not
named here cannot be shown to anybody; a test holds the names against the mechanism.
"""

from __future__ import annotations

from typing import Final

from vejviser.access.sections import Section

CLOCKS: Final = {
    "reflection": Section.DECISION,
    "restitution": Section.DECISION,
    "residence_permit": Section.RESIDENCE,
    "return_assistance": Section.RETURN,
    "return_programme": Section.RETURN,
    "childhood": Section.CHILD,
}
ENTITLEMENTS: Final = {
    "accommodation": Section.SUPPORT,
    "medical": Section.SUPPORT,
    "legal_counselling": Section.SUPPORT,
    "psychological": Section.SUPPORT,
    "assisted_voluntary_return": Section.RETURN,
    "child_support": Section.CHILD,
    "representative": Section.CHILD,
    "integration_plan": Section.RESIDENCE,
}
DUTIES: Final = {
    "leave_country": Section.RESIDENCE,
    "return_to_origin_or_former_residence": Section.RESIDENCE,
}
NOT_ALLOWED: Final = {
    "extension": Section.DECISION,
    "further_extension": Section.DECISION,
    "residence_permit_application_by_person": Section.RESIDENCE,
    "residence_permit_renewal": Section.RESIDENCE,
    "paid_or_unpaid_work": Section.RESIDENCE,
    "family_reunion": Section.CHILD,
    "family_tracing": Section.CHILD,
    "interview_without_representative": Section.CHILD,
    "identifiable_referral_without_consent": Section.ENCOUNTER,
}
NEXT_STEPS: Final = {
    "contact_point_of_contact": Section.ENCOUNTER,
    "establish_legal_stay": Section.RESIDENCE,
    "hold_identification_interview": Section.INTERVIEW,
    "appoint_representative": Section.CHILD,
    "decide_identification": Section.DECISION,
    "transfer_identification": Section.DECISION,
    "offer_reflection_period": Section.DECISION,
    "offer_support": Section.SUPPORT,
    "apply_for_extension": Section.DECISION,
    # Applying is the work of police and prosecution; its clock, which CMM watches too, is shown with the residence.
    "apply_residence_permit": Section.POLICE,
    "renew_residence_permit": Section.POLICE,
    "inform_about_asylum": Section.RESIDENCE,
    "inform_about_work_permit": Section.RESIDENCE,
    "plan_return": Section.RETURN,
    "allocate_municipality": Section.RESIDENCE,
    "offer_integration_plan": Section.RESIDENCE,
    "plan_transition_to_adulthood": Section.CHILD,
    "resolve_conflict": Section.DECISION,
    "close_case": Section.HEADER,
}
FLAGS: Final = {
    **dict.fromkeys(("A7", "A10", "A11", "A14", "A28"), Section.DECISION),
    **dict.fromkeys(("A13", "A27"), Section.POLICE),
    "A16": Section.RETURN,
    **dict.fromkeys(("A3", "A15", "A22", "A29", "A30", "A42"), Section.RESIDENCE),
    **dict.fromkeys(("A46", "A47", "A48"), Section.CHILD),
}
