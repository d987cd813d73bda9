# SPDX-License-Identifier: EUPL-1.2
"""Reading what arrives. Lists show nothing of the content; each opening is an entry of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound
from vejviser.cases.models import Case as CaseRow
from vejviser.directory.selectors import on_duty
from vejviser.referrals.desk_work import OPEN, at_desk
from vejviser.referrals.models import Part, Referral

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.access.actor import Actor

State = Referral.State
SHOWN: Final = ("open", "overdue", "mine", "asked", "answered", "added", "ended")
# The person took it back after it became a case, and nobody has written that into the case yet.
_ENDED: Final = Q(state=State.ACCEPTED, withdrawn=Referral.Withdrawn.PERSON, answered_at__lt=F("withdrawn_at"))
SORTS: Final = {"answer_by": "answer_by", "received": "received_at", "reference": "reference"}


@dataclass(frozen=True)
class Summary:
    """What waits at the desk: how many, and who has the duty now."""

    received: int
    taken: int
    overdue: int
    mine: int
    asked: int
    added: int
    ended: int
    on_duty: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One referral in the inbox; nothing of its content."""

    id: UUID
    reference: str
    urgency: str
    state: str
    sender: str
    received_at: dt.datetime
    answer_by: dt.datetime
    overdue: bool
    taken_by: str
    reminders: int
    asks_you: bool
    asks_somebody: bool
    kind: str
    role: str
    verified_as: str
    standing: int
    may_identify: bool
    withdrawn: str
    is_closed: bool
    additions: int
    is_asked: bool
    confirm_by: dt.datetime | None
    confirmed: bool


@dataclass(frozen=True)
class Sent:
    """A referral as its sender sees it: how far it has come, and never more."""

    id: UUID
    reference: str
    state: str
    received_at: dt.datetime
    answer_by: dt.datetime


def summary(actor: Actor) -> Summary:
    """Count what waits at the desk.

    Raises:
        NotFound: the actor does not take in what arrives.

    """
    waiting = Q(state__in=OPEN)
    counted = at_desk(actor).aggregate(
        received=Count("id", filter=Q(state=State.RECEIVED)),
        taken=Count("id", filter=Q(state=State.TAKEN)),
        overdue=Count("id", filter=waiting & Q(answer_by__lt=actor.now)),
        mine=Count("id", filter=Q(state=State.TAKEN, taken_by=actor.user_id)),
        asked=Count("id", filter=waiting & Q(asked__in=_own_cases(actor))),
        added=Count("id", filter=~waiting & Q(_added())),
        ended=Count("id", filter=_ENDED),
    )
    return Summary(**counted, on_duty=tuple(user.name for user in on_duty(actor.organisation, actor.now)))


def inbox(actor: Actor, *, show: str, urgency: str, sort: str) -> QuerySet[Referral]:
    """Give the referrals of the desk, the most urgent first unless another order is asked; in a class, whom one can ring stands first.

    Raises:
        NotFound: the actor does not take in what arrives.

    """
    found = at_desk(actor)
    waiting = Q(state__in=OPEN)
    conditions = {
        "open": waiting,
        "overdue": waiting & Q(answer_by__lt=actor.now),
        "mine": Q(state=State.TAKEN, taken_by=actor.user_id),
        "asked": waiting & Q(asked__in=_own_cases(actor)),
        "answered": ~waiting,
        "added": Q(_added()),
        "ended": _ENDED,
    }
    found = found.filter(conditions.get(show, waiting))
    if urgency in Referral.Urgency.values:
        found = found.filter(urgency=urgency)
    column = SORTS.get(sort.removeprefix("-"))
    if column is not None:
        return found.order_by(F(column).desc() if sort.startswith("-") else F(column).asc(), "id")
    ranked = [When(urgency=one, then=Value(rank)) for rank, one in enumerate(Referral.Urgency.values)]
    return found.order_by(
        Case(*ranked, default=Value(len(ranked)), output_field=IntegerField()), "standing", "answer_by", "received_at", "id"
    )


def with_people(actor: Actor, found: QuerySet[Referral]) -> QuerySet[Referral]:
    """Add what a line shows: who took it, and whether the actor's own case is asked."""
    mine = When(asked__in=_own_cases(actor), then=Value(1))
    waiting = Part.objects.filter(referral=OuterRef("pk"), kind=Part.Kind.ADDITION, state=Part.State.WAITING).order_by()
    counted = waiting.values("referral").annotate(count=Count("pk")).values("count")
    return (
        found.select_related("taken_by")
        .annotate(
            asks_you=Case(mine, default=Value(0), output_field=IntegerField()),
            additions=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)),
        )
        .defer("content")
    )


def line_of(actor: Actor, referral: Referral) -> Line:
    """Give the line of a referral that came through `with_people`."""
    waits = referral.state in OPEN
    return Line(
        id=referral.pk,
        reference=referral.reference,
        urgency=referral.urgency,
        state=referral.state,
        sender=referral.sender_organisation,
        received_at=referral.received_at,
        answer_by=referral.answer_by,
        overdue=waits and referral.answer_by < actor.now,
        taken_by=referral.taken_by.name if referral.taken_by is not None else "",
        reminders=referral.escalated,
        asks_you=bool(getattr(referral, "asks_you", 0)),
        asks_somebody=waits and referral.asked_id is not None,
        kind=referral.kind,
        role=referral.role,
        verified_as=referral.verified_as,
        standing=referral.standing,
        may_identify=referral.may_identify,
        withdrawn=referral.withdrawn,
        is_closed=referral.is_closed,
        additions=getattr(referral, "additions", 0),
        is_asked=referral.is_asked,
        confirm_by=referral.confirm_by,
        confirmed=referral.confirmed_at is not None,
    )


def sent_by(actor: Actor) -> QuerySet[Referral]:
    """Give the referrals that the actor sent, the newest first."""
    return Referral.objects.filter(sender=actor.user_id).order_by("-received_at", "id").defer("content", "answer")


def sent_one(actor: Actor, referral_id: UUID) -> Sent:
    """Give the state of one's own referral.

    Raises:
        NotFound: the actor sent no such referral.

    """
    referral = sent_by(actor).filter(pk=referral_id).first()
    if referral is None:
        raise NotFound
    return as_sender_sees(referral)


def as_sender_sees(referral: Referral) -> Sent:
    """Give a referral as its sender sees it: every answer of the desk looks the same, whether somebody is known or not."""
    state = referral.state if referral.state in OPEN else "answered"
    return Sent(referral.pk, referral.reference, state, referral.received_at, referral.answer_by)


def _added() -> Exists:
    """Whether something was added that nobody has looked at; also to what was answered already."""
    return Exists(Part.objects.filter(referral=OuterRef("pk"), kind=Part.Kind.ADDITION, state=Part.State.WAITING))


def _own_cases(actor: Actor) -> QuerySet[CaseRow, Any]:
    return visible_cases(actor, CaseRow.objects.all()).order_by().values("pk")
