# SPDX-License-Identifier: EUPL-1.2
"""Referrals that were not answered in time: the desk is reminded at once, and again on every working day until somebody answers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.db import transaction

from vejviser.mechanisms import find
from vejviser.notices import outbox
from vejviser.notices.models import Notice
from vejviser.notices.night.people import desk_addresses, on_duty
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

UNANSWERED: Final = (Referral.State.RECEIVED, Referral.State.TAKEN)
MOST_LEVELS: Final = 99
_ONE_DAY: Final = dt.timedelta(days=1)
_ONCE: Final = uuid.UUID("52a8f1c4-6f0d-4d39-9f0e-8d1b7c0e2a77")


def escalate(now: dt.datetime) -> int:
    """Remind the desks of what is overdue at an instant; gives how many referrals were reminded of. Two at once remind once."""
    overdue = Referral.unguarded.filter(state__in=UNANSWERED, answer_by__lt=now).order_by("answer_by")
    known = overdue.exclude(standing=Referral.Standing.ANONYMOUS).values_list("id", "to", "answer_by", "escalated")
    reminded = sum(_remind(referral, desk, level_at(answer_by, now), before, now) for referral, desk, answer_by, before in list(known))
    return reminded + _remind_of_anonymous(overdue.filter(standing=Referral.Standing.ANONYMOUS), now)


@transaction.atomic
def _remind_of_anonymous(overdue: QuerySet[Referral], now: dt.datetime) -> int:
    """Remind of all anonymous ones together, once a working day: a flood of them must not bury whom one can ring."""
    raised: dict[int, list[UUID]] = defaultdict(list)
    desks = set()
    for referral, desk, answer_by, before in overdue.values_list("id", "to", "answer_by", "escalated"):
        if (level := level_at(answer_by, now)) > before:
            raised[level].append(referral)
            desks.add(desk)
    day, addresses = find().zone.from_datetime(now).day, desk_addresses()
    for desk in desks:
        one = Notice(id=uuid.uuid5(_ONCE, f"{desk} {day}"), organisation=desk, kind=Notice.Kind.UNANSWERED, level=max(raised), made_at=now)
        Notice.objects.bulk_create([one], ignore_conflicts=True)
        outbox.queue_once(f"anonymous {desk} {day}", {*addresses.get(desk, ()), *(person.address for person in on_duty(desk, now))})
    return sum(Referral.unguarded.filter(pk__in=rows).update(escalated=level) for level, rows in raised.items())


def level_at(answer_by: dt.datetime, now: dt.datetime) -> int:
    """Give how often a desk should have been reminded: once at the end of the answer time, and once for each working day begun since."""
    mechanism = find()
    first, last = (mechanism.zone.from_datetime(instant).day for instant in (answer_by, now))
    level, day = 1, first + _ONE_DAY
    while day <= last and level < MOST_LEVELS:
        level += mechanism.calendar.is_working_day(day)
        day += _ONE_DAY
    return level


def _remind(referral: UUID, desk: str, level: int, before: int, now: dt.datetime) -> bool:
    if level <= before:
        return False
    with transaction.atomic():
        # Whoever raises the level tells; a second process finds it raised.
        if not Referral.unguarded.filter(pk=referral, escalated=before).update(escalated=level):
            return False
        people = on_duty(desk, now)
        Notice.objects.bulk_create(_notices(desk, level, now, [None, *(person.id for person in people)]))
        addresses = {*desk_addresses().get(desk, ()), *(person.address for person in people)}
        outbox.queue_once(f"referral {referral} {level}", addresses)
    return True


def _notices(desk: str, level: int, now: dt.datetime, users: Iterable[UUID | None]) -> list[Notice]:
    kind = Notice.Kind.UNANSWERED
    return [Notice(user_id=user, organisation="" if user else desk, kind=kind, level=level, made_at=now) for user in users]
