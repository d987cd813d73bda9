# SPDX-License-Identifier: EUPL-1.2
"""When a question fits the other answers. What is not answered is never read as "no": an open age is no way round consent (A41, A48)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Answers = Mapping[str, Any]
Condition = Callable[[Answers, str], bool]

PROFESSIONALS: Final = frozenset({"police", "dis", "health", "ngo", "municipality", "other_pro"})
# Whose own law may make them pass a name on without agreement (referral form, 2).
DUTY_BY_LAW: Final = frozenset({"police", "dis", "municipality"})
_HOLDING: Final = frozenset({"police", "dis", "other_pro"})


def always(_answers: Answers, _role: str) -> bool:
    """Hold in every case."""
    return True


def professional(_answers: Answers, role: str) -> bool:
    """Hold for everybody who asks for work."""
    return role in PROFESSIONALS


def citizen(_answers: Answers, role: str) -> bool:
    """Hold for a citizen, and for whoever did not say who asks."""
    return role in ("", "citizen")


def of_another(_answers: Answers, role: str) -> bool:
    """Hold where somebody tells about another person."""
    return role != "self"


def can_hold(_answers: Answers, role: str) -> bool:
    """Hold for those who keep people, or know when somebody is moved or sent out."""
    return role in _HOLDING


def watched(answers: Answers, role: str) -> bool:
    """Hold for a person who tells about herself or himself while others may see it."""
    return role == "self" and answers.get("presence") == "overheard"


def not_watched(answers: Answers, role: str) -> bool:
    """Hold for everybody else."""
    return not watched(answers, role)


def child(answers: Answers, _role: str) -> bool:
    """Hold for a child, and where the age is not sure."""
    return answers.get("age") in ("yes", "not_sure")


def child_of_another(answers: Answers, role: str) -> bool:
    """Hold where somebody tells about a child."""
    return role != "self" and child(answers, role)


def adult_of_another(answers: Answers, role: str) -> bool:
    """Hold where somebody tells about another person who is an adult, or whose age was not answered."""
    return role != "self" and not child(answers, role)


def adult_of_professional(answers: Answers, role: str) -> bool:
    """Hold where agreement counts and the role may name an exception."""
    return role in PROFESSIONALS and not child(answers, role)


def alone(answers: Answers, _role: str) -> bool:
    """Hold where the person could be asked."""
    return answers.get("presence") == "alone"


def _agreed(answers: Answers, *codes: str) -> bool:
    return answers.get("presence") == "alone" and answers.get("consent") in codes


def not_agreed(answers: Answers, _role: str) -> bool:
    """Hold where the person did not agree to anything, or could not be asked."""
    return not _agreed(answers, "yes", "contact_only")


def exception(answers: Answers, role: str) -> bool:
    """Hold where an exception was chosen and agreement is missing."""
    allowed = ("danger_to_life", "legal_duty") if role in DUTY_BY_LAW else ("danger_to_life",)
    return role in PROFESSIONALS and not_agreed(answers, role) and answers.get("override") in allowed


def may_be_named(answers: Answers, role: str) -> bool:
    """Hold where a name may come to be asked on the screen; a page that is shortened asks no name."""
    return role == "self" or child(answers, role) or adult_of_another(answers, role)


def may_name(answers: Answers, role: str) -> bool:
    """Hold where there is a basis for a name."""
    if role == "self":
        return not_watched(answers, role)
    return child(answers, role) or _agreed(answers, "yes") or exception(answers, role)


def may_be_reached(_answers: Answers, _role: str) -> bool:
    """Hold where a way of contact may come to be asked on the screen."""
    return True


def may_reach(answers: Answers, role: str) -> bool:
    """Hold where there is a basis for a way of contact."""
    return role == "self" or child(answers, role) or _agreed(answers, "yes", "contact_only") or exception(answers, role)


def by_phone(answers: Answers, role: str) -> bool:
    """Hold where the person may be reached by telephone."""
    return may_reach(answers, role) and answers.get("safe_contact") == "phone"


def other_way(answers: Answers, role: str) -> bool:
    """Hold where the person may be reached in another way."""
    return may_reach(answers, role) and answers.get("safe_contact") == "other"


def _distant(answers: Answers, role: str) -> bool:
    return citizen(answers, role) and answers.get("presence") == "absent"


def knows_language(answers: Answers, role: str) -> bool:
    """Hold for everybody but a citizen who is not with the person, and a page that is shortened."""
    return not _distant(answers, role) and not_watched(answers, role)


def another_language(answers: Answers, role: str) -> bool:
    """Hold where the language is none of those offered."""
    return knows_language(answers, role) and answers.get("language") == "other"


def asked_about_needs(answers: Answers, role: str) -> bool:
    """Hold for everybody who can know what is needed."""
    return not _distant(answers, role) and not_watched(answers, role)


def needs_sleep(answers: Answers, _role: str) -> bool:
    """Hold where a place to sleep is needed."""
    return "sleep" in (answers.get("needs") or ())


def children_come(answers: Answers, role: str) -> bool:
    """Hold where children come to the place to sleep."""
    return needs_sleep(answers, role) and "children" in (answers.get("shelter_with") or ())


def needs_other(answers: Answers, _role: str) -> bool:
    """Hold where something else is needed."""
    return "other" in (answers.get("needs") or ())


def held(answers: Answers, _role: str) -> bool:
    """Hold where the person is held or about to be moved."""
    return answers.get("held") in ("held", "moving", "leaving")


def held_other(answers: Answers, role: str) -> bool:
    """Hold where the day is to be typed."""
    return held(answers, role) and answers.get("held_until") == "other"


def place_written(answers: Answers, _role: str) -> bool:
    """Hold where a place is to be written down."""
    return answers.get("place_tip") == "write"
