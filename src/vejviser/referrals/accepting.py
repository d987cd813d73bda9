# SPDX-License-Identifier: EUPL-1.2
"""Accepting a referral into a case: its events and texts move into their sections, and the key of the referral is destroyed."""

from __future__ import annotations

import functools
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound
from vejviser.access.sections import Section
from vejviser.cases import services as cases
from vejviser.cases.models import Case
from vejviser.ledger import services as ledger
from vejviser.referrals import content, triage
from vejviser.referrals.answer_times import local
from vejviser.referrals.desk_work import State, locked, must_be_free
from vejviser.referrals.models import Referral
from vejviser.referrals.texts_of_case import contact_fields, encounter_note, identity_fields
from vejviser.rules.problems import Problem, RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.access.actor import Actor


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
    answers = content.unseal(referral.pk, content.CONTENT, referral.content)
    if not answers.get("basis") and not how.agrees:
        raise RefusedError([Problem("$.agrees", gettext("The person has not agreed: speak with the person first, or answer with advice"))])
    case_id = cases.open_case(actor) if how.case_id is None else _known(actor, how.case_id)
    _move(actor, case_id, referral, answers, how)
    Referral.objects.filter(pk=referral.pk).update(
        state=State.ACCEPTED, case=case_id, answered_at=actor.now, content=None, asked=None, taken_by=actor.user_id
    )
    ledger.record("referral:accept", case_id=case_id, row_id=referral.pk, sections=content.SECTION)
    # Only once the case holds everything: a key that is destroyed cannot be brought back by a rollback.
    transaction.on_commit(functools.partial(vault.shred, referral.pk))
    return case_id


def _known(actor: Actor, case_id: UUID) -> UUID:
    if not visible_cases(actor, Case.objects.filter(pk=case_id)).exists():
        raise NotFound
    return case_id


def _move(actor: Actor, case_id: UUID, referral: Referral, answers: dict[str, Any], how: Acceptance) -> None:
    for position, event in enumerate(events_of(referral, answers, how, actor)):
        note = str(event.pop("note", ""))
        cases.record(actor, case_id, event, note=note, sending=_sending(referral, f"event {position}"))
    for section, kind, fields in _texts(answers):
        if any(fields.values()):
            cases.add_text(actor, case_id, section=section, kind=kind, fields=fields, sending=_sending(referral, f"{section} {kind}"))
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
    if basis in (triage.GIVEN, triage.CONTACT_ONLY) or how.agrees:
        scope = ["contact"] if basis == triage.CONTACT_ONLY else ["identity", "contact"]
        yield {"type": "consent", "at": agreed_at, "recipient": referral.to, "scope": scope, "value": True}
    exception = basis in (triage.CHILD, triage.DANGER_TO_LIFE, triage.LEGAL_DUTY) and not how.agrees
    consent = {"consent": "override", "basis": basis} if exception else {"consent": "given"}
    yield {"type": "referral", "at": agreed_at, "by": by, "to": referral.to, **consent}


def _texts(answers: dict[str, Any]) -> Iterable[tuple[Section, str, dict[str, str]]]:
    yield Section.ENCOUNTER, "note", {"text": encounter_note(answers)}
    yield Section.IDENTITY, "identity", identity_fields(answers)
    yield Section.CONTACT, "safe_contact", contact_fields(answers)
    yield Section.CONSENT, "note", {"text": str(answers.get("override_reason", ""))}


def _sending(referral: Referral, part: str) -> UUID:
    """Give the same sending for the same part, so that a repeated acceptance writes nothing twice."""
    return uuid.uuid5(referral.sending, part)


def _met(referral: Referral, answers: dict[str, Any]) -> str:
    return str(answers.get("met_at") or _instant(referral.received_at))


def _instant(moment: dt.datetime) -> str:
    return local(moment).isoformat(timespec="minutes")
