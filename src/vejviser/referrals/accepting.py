# SPDX-License-Identifier: EUPL-1.2
"""Accepting a referral into a case: its events and texts move into their sections, and the key of the referral is destroyed."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext

from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound
from vejviser.cases import services as cases
from vejviser.cases.models import Case
from vejviser.ledger import services as ledger
from vejviser.referrals import content, paths
from vejviser.referrals.added import move_addition
from vejviser.referrals.answer_times import local
from vejviser.referrals.desk_steps import age_waits
from vejviser.referrals.desk_work import State, locked, must_be_free
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.paths import Path
from vejviser.referrals.texts_of_case import texts_of
from vejviser.referrals.writing import part_of_sending
from vejviser.rules.problems import Problem, RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.access.actor import Actor


_OF_THE_FORM: Final = (Part.Kind.IDENTITY, Part.Kind.CONTACT, Part.Kind.REFERRER)
_OF_THE_DESK: Final = (Part.Kind.EARLIER, Part.Kind.QUESTION, Part.Kind.LOWERED, Part.Kind.LIFTED, Part.Kind.AGE)


@dataclass(frozen=True)
class Acceptance:
    """How a referral is accepted: into which case (None: a new one), what CMM knows of the age, whether the person agrees by now."""

    case_id: UUID | None = None
    born: dt.date | None = None
    plainly_adult: bool = False
    agrees: bool = False


@transaction.atomic
def accept(actor: Actor, referral_id: UUID, how: Acceptance) -> UUID:
    """Accept a referral and give the case. A second time gives the same case; what is refused leaves no trace.

    Raises:
        NotFound: there is no such referral or case for the actor.
        NotAllowed: the actor may not open a case, or not write in this one.
        Stale: a colleague works on it, or it is answered otherwise.
        RefusedError: nothing lets CMM know who the person is (A41), or the rules refuse one of the events.

    """
    referral = locked(actor, referral_id)
    if referral.state == State.ACCEPTED and referral.case_id is not None:
        return referral.case_id
    must_be_free(actor, referral)
    if how.agrees and referral.withdrawn == Referral.Withdrawn.PERSON:
        # She agrees anew: what she had closed may be read again.
        Referral.objects.filter(pk=referral.pk).update(is_closed=False, withdrawn="", withdrawn_at=None)
        referral.is_closed, referral.withdrawn = False, ""
    answers = everything(referral)
    _check(referral, answers, how)
    case_id = cases.open_case(actor) if how.case_id is None else _known(actor, how.case_id)
    _move(actor, case_id, referral, answers, how)
    Referral.objects.filter(pk=referral.pk).update(
        state=State.ACCEPTED, case=case_id, answered_at=actor.now, content=None, asked=None, taken_by=actor.user_id
    )
    moved = _move_parts(actor, case_id, referral)
    ledger.record("referral:accept", case_id=case_id, row_id=referral.pk, sections=content.SECTION)
    # Only once the case holds everything: a key that is destroyed cannot be brought back by a rollback.
    transaction.on_commit(functools.partial(content.destroy, [referral.pk, *moved]))
    return case_id


def everything(referral: Referral) -> dict[str, Any]:
    """Give the answers of a referral with those of its parts that the desk may read; what is closed is not among them."""
    answers = content.unseal(referral.pk, content.CONTENT, referral.content)
    if referral.path == Path.NOTICE or (referral.is_closed and referral.withdrawn == Referral.Withdrawn.PERSON):
        answers["basis"] = paths.NO_BASIS
    for part in Part.objects.filter(referral=referral, kind__in=_OF_THE_FORM).exclude(content=None):
        answers |= content.unseal(part.pk, content.PART, part.content)
    return answers


def _check(referral: Referral, answers: dict[str, Any], how: Acceptance) -> None:
    if how.agrees and not age_waits(referral):
        return
    if age_waits(referral):
        raise RefusedError([Problem("$", gettext("Settle first whether it is a child: name and contact are sealed until then"))])
    if not answers.get("basis"):
        raise RefusedError([Problem("$.agrees", gettext("The person has not agreed: speak with the person first, or answer with advice"))])
    if referral.confirm_by is not None and referral.confirmed_at is None:
        raise RefusedError([Problem("$", gettext("A second person must confirm the exception before it becomes a case"))])


def _move_parts(actor: Actor, case_id: UUID, referral: Referral) -> list[UUID]:
    """Move what the desk had taken over into the case, and forget what has moved; gives the parts whose keys are to be destroyed."""
    taken = Part.objects.filter(referral=referral, kind=Part.Kind.ADDITION, state=Part.State.TAKEN).exclude(content=None)
    moved = [part.pk for part in taken if move_addition(actor, case_id, part)]
    gone = Part.objects.filter(referral=referral, kind__in=(*_OF_THE_FORM, *_OF_THE_DESK)).exclude(kind=Part.Kind.PLACE_TIP)
    moved += gone.exclude(content=None).values_list("pk", flat=True)
    Part.objects.filter(pk__in=moved).update(content=None, expires_at=None)
    return moved


def _known(actor: Actor, case_id: UUID) -> UUID:
    if not visible_cases(actor, Case.objects.filter(pk=case_id)).exists():
        raise NotFound
    return case_id


def _move(actor: Actor, case_id: UUID, referral: Referral, answers: dict[str, Any], how: Acceptance) -> None:
    for position, event in enumerate(events_of(referral, answers, how, actor)):
        note = str(event.pop("note", ""))
        cases.record(actor, case_id, event, note=note, sending=part_of_sending(referral, f"event {position}"))
    for section, kind, fields in texts_of(answers):
        if any(fields.values()):
            cases.add_text(
                actor, case_id, section=section, kind=kind, fields=fields, sending=part_of_sending(referral, f"{section} {kind}")
            )
    if answers.get("name"):
        born = None if how.born is None else how.born.year
        transaction.on_commit(functools.partial(_make_findable, case_id, (str(answers["name"]),), born))


def _make_findable(case_id: UUID, names: tuple[str, ...], born: int | None) -> None:
    # A case that was known already is findable by what its identity says.
    if case_id not in vault.candidates(names, born):
        vault.index_names(case_id, names, born)


def events_of(referral: Referral, answers: dict[str, Any], how: Acceptance, actor: Actor) -> Iterable[dict[str, Any]]:
    """Give the events of the contract that a referral becomes (referral form, 4)."""
    by, basis, received = str(answers["by"]), answers.get("basis", ""), _instant(referral.received_at)
    agreed_at = received if basis else _instant(actor.now)
    yield {"type": "encounter", "at": _met(referral, answers), "by": by}
    # Who the person is belongs to a new case only: a known one has said it.
    if how.case_id is None and how.born is not None:
        yield {"type": "person", "born": how.born.isoformat(), "citizenships": [], "gender": "unknown", "unaccompanied": False}
    if how.case_id is None and how.plainly_adult:
        yield {"type": "age_assessment", "at": _instant(actor.now), "outcome": "adult", "note": "plain at first contact"}
    if basis in (paths.GIVEN, paths.CONTACT_ONLY) or how.agrees:
        scope = ["contact"] if basis == paths.CONTACT_ONLY and not how.agrees else ["identity", "contact"]
        yield {"type": "consent", "at": agreed_at, "recipient": referral.to, "scope": scope, "value": True}
    exception = basis in (paths.CHILD, paths.DANGER_TO_LIFE, paths.LEGAL_DUTY) and not how.agrees
    consent = {"consent": "override", "basis": basis} if exception else {"consent": "given"}
    yield {"type": "referral", "at": agreed_at, "by": by, "to": referral.to, **consent}


def _met(referral: Referral, answers: dict[str, Any]) -> str:
    return str(answers.get("met_at") or _instant(referral.received_at))


def _instant(moment: dt.datetime) -> str:
    return local(moment).isoformat(timespec="minutes")
