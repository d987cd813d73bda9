# SPDX-License-Identifier: EUPL-1.2
"""One referral as the desk opens it, in the order in which the desk needs it (referral form, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound
from vejviser.cases.models import Case
from vejviser.ledger import services as ledger
from vejviser.referrals import content
from vejviser.referrals.accepting import everything
from vejviser.referrals.desk_steps import age_waits, ended_and_waits
from vejviser.referrals.desk_work import at_desk
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.paths import VERSION
from vejviser.referrals.selectors import line_of, with_people
from vejviser.referrals.texts_of_case import DIRECT, contact_rule, direct_contact, rows, said

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.referrals.selectors import Line

_URGENT: Final = ("danger", "age", "held", "held_until", "held_when", "you_until", "met_at")
_REFERRER: Final = ("you_name", "you_phone", "you_mail", "you_stand_in")
_NEEDS: Final = ("needs", "needs_other", "shelter_who", "shelter_with", "shelter_children", "area")
_SHORTEST_NUMBER: Final = 5
_NOTICED: Final = ("signs", "note", "child_view", "consent", "place_tip")


@dataclass(frozen=True)
class Added:
    """Something that was added: which card, what it says, and what the desk did with it."""

    id: UUID
    card: str
    at: dt.datetime
    state: str
    said: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BeforeCall:
    """What the officer must know before ringing anybody."""

    rule: str
    locked: bool
    lifted: bool
    call_sign: tuple[int, ...]
    page_language: str
    language: str
    presence: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One referral with what the desk reads of it; who the person is and the place tip are opened by themselves."""

    line: Line
    before: BeforeCall
    urgent: list[tuple[str, str]]
    referrer: list[tuple[str, str, str]]
    sender: str
    basis: str
    by: str
    override_reason: str
    needs: list[tuple[str, str]]
    noticed: list[tuple[str, str]]
    additions: list[Added]
    earlier: list[list[tuple[str, str]]]
    questions: list[tuple[dt.datetime, str]]
    reasons: list[tuple[str, str]]
    has_identity: bool
    has_place_tip: bool
    answer: str
    reason: str
    case_id: UUID | None
    asked_case: tuple[UUID, str] | None
    may_confirm: bool
    must_end: bool
    age_waits: bool


def open_referral(actor: Actor, referral_id: UUID) -> Opened:
    """Open one referral of the desk, and say so in the ledger.

    Raises:
        NotFound: there is none for the actor.

    """
    referral = with_people(actor, at_desk(actor)).filter(pk=referral_id).first()
    if referral is None:
        raise NotFound
    if referral.opened_at is None:
        Referral.objects.filter(pk=referral.pk, opened_at=None).update(opened_at=actor.now)
    ledger.record("referral:read", row_id=referral.pk, sections=content.SECTION)
    return _shown(actor, referral)


def _shown(actor: Actor, referral: Referral) -> Opened:
    # What was struck is read by nobody any more, although its key lives for another day.
    answers = {} if referral.withdrawn == Referral.Withdrawn.STRUCK else everything(referral)
    parts = list(Part.objects.filter(referral=referral).exclude(content=None))
    unsealed = {part.pk: content.unseal(part.pk, content.PART, part.content) for part in parts if part.kind in _READ_AT_ONCE}
    of_kind = {kind: [part for part in parts if part.kind == kind] for kind in Part.Kind.values}
    answer = content.unseal(referral.pk, content.ANSWER, referral.answer) if referral.content is not None else {}
    seen = visible_cases(actor, Case.objects.filter(pk__in=[one for one in (referral.asked_id, referral.case_id) if one]))
    references = dict(seen.values_list("pk", "reference"))
    return Opened(
        line=line_of(actor, referral),
        before=_before(referral, answers),
        urgent=rows(answers, _URGENT),
        referrer=[(label, words, _call(words)) for label, words in rows(answers, _REFERRER)],
        sender=str(answers.get("sender", "")),
        basis=str(answers.get("basis", "")),
        by=str(answers.get("by", "")),
        override_reason=str(answers.get("override_reason", "")),
        needs=rows(answers, _NEEDS),
        noticed=rows(answers, _NOTICED),
        additions=[_added(part, unsealed, lifted=referral.lock_lifted) for part in of_kind[Part.Kind.ADDITION]],
        earlier=[rows(unsealed[part.pk], unsealed[part.pk]) for part in of_kind[Part.Kind.EARLIER]],
        questions=[(part.at, str(unsealed[part.pk]["text"])) for part in of_kind[Part.Kind.QUESTION]],
        reasons=[(part.kind, str(unsealed[part.pk]["text"])) for kind in _REASONS for part in of_kind[kind]],
        has_identity=bool(of_kind[Part.Kind.IDENTITY]),
        has_place_tip=bool(of_kind[Part.Kind.PLACE_TIP]),
        answer=str(answer.get("note", "")),
        reason=referral.reason,
        case_id=referral.case_id if referral.case_id in references else None,
        asked_case=(referral.asked_id, references[referral.asked_id]) if referral.asked_id in references else None,
        may_confirm=actor.user_id not in (referral.taken_by_id, referral.sender_id, None) and referral.taken_by_id is not None,
        must_end=ended_and_waits(referral),
        age_waits=age_waits(referral),
    )


_REASONS: Final = (Part.Kind.LOWERED, Part.Kind.LIFTED, Part.Kind.AGE)
_READ_AT_ONCE: Final = (Part.Kind.ADDITION, Part.Kind.EARLIER, Part.Kind.QUESTION, *_REASONS)


def _before(referral: Referral, answers: dict[str, Any]) -> BeforeCall:
    direct = answers.get("safe_contact") in DIRECT
    lifted = referral.lock_lifted and not direct
    return BeforeCall(
        rule=_rule(referral, answers, lifted=lifted),
        locked=not direct and not lifted and bool(answers.get("safe_phone") or answers.get("safe_other")),
        lifted=lifted,
        call_sign=tuple(answers.get("call_sign") or ()),
        page_language=str(answers.get("page_language", "")),
        language=said("language", answers["language"]) if answers.get("language") else str(answers.get("language_other", "")),
        presence=said("presence", answers["presence"]) if answers.get("presence") else "",
    )


def _call(words: str) -> str:
    """Give the address that a telephone calls; empty for what is no number."""
    digits = "".join(sign for sign in words if sign.isascii() and sign.isdigit())
    if len(digits) < _SHORTEST_NUMBER or any(sign.isalpha() for sign in words):
        return ""
    return f"tel:+{digits}" if words.strip().startswith("+") else f"tel:{digits}"


def _rule(referral: Referral, answers: dict[str, Any], *, lifted: bool) -> str:
    if referral.kind != Referral.Kind.REFERRAL or referral.is_closed:
        return contact_rule({})
    return direct_contact(answers) if lifted else contact_rule(answers)


def _added(part: Part, unsealed: dict[UUID, dict[str, Any]], *, lifted: bool) -> Added:
    said = unsealed[part.pk]
    if part.card == VERSION and said.get("safe_contact") not in DIRECT and not lifted:
        # A second version of the form has a rule of contact of its own.
        said = {field: value for field, value in said.items() if field not in ("safe_phone", "safe_other")}
    return Added(part.pk, part.card, part.at, part.state, said)
