# SPDX-License-Identifier: EUPL-1.2
"""What a form from outside may hold: the ids of its answers, their choices and stated lengths (referral form, 3.2). All else is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vejviser.referrals import vocabulary
from vejviser.referrals.content import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: Final[dict[str, frozenset[str]]] = {
    field: frozenset(code for code, _label in choices)
    for field, choices in {
        "danger": vocabulary.DANGER,
        "age": vocabulary.AGE,
        "presence": vocabulary.PRESENCE,
        "consent": vocabulary.CONSENT,
        "override": vocabulary.OVERRIDE,
        "child_view": vocabulary.CHILD_VIEW,
        "safe_contact": vocabulary.SAFE_CONTACT,
        "safe_how": vocabulary.SAFE_HOW,
        "safe_when": vocabulary.SAFE_WHEN,
        "safe_if_other": vocabulary.SAFE_IF_OTHER,
        "language": vocabulary.LANGUAGES,
        "shelter_who": vocabulary.SHELTER,
        "held": vocabulary.HELD,
        "area": vocabulary.AREA,
        "place_tip": vocabulary.PLACE_TIP,
        "you_until": vocabulary.ON_DUTY_UNTIL,
    }.items()
}
SEVERAL: Final[dict[str, frozenset[str]]] = {
    "needs": frozenset(code for code, _label in vocabulary.NEEDS),
    "shelter_with": frozenset(code for code, _label in vocabulary.SHELTER_WITH),
    "signs": frozenset(code for code, _label in vocabulary.SIGNS),
}
# Stated lengths in signs. They are soft: only a text of more than TIMES as many is refused.
LENGTHS: Final[dict[str, int]] = {
    "override_reason": 200,
    "name": 40,
    "safe_phone": 40,
    "safe_other": 120,
    "safe_when_other": 60,
    "language_other": 40,
    "needs_other": 40,
    "shelter_children": 10,
    "held_until": 60,
    "held_when": 60,
    "met_at": 60,
    "note": 300,
    "place_tip_text": 200,
    "you_name": 80,
    "you_phone": 40,
    "you_mail": 120,
    "you_stand_in": 40,
}
TIMES: Final = 10
# Only these roles are asked; from others the answer is not taken.
ASKED_OF: Final[dict[str, frozenset[str]]] = {
    "held": frozenset({"police", "dis", "other_pro"}),
    "held_until": frozenset({"police", "dis", "other_pro"}),
    "held_when": frozenset({"police", "dis", "other_pro"}),
    "place_tip": frozenset({"citizen"}),
    "place_tip_text": frozenset({"citizen"}),
}
NOT_OF_SELF: Final = frozenset({"consent", "override", "override_reason", "child_view", "signs"})


class TextTooLong(ValueError):
    """A text is longer than ten times its stated length; says which, how long it is and what is allowed."""

    def __init__(self, field: str, length: int, allowed: int) -> None:
        """Keep the id of the question and both numbers of signs."""
        super().__init__(f"{field} has {length} signs; at most {allowed} are taken")
        self.field, self.length, self.allowed = field, length, allowed


def read(answers: Mapping[str, Any], role: str) -> dict[str, Any]:
    """Give what was answered and belongs here: known codes, cleaned texts, nothing empty, nothing that this role is not asked.

    Raises:
        TextTooLong: a text is far too long.

    """
    found: dict[str, Any] = {}
    for field, value in answers.items():
        if role not in ASKED_OF.get(field, {role}) or (role == "self" and field in NOT_OF_SELF):
            continue
        kept = _one(field, value)
        if kept:
            found[field] = kept
    other = str(answers.get("language") or "").strip()
    if other and "language" not in found and not found.get("language_other") and other != "unknown":
        # A language that was typed instead of chosen.
        found |= {"language_other": _text("language_other", other)}
    return found


def _one(field: str, value: Any) -> str | list[str]:
    if field in CHOICES:
        return value if isinstance(value, str) and value in CHOICES[field] else ""
    if field in SEVERAL:
        given = [value] if isinstance(value, str) else list(value or ())
        return [code for code in dict.fromkeys(given) if code in SEVERAL[field]]
    if field in LENGTHS:
        return _text(field, str(value if value is not None else ""))
    return ""


def _text(field: str, value: str) -> str:
    allowed = LENGTHS[field] * TIMES
    if len(value) > allowed:
        raise TextTooLong(field, len(value), allowed)
    return clean(value, field)
