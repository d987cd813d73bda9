# SPDX-License-Identifier: EUPL-1.2
"""Telling people of days that come near, of last days, and of what the passing of days has made due."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from django.db.models import Q

from vejviser.cases.models import Deadline, DeskLine
from vejviser.mechanisms import find
from vejviser.notices import outbox
from vejviser.notices.models import Notice
from vejviser.notices.night.people import desk_addresses, people_of
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

MARKS: Final = (60, 30, 14, 7, 0)
"""Days left at which people are told; 0 is the day itself, up to which the thing must be done."""
AFTER: Final = -1
"""The mark of the day after: a last day has passed."""
ROWS_AT_ONCE: Final = 1000
Row = TypeVar("Row", Deadline, DeskLine)
_ONE_DAY: Final = dt.timedelta(days=1)
_ONCE: Final = uuid.UUID("4f0f3ad6-70a1-46c1-a1c5-5f1d4b8f1f0e")


class Event(NamedTuple):
    """What people are told: a day of a case, and how many days are left."""

    case: uuid.UUID
    section: str
    kind: str
    about: str
    day: dt.date
    mark: int


def tell(day: dt.date) -> dict[str, int]:
    """Make the notices of a legal day, and put one mail for each person and desk concerned into the outbox; gives how many of each."""
    desks = desk_addresses()
    addresses = _desks_to_tell(day, desks)
    notices = 0
    events = chain(_days_at_marks(day), _begun(day))
    while part := list(islice(events, ROWS_AT_ONCE)):
        notices += _tell_people(part, day, addresses)
    return {"notices": notices, "mails": outbox.queue_once(f"night {day}", addresses)}


def _days_at_marks(day: dt.date) -> Iterator[Event]:
    """Give the days that are at a mark, from the index of days; what no longer holds on the legal day is left out."""
    ahead = _holding(Deadline.unguarded.all(), day).filter(day__in=[day + dt.timedelta(days=mark) for mark in MARKS])
    passed = _holding(Deadline.unguarded.all(), day - _ONE_DAY).filter(day=day - _ONE_DAY).exclude(kind__startswith="duty:")
    for rows in (ahead, passed):
        for case, section, about, on in _streamed(rows, "case_id", "section", "kind", "day"):
            yield Event(case, section, Notice.Kind.DAY, about, on, (on - day).days)


def _begun(day: dt.date) -> Iterator[Event]:
    """Give the steps that the law asks for from this day on, though nothing was recorded: the mechanism's own marks."""
    for case, section, step, act_by in _streamed(_beginning(day), "case_id", "section", "step", "act_by"):
        yield Event(case, section, Notice.Kind.BEGUN, f"step:{step}", act_by or day, 0)


def _desks_to_tell(day: dt.date, desks: dict[str, list[str]]) -> set[str]:
    """Give the addresses of the desks that must act by a day at a mark, or from now on."""
    coming = Q(act_by__in=[day + dt.timedelta(days=mark) for mark in MARKS])
    waiting = _holding(DeskLine.unguarded.filter(coming), day) | _beginning(day)
    acting = waiting.filter(actor__in=list(desks)).order_by().values_list("actor", flat=True).distinct()
    return {address for actor in acting for address in desks[actor]}


def _beginning(day: dt.date) -> QuerySet[DeskLine]:
    begins = dt.datetime.fromisoformat(find().zone.moment(day.isoformat()).local)
    return DeskLine.unguarded.filter(shown_from=day, case__changed_at__lt=begins, case__closed_at=None)


def _holding(rows: QuerySet[Row], day: dt.date) -> QuerySet[Row]:
    return rows.filter(Q(shown_until=None) | Q(shown_until__gt=day), shown_from__lte=day, case__closed_at=None)


def _streamed(rows: QuerySet[Row], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Read by a cursor of the server, so that a million rows need no more memory than a thousand."""
    return rows.order_by().values_list(*columns).iterator(chunk_size=ROWS_AT_ONCE)


def _tell_people(events: Iterable[Event], day: dt.date, addresses: set[str]) -> int:
    waiting, now = [], clock.now()
    people = people_of({(event.case, event.section) for event in events}, now)
    for event in events:
        for person in people.get((event.case, event.section), ()):
            addresses.add(person.address)
            once = uuid.uuid5(_ONCE, f"{day} {person.id} {event}")
            waiting.append(Notice(id=once, user_id=person.id, made_at=now, **event._asdict()))
    Notice.objects.bulk_create(waiting, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
    return len(waiting)
