# SPDX-License-Identifier: EUPL-1.2
"""What the desk does with a referral: received, taken over (and handed back), and at last answered. Nobody but the intake may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from vejviser.access.refusals import NotFound, Stale
from vejviser.ledger import services as ledger
from vejviser.referrals import content
from vejviser.referrals.models import Referral
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from vejviser.access.actor import Actor

State = Referral.State
OPEN: Final = (State.RECEIVED, State.TAKEN)
# With which state each reason closes a referral.
CLOSES: Final[dict[Referral.Reason, Referral.State]] = {
    Referral.Reason.ADVISED: State.ADVISED,
    Referral.Reason.SIGNPOSTED: State.ADVISED,
    Referral.Reason.NO_CONTACT: State.DECLINED,
    Referral.Reason.DECLINES: State.DECLINED,
    Referral.Reason.ELSEWHERE: State.DECLINED,
    Referral.Reason.ERROR: State.DECLINED,
    Referral.Reason.DRILL: State.DECLINED,
}


def at_desk(actor: Actor) -> QuerySet[Referral]:
    """Give the referrals to the desk of the actor's organisation.

    Raises:
        NotFound: the actor does not take in what arrives; for such a user there is no inbox.

    """
    if not actor.is_intake:
        raise NotFound
    return Referral.objects.filter(to=actor.organisation)


def locked(actor: Actor, referral_id: UUID) -> Referral:
    """Give one referral of the desk, held until the transaction ends.

    Raises:
        NotFound: there is none for the actor.

    """
    found = at_desk(actor).select_for_update().filter(pk=referral_id).first()
    if found is None:
        raise NotFound
    return found


def take_over(actor: Actor, referral_id: UUID) -> None:
    """Say that one works on it now; the same person twice is once.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: a colleague was faster, or it is answered.

    """
    referral = locked(actor, referral_id)
    if referral.state == State.TAKEN and referral.taken_by_id == actor.user_id:
        return
    if referral.state != State.RECEIVED:
        raise Stale
    _write(referral, "referral:take", state=State.TAKEN, taken_by_id=actor.user_id, taken_at=actor.now)


def hand_back(actor: Actor, referral_id: UUID) -> None:
    """Give it back to the desk, whoever had taken it: a colleague who fell ill must not hold it.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: it is answered.

    """
    referral = locked(actor, referral_id)
    if referral.state == State.RECEIVED:
        return
    if referral.state != State.TAKEN:
        raise Stale
    _write(referral, "referral:return", state=State.RECEIVED, taken_by_id=None, taken_at=None)


def close(actor: Actor, referral_id: UUID, reason: Referral.Reason, note: str) -> None:
    """Answer it without a case, for a coded reason; who answers need not have taken it over first.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: a colleague works on it, or it is answered otherwise.
        RefusedError: it is not said what was done.

    """
    referral = locked(actor, referral_id)
    if referral.state == CLOSES[reason] and referral.reason == reason:
        return
    must_be_free(actor, referral)
    said = content.clean(note)
    if not said:
        raise RefusedError([Problem("$.note", gettext("Enter with whom you spoke and what was said"))])
    answer = content.seal(referral.pk, content.ANSWER, {"note": said, "by": actor.name})
    _write(referral, "referral:close", state=CLOSES[reason], reason=reason, answered_at=actor.now, answer=answer, asked_id=None)


def ask_coordinator(actor: Actor, referral_id: UUID, case_id: UUID) -> None:
    """Ask the coordinator of a case whether it is the same person; the referral goes back to the desk.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: a colleague works on it, or it is answered.

    """
    referral = locked(actor, referral_id)
    must_be_free(actor, referral)
    _write(referral, "referral:ask", state=State.RECEIVED, taken_by_id=None, taken_at=None, asked_id=case_id)


def not_the_same(actor: Actor, referral_id: UUID) -> None:
    """Say that the referral is not about the person of the case that was asked.

    Raises:
        NotFound: there is no such referral for the actor.
        Stale: it is answered.

    """
    referral = locked(actor, referral_id)
    if referral.state not in OPEN:
        raise Stale
    _write(referral, "referral:differs", asked_id=None)


def must_be_free(actor: Actor, referral: Referral) -> None:
    """Check that the actor may answer it now.

    Raises:
        Stale: a colleague works on it, or it is answered.

    """
    if referral.state not in OPEN or (referral.state == State.TAKEN and referral.taken_by_id != actor.user_id):
        raise Stale


def _write(referral: Referral, action: str, **changes: object) -> None:
    Referral.objects.filter(pk=referral.pk).update(**changes)
    ledger.record(action, row_id=referral.pk, sections=content.SECTION)
