# SPDX-License-Identifier: EUPL-1.2
"""Which path a form takes, and what that path keeps (referral form, 2 to 4). A gap never opens a way to a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from vejviser.referrals.vocabulary import AUTHORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What lets a name be passed on, as the events of the contract say it; NO_BASIS: nothing does.
GIVEN: Final = "given"
CONTACT_ONLY: Final = "contact_only"
CHILD: Final = "child"
DANGER_TO_LIFE: Final = "danger_to_life"
LEGAL_DUTY: Final = "legal_duty"
NO_BASIS: Final = ""
# Kept only with a basis (A41).
ABOUT_CONTACT: Final = ("safe_contact", "safe_phone", "safe_other", "safe_how", "safe_when", "safe_when_other", "safe_if_other")
ABOUT_IDENTITY: Final = ("name",)
ROLES: Final = ("police", "dis", "health", "ngo", "municipality", "other_pro", "citizen", "self")
PROFESSIONALS: Final = frozenset(ROLES) - {"citizen", "self"}
# As whom a role stands in the events, and the organisations of the register that may say it more closely (referral form, 2).
_BY: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "police": ("police", frozenset({"nec", "prosecution"})),
    "dis": ("dis", frozenset({"siri"})),
    "health": ("other", frozenset()),
    "ngo": ("ngo", frozenset({"hopenow", "amiami", "reden_international", "hoerhuset"})),
    "municipality": ("municipality", frozenset()),
    "other_pro": ("other", frozenset({"courts", "prosecution", "iom"})),
    "citizen": ("citizen", frozenset()),
    "self": ("self", frozenset()),
}
YOU: Final = ("you_name", "you_phone", "you_mail", "you_until", "you_stand_in")
# What a notice keeps: codes of what was seen, the referrer's own words and contact; nothing that is typed about who the person is.
_IN_NOTICE: Final = frozenset(
    {
        "danger", "age", "presence", "consent", "language", "needs", "shelter_who", "held", "held_until", "held_when", "area", "signs",
        "note", "place_tip", "place_tip_text", "met_at", *YOU,
    }
)  # fmt: skip
_IN_CONSULTATION: Final = frozenset({"danger", "needs", "area", "note", *YOU})
# Cards that a notice may be added to with; and the card under which a second version of an opened form is kept.
NOTICE_CARDS: Final = frozenset({"answer", "form", "signs_how", "when_where", "others", "told", "stand_in", "correct"})
VERSION: Final = "version"
_DAY: Final = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ].*$")
_TIME: Final = re.compile(r"\s*,?\s*(?:kl\.?\s*|at\s+)?\b\d{1,2}[.:]\d{2}\b")


class Path(StrEnum):
    """What a form becomes: each combination of answers takes exactly one path."""

    AGREED = "agreed"
    CONTACT_ONLY = "contact_only"
    CHILD = "child"
    EXCEPTION = "exception"
    SELF_REFERRAL = "self_referral"
    NOTICE = "notice"
    CONSULTATION = "consultation"


# Without one of these neither name nor contact leaves the form.
WITH_BASIS: Final = frozenset({Path.AGREED, Path.CONTACT_ONLY, Path.CHILD, Path.EXCEPTION, Path.SELF_REFERRAL})


@dataclass(frozen=True)
class Sender:
    """Who sends: a role of ROLES, the register's id of the organisation whose own link was opened (empty: none), and its unit."""

    role: str
    organisation: str = ""
    unit: str = ""


def by_of(sender: Sender) -> str:
    """Give as whom the sender stands in the events of the contract: derived, never typed. An unknown role is a citizen."""
    plain, closer = _BY.get(sender.role, _BY["citizen"])
    return sender.organisation if sender.organisation in closer else plain


def path_of(answers: Mapping[str, Any], role: str, by: str) -> Path:
    """Give the one path that answers take; `by` is what `by_of` says.

    An exception is its own path from the moment it is chosen; `send` refuses it without a reason.
    """
    if role == "self":
        return Path.SELF_REFERRAL
    if set(answers.get("needs") or ()) == {"advice"}:
        return Path.CONSULTATION
    if answers.get("age") in ("yes", "not_sure"):
        return Path.CHILD
    asked = answers.get("presence") == "alone"
    if asked and answers.get("consent") == "yes":
        return Path.AGREED
    if asked and answers.get("consent") == CONTACT_ONLY:
        return Path.CONTACT_ONLY
    return Path.EXCEPTION if answers.get("override") in exceptions_of(role, by) else Path.NOTICE


def basis_of_path(path: Path, answers: Mapping[str, Any]) -> str:
    """Give what lets the person's name or contact be passed on, as the events of the contract say it."""
    if path in (Path.AGREED, Path.SELF_REFERRAL):
        return GIVEN
    if path is Path.EXCEPTION:
        return str(answers.get("override") or "")
    return {Path.CONTACT_ONLY: CONTACT_ONLY, Path.CHILD: CHILD}.get(path, NO_BASIS)


def exceptions_of(role: str, by: str) -> frozenset[str]:
    """Give the exceptions that a role may choose: a danger to life for every professional, a duty by law for authorities."""
    if role not in PROFESSIONALS:
        return frozenset()
    return frozenset({DANGER_TO_LIFE, LEGAL_DUTY} if by in AUTHORITIES else {DANGER_TO_LIFE})


def kept(answers: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Give what the path keeps of the answers; of a notice the days, never the times."""
    found = {field: value for field, value in answers.items() if value not in ("", None, []) and _keeps(path, field)}
    if path is Path.NOTICE:
        found = {field: _day(value) if field in ("met_at", "held_until", "held_when") else value for field, value in found.items()}
    return {field: value for field, value in found.items() if value}


def left_out(answers: Mapping[str, Any], path: Path) -> list[str]:
    """Give the ids of what was answered and is not kept, in the order of the answers."""
    stays = kept(answers, path)
    return [field for field, value in answers.items() if value not in ("", None, []) and field not in stays]


def _keeps(path: Path, field: str) -> bool:
    if path is Path.NOTICE:
        return field in _IN_NOTICE
    if path is Path.CONSULTATION:
        return field in _IN_CONSULTATION
    if field in ABOUT_IDENTITY:
        return path is not Path.CONTACT_ONLY
    if field == "child_view":
        return path is Path.CHILD
    if field in ("override", "override_reason"):
        return path is Path.EXCEPTION
    return True


def _day(written: str) -> str:
    """Leave the time of day out: of an instant of ISO its day, of words everything but the time."""
    found = _DAY.match(written)
    return found[1] if found else _TIME.sub("", written).strip()
