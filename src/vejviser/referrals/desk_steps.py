# SPDX-License-Identifier: EUPL-1.2
"""What the desk does with what came from outside: urgency, locks, second persons, questions. Each step is an entry of the ledger."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext

from vejviser.access.refusals import NotFound, Stale
from vejviser.access.sections import Section
from vejviser.cases import services as cases
from vejviser.ledger import services as ledger
from vejviser.referrals import content, writing
from vejviser.referrals.answer_times import answer_by, local
from vejviser.referrals.desk_work import OPEN, State, locked
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.paths import NOTICE_CARDS, VERSION, Path, kept
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.access.actor import Actor

RANKS: Final[dict[str, int]] = {urgency: rank for rank, urgency in enumerate(Referral.Urgency.values)}


_BOXES: Final[dict[str, str]] = {Part.Kind.LIFTED: "$.lock_reason", Part.Kind.AGE: "$.age_reason"}


def change_urgency(actor: Actor, referral_id: UUID, urgency: Referral.Urgency, reason: str = "") -> None:
    """Raise the urgency, or lower it for a reason; the answer time follows, and a raised one counts from now.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: it is answered.
        RefusedError: it would be lowered without a reason.

    """
    referral = _open(actor, referral_id)
    if urgency == referral.urgency:
        return
    if RANKS[urgency] < RANKS[referral.urgency]:
        target, action = min(referral.answer_by, answer_by(urgency, actor.now)), "referral:raise"
    else:
        _keep_reason(actor, referral, Part.Kind.LOWERED, reason, gettext("Enter why it is less urgent"))
        target, action = answer_by(urgency, referral.received_at), "referral:lower"
    Referral.objects.filter(pk=referral.pk).update(urgency=urgency, answer_by=target)
    ledger.record(action, row_id=referral.pk, sections=content.SECTION)


def lift_lock(actor: Actor, referral_id: UUID, reason: str) -> None:
    """Change the rule that the person is not contacted directly, for a reason; only then is a number shown.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: it is answered.
        RefusedError: there is no reason.

    """
    referral = _open(actor, referral_id)
    _keep_reason(actor, referral, Part.Kind.LIFTED, reason, gettext("Enter why the person may be contacted directly now"))
    Referral.objects.filter(pk=referral.pk).update(lock_lifted=True)
    ledger.record("referral:lift_lock", row_id=referral.pk, sections=Section.CONTACT)


def identity(actor: Actor, referral_id: UUID) -> dict[str, Any]:
    """Open who the person is: one more step, with its own entry of the ledger; empty where nothing was passed on.

    Raises:
        NotFound: there is no such referral for the actor, or it is closed.

    """
    return _opened(actor, referral_id, Part.Kind.IDENTITY, "referral:identity", Section.IDENTITY)


def place_tip(actor: Actor, referral_id: UUID) -> dict[str, Any]:
    """Open a place that a citizen named; each opening is its own entry of the ledger.

    Raises:
        NotFound: there is none for the actor (any more).

    """
    return _opened(actor, referral_id, Part.Kind.PLACE_TIP, "referral:place_tip", content.SECTION)


def confirm(actor: Actor, referral_id: UUID) -> None:
    """Confirm an exception as the second person: another than who works on it. What was sealed again opens.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: it is answered.
        RefusedError: nobody works on it yet, or the actor is the one who does, or sent it.

    """
    referral = _open(actor, referral_id)
    if referral.confirm_by is None:
        raise NotFound
    if referral.confirmed_at is not None:
        return
    if referral.taken_by_id is None:
        raise RefusedError([Problem("$", gettext("Somebody must take it over first: the second person confirms what the first decides"))])
    if actor.user_id in (referral.taken_by_id, referral.sender_id):
        raise RefusedError([Problem("$", gettext("Another person of the desk must confirm it"))])
    closed = referral.is_closed and referral.withdrawn == Referral.Withdrawn.PERSON
    Referral.objects.filter(pk=referral.pk).update(confirmed_by_id=actor.user_id, confirmed_at=actor.now, is_closed=closed)
    ledger.record("referral:confirm", row_id=referral.pk, sections=Section.IDENTITY + Section.CONTACT)


def settle_age(actor: Actor, referral_id: UUID, *, is_child: bool, reason: str) -> None:
    """Settle the age of somebody who perhaps is a child and does not want help: only then is name and contact opened, or destroyed.

    An adult who says no passed nothing on: the referral becomes a notice, and of what was added stays what a notice may be added to with.

    Raises:
        NotFound: there is no such referral for the actor, or its age does not wait.
        Stale: it is answered.
        RefusedError: it is not said how the age was settled.

    """
    referral = _open(actor, referral_id)
    if not age_waits(referral):
        raise NotFound
    _keep_reason(actor, referral, Part.Kind.AGE, reason, gettext("Enter how the age was settled"))
    # Opened first in any case: row security lets nobody change a part that is closed.
    Referral.objects.filter(pk=referral.pk).update(is_closed=False)
    if not is_child:
        parts = Part.objects.filter(referral=referral, kind__in=(Part.Kind.IDENTITY, Part.Kind.CONTACT))
        gone = list(parts.values_list("pk", flat=True))
        gone += _additions_beyond_a_notice(referral, actor.now)
        Part.objects.filter(pk__in=gone).update(content=None, expires_at=None)
        Referral.objects.filter(pk=referral.pk).update(kind=Referral.Kind.NOTICE, path=Path.NOTICE)
        transaction.on_commit(functools.partial(content.destroy, gone))
    ledger.record("referral:settle_age", row_id=referral.pk, sections=content.SECTION)


def _additions_beyond_a_notice(referral: Referral, now: dt.datetime) -> list[UUID]:
    """Give the additions that a notice does not keep. Of a second version of the form stays what a notice keeps, under a key of its own."""
    added = Part.objects.filter(referral=referral, kind=Part.Kind.ADDITION).exclude(content=None)
    beyond = list(added.exclude(card__in=NOTICE_CARDS))
    for part in (one for one in beyond if one.card == VERSION):
        said = kept(content.unseal(part.pk, content.PART, part.content), Path.NOTICE)
        writing.sealed_part(referral.pk, Part.Kind.ADDITION, said, now, card=VERSION).save(force_insert=True)
    return [part.pk for part in beyond]


def age_waits(referral: Referral) -> bool:
    """Tell whether name and contact are sealed until the desk knows whether somebody unwilling is a child."""
    return referral.path == Path.CHILD and referral.is_closed and not referral.withdrawn


def ask_sender(actor: Actor, referral_id: UUID, text: str) -> None:
    """Ask a sender without an account something; they find it by their key, and nothing is mailed.

    Raises:
        NotFound: there is no such referral for the actor, or its sender has an account.
        Stale: it is answered.
        RefusedError: nothing is asked.

    """
    referral = _open(actor, referral_id)
    if referral.sender_id is not None:
        raise NotFound
    asked = content.clean(text)
    if not asked:
        raise RefusedError([Problem("$.question", gettext("Enter what you want to ask"))])
    writing.sealed_part(referral.pk, Part.Kind.QUESTION, {"text": asked, "by": actor.name}, actor.now).save(force_insert=True)
    # Who asks has read it: what is taken back now cannot be unsent.
    Referral.objects.filter(pk=referral.pk).update(is_asked=True, opened_at=referral.opened_at or actor.now)
    ledger.record("referral:ask_sender", row_id=referral.pk, sections=content.SECTION)


def verify_by_call(actor: Actor, referral_id: UUID) -> None:
    """Note that the sender was rung back at the switchboard of the own organisation: that counts as a proven address.

    Raises:
        NotFound: there is no such referral for the actor, or nobody whose organisation could be verified sent it.
        Stale: it is answered.

    """
    referral = _open(actor, referral_id)
    by = str(content.unseal(referral.pk, content.CONTENT, referral.content).get("by", ""))
    whose = referral.sender_organisation or by
    if referral.sender_id is not None or whose in ("", "citizen", "self"):
        raise NotFound
    Referral.objects.filter(pk=referral.pk).update(verified_as=whose, standing=Referral.Standing.KNOWN)
    ledger.record("referral:verify", row_id=referral.pk)


def end_consent(actor: Actor, referral_id: UUID) -> None:
    """Write into the case that the person took the agreement back after the referral was accepted.

    Raises:
        NotFound: there is no such referral for the actor, or its case is not the actor's.
        Stale: nothing waits to be written.

    """
    referral = locked(actor, referral_id)
    if not ended_and_waits(referral) or referral.case_id is None or referral.withdrawn_at is None:
        raise Stale
    at = local(referral.withdrawn_at).isoformat(timespec="minutes")
    event = {"type": "consent", "at": at, "recipient": referral.to, "scope": ["identity", "contact"], "value": False}
    cases.record(actor, referral.case_id, event, sending=writing.part_of_sending(referral, f"consent ended {at}"))
    Referral.objects.filter(pk=referral.pk).update(answered_at=actor.now)
    ledger.record("referral:end_consent", case_id=referral.case_id, row_id=referral.pk, sections=Section.CONSENT)


def ended_and_waits(referral: Referral) -> bool:
    """Tell whether the person took it back after it became a case, and nobody has written that into the case yet."""
    if referral.state != State.ACCEPTED or referral.withdrawn != Referral.Withdrawn.PERSON:
        return False
    return referral.withdrawn_at is not None and (referral.answered_at is None or referral.answered_at < referral.withdrawn_at)


def _open(actor: Actor, referral_id: UUID) -> Referral:
    referral = locked(actor, referral_id)
    if referral.state not in OPEN:
        raise Stale
    return referral


def _opened(actor: Actor, referral_id: UUID, kind: Part.Kind, action: str, sections: str) -> dict[str, Any]:
    referral = locked(actor, referral_id)
    part = Part.objects.filter(referral=referral, kind=kind).exclude(content=None).first()
    if part is None:
        raise NotFound
    ledger.record(action, row_id=referral.pk, sections=sections)
    return content.unseal(part.pk, content.PART, part.content)


def _keep_reason(actor: Actor, referral: Referral, kind: Part.Kind, reason: str, asked: str) -> None:
    said = content.clean(reason)
    if not said:
        raise RefusedError([Problem(_BOXES.get(kind, "$.reason"), asked)])
    writing.sealed_part(referral.pk, kind, {"text": said, "by": actor.name}, actor.now).save(force_insert=True)
