# SPDX-License-Identifier: EUPL-1.2
"""What the answers of a referral become: whether there is a basis for a name, and how urgent it is. A gap never lowers either guard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.referrals.models import Referral
from vejviser.referrals.paths import NO_BASIS, Path, basis_of_path, path_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Urgency = Referral.Urgency


def basis_of(answers: Mapping[str, Any], by: str) -> str:
    """Give what lets a signed-in sender pass the person's name or contact on; NO_BASIS: nothing does, and both stay where they are.

    An age that was not answered is treated as a child's for protection, but is no way round the question of consent.
    """
    path = path_for(answers, by)
    if path is Path.EXCEPTION and not str(answers.get("override_reason") or "").strip():
        return NO_BASIS
    return basis_of_path(path, answers)


def path_for(answers: Mapping[str, Any], by: str) -> Path:
    """Give the path of a signed-in sender: a professional, or whoever writes down what the person said of herself."""
    return path_of(answers, "self" if by == "self" else "other_pro", by)


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
