# SPDX-License-Identifier: EUPL-1.2
"""What the answers of a referral become: whether there is a basis for a name, and how urgent it is. A gap never lowers either guard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vejviser.referrals.models import Referral
from vejviser.referrals.vocabulary import AUTHORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

Urgency = Referral.Urgency
Answers = dict[str, Any]

GIVEN: Final = "given"
CONTACT_ONLY: Final = "contact_only"
CHILD: Final = "child"
DANGER_TO_LIFE: Final = "danger_to_life"
LEGAL_DUTY: Final = "legal_duty"
NO_BASIS: Final = ""

# Kept only with a basis (A41).
ABOUT_CONTACT: Final = ("safe_contact", "safe_phone", "safe_other", "safe_how", "safe_when", "safe_if_other")
ABOUT_IDENTITY: Final = ("name",)


def basis_of(answers: Mapping[str, Any], by: str) -> str:
    """Give what lets the person's name or contact be passed on; NO_BASIS: nothing does, and both stay where they are.

    An age that was not answered is treated as a child's for protection, but is no way round the question of consent.
    """
    if by == "self":
        return GIVEN
    if answers.get("age") in ("yes", "not_sure"):
        return CHILD
    asked = answers.get("presence") == "alone"
    if asked and answers.get("consent") == "yes":
        return GIVEN
    if asked and answers.get("consent") == CONTACT_ONLY:
        return CONTACT_ONLY
    exception = answers.get("override")
    allowed = {DANGER_TO_LIFE} | ({LEGAL_DUTY} if by in AUTHORITIES else set())
    if exception in allowed and str(answers.get("override_reason") or "").strip():
        return str(exception)
    return NO_BASIS


def kept(answers: Mapping[str, Any], basis: str) -> Answers:
    """Leave out what the basis does not cover, and what was not answered."""
    left_out: set[str] = set()
    if basis == NO_BASIS:
        left_out |= {*ABOUT_IDENTITY, *ABOUT_CONTACT}
    elif basis == CONTACT_ONLY:
        left_out |= {*ABOUT_IDENTITY}
    return {key: value for key, value in answers.items() if key not in left_out and value not in ("", None, [])}


def urgency_of(answers: Mapping[str, Any], basis: str) -> Urgency:
    """Give the class of the referral: the first that fits (referral form, 13)."""
    needs = set(answers.get("needs") or ())
    # Not answered is not no.
    perhaps_child = answers.get("age") != "no"
    danger, held = answers.get("danger"), answers.get("held")
    if danger == "now" or held in ("held", "moving") or (perhaps_child and (danger == "soon" or answers.get("presence") == "absent")):
        return Urgency.NOW
    if needs & {"sleep", "medical", "protect"} or danger == "soon" or held == "leaving":
        return Urgency.TONIGHT
    if needs == {"advice"}:
        return Urgency.ADVICE
    if answers.get("age") in ("yes", "not_sure"):
        return Urgency.TONIGHT
    if answers.get("presence") == "overheard" or (basis and danger in (None, "", "unknown")):
        return Urgency.TODAY
    return Urgency.ORDINARY if basis else Urgency.ADVICE
