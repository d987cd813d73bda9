# SPDX-License-Identifier: EUPL-1.2
"""What the contact form may ask: one line for each question, with whom it is asked of and when. Codes are those of the referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from vejviser.public.refer import conditions as when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.public.refer.conditions import Condition

Kind = Literal["one", "several", "line", "text", "phone", "mail"]
ROLES: Final = ("police", "dis", "health", "ngo", "municipality", "other_pro", "citizen", "self")
SCREENS: Final = ("now", "person", "needs")
# A text above so many times its stated length is refused; longer than stated is kept whole.
MOST_TIMES: Final = 10


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question.

    `earlier` decides by the answers of earlier screens whether the page has the question at all; `here` whether it fits the other answers
    of its own screen. `opens` names the conditions by which the page itself shows and hides it (static/public/refer.css).
    """

    id: str
    kind: Kind
    screen: str
    codes: tuple[str, ...] = ()
    length: int = 0
    earlier: Condition = when.always
    here: Condition = when.always
    opens: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Say whether it is answered by typing."""
        return self.kind not in ("one", "several")


_DANGER: Final = ("now", "soon", "no", "unknown")
_LANGUAGES: Final = ("ron", "eng", "vie", "tha", "tgl", "bul", "ukr", "spa", "por", "ara", "fra", "dan", "other", "unknown")
_NEEDS: Final = ("sleep", "medical", "talk", "protect", "interpreter", "advice", "other", "none")
_AREAS: Final = ("hovedstaden", "sjaelland", "syddanmark", "midtjylland", "nordjylland", "unknown")
SIGNS: Final = (
    "decides_for",
    "papers_kept",
    "debt",
    "no_pay",
    "threats",
    "harm_fear",
    "work_home",
    "sex_others_gain",
    "crime_begging",
    "household",
    "moved",
    "gut",
)
_WHEN_SAFE: Final = ("any", "mornings", "afternoons", "evenings")


def _one(question: str, screen: str, *codes: str, **conditions: object) -> Question:
    return Question(id=question, kind="one", screen=screen, codes=codes, **conditions)  # type: ignore[arg-type]


def _several(question: str, screen: str, *codes: str, **conditions: object) -> Question:
    return Question(id=question, kind="several", screen=screen, codes=codes, **conditions)  # type: ignore[arg-type]


def _typed(question: str, screen: str, kind: Kind, length: int, **conditions: object) -> Question:
    return Question(id=question, kind=kind, screen=screen, length=length, **conditions)  # type: ignore[arg-type]


_BY_PHONE: Final = {"earlier": when.may_be_reached, "here": when.by_phone, "opens": ("reached", "phone")}
_SLEEP: Final = {"earlier": when.asked_about_needs, "here": when.needs_sleep, "opens": ("sleep",)}
_EXCEPTION: Final = {"earlier": when.adult_of_professional, "here": when.exception, "opens": ("not-agreed", "exception")}
_NAMED: Final = {"here": when.may_name, "earlier": when.may_be_named, "opens": ("named", "unwatched")}

QUESTIONS: Final = (
    _one("danger", "now", *_DANGER),
    _one("age", "now", "yes", "no", "not_sure"),
    _one("presence", "person", "alone", "overheard", "absent"),
    _one("consent", "person", "yes", "contact_only", "no", "not_asked", earlier=when.adult_of_another, here=when.alone, opens=("alone",)),
    _one(
        "override",
        "person",
        "none",
        "danger_to_life",
        "legal_duty",
        earlier=when.adult_of_professional,
        here=when.not_agreed,
        opens=("not-agreed",),
    ),
    _typed(
        "override_reason", "person", "line", 200, earlier=when.adult_of_professional, here=when.exception, opens=("not-agreed", "exception")
    ),
    _one("child_view", "person", "wants_help", "unwilling", "not_told", "not_safe", earlier=when.child_of_another),
    _typed("name", "person", "line", 40, **_NAMED),
    _one(
        "safe_contact",
        "person",
        "via_me",
        "phone",
        "other",
        "never",
        "unknown",
        earlier=when.may_be_reached,
        here=when.may_reach,
        opens=("reached",),
    ),
    _typed("safe_phone", "person", "phone", 40, **_BY_PHONE),
    _typed("safe_other", "person", "line", 120, earlier=when.may_be_reached, here=when.other_way, opens=("reached", "other-way")),
    _one("safe_how", "person", "call", "text", "both", **_BY_PHONE),
    _one("safe_when", "person", *_WHEN_SAFE, **_BY_PHONE),
    _typed("safe_when_other", "person", "line", 60, **_BY_PHONE),
    _one("safe_if_other", "person", "hang_up", "wrong_number", "ask", **_BY_PHONE),
    _one("language", "person", *_LANGUAGES, here=when.knows_language, opens=("near", "unwatched")),
    _typed("language_other", "person", "line", 40, here=when.another_language, opens=("near", "unwatched", "another-language")),
    _several("needs", "needs", *_NEEDS, earlier=when.asked_about_needs),
    _typed("needs_other", "needs", "line", 40, earlier=when.asked_about_needs, here=when.needs_other, opens=("needs-other",)),
    _one("shelter_who", "needs", "women", "men", "family", "talk_first", **_SLEEP),
    _several("shelter_with", "needs", "nobody", "children", "partner", "animal", "step_free", **_SLEEP),
    _typed("shelter_children", "needs", "line", 10, earlier=when.asked_about_needs, here=when.children_come, opens=("sleep", "children")),
    _one("held", "needs", "no", "held", "moving", "leaving", earlier=when.can_hold),
    _one("held_until", "needs", "today", "tomorrow", "other", earlier=when.can_hold, here=when.held, opens=("held",)),
    _typed("held_when", "needs", "line", 60, earlier=when.can_hold, here=when.held_other, opens=("held", "held-when")),
    _one("area", "needs", *_AREAS, earlier=when.not_watched),
    _several("signs", "needs", *SIGNS, earlier=when.of_another),
    _typed("note", "needs", "text", 300, earlier=when.not_watched),
    _one("place_tip", "needs", "phone", "write", "no", earlier=when.citizen),
    _typed("place_tip_text", "needs", "line", 200, earlier=when.citizen, here=when.place_written, opens=("place",)),
    _typed("you_phone", "needs", "phone", 40, earlier=when.of_another),
    _one("you_until", "needs", "two_hours", "morning", "any", earlier=when.professional),
    _typed("you_mail", "needs", "mail", 120, earlier=when.of_another),
    _typed("you_name", "needs", "line", 80, earlier=when.of_another),
    _typed("you_stand_in", "needs", "phone", 40, earlier=when.professional),
)
# Seldom needed, so that they wait behind a line of their own.
MORE: Final = ("you_mail", "you_name", "you_stand_in")
BY_ID: Final = {question.id: question for question in QUESTIONS}


def codes_of(question: Question, role: str) -> tuple[str, ...]:
    """Give the codes that a role may choose: who has no duty by law is not offered one, and nobody is absent from herself or himself."""
    left_out = set()
    if question.id == "override" and role not in when.DUTY_BY_LAW:
        left_out.add("legal_duty")
    if question.id == "presence" and role == "self":
        left_out.add("absent")
    return tuple(code for code in question.codes if code not in left_out)


def opens_for(question: Question, answers: Mapping[str, Any], role: str) -> tuple[str, ...]:
    """Give the conditions that the page itself still has to watch: those that earlier screens settled are left out."""
    settled: set[str] = set()
    if role == "self" or when.child(answers, role):
        settled |= {"named", "reached"}
    if role != "self":
        settled.add("unwatched")
    if not when.citizen(answers, role):
        settled.add("near")
    return tuple(name for name in question.opens if name not in settled)
