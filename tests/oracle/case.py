# SPDX-License-Identifier: EUPL-1.2
"""A case file as plain values: the person, and the events with their instants (UTC) and days (Copenhagen)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DATE_LENGTH = len("2027-01-20")

Json = dict[str, object]


@dataclass(frozen=True)
class Event:
    """One event of the file: `position` counts from 0 in file order (45), `day` is its local date."""

    position: int
    kind: str
    instant: datetime
    day: date
    fields: Mapping[str, object]

    def text(self, name: str) -> str:
        """A field of the event as text; empty if it is left out."""
        return str(self.fields.get(name) or "")

    def until(self) -> date | None:
        """The event's own last day, if it has one."""
        value = self.fields.get("until")
        return date.fromisoformat(str(value)) if value is not None else None

    @property
    def by(self) -> str:
        """Who did it."""
        return self.text("by")


@dataclass(frozen=True)
class Person:
    """What the rules ask about the person; `born` None = unknown."""

    born: date | None
    unaccompanied: bool | None


def instant_of(written: str) -> datetime:
    """Sentences 1, 3 and 41: a date is 00:00 of that day; without an offset the time is Copenhagen's. In UTC."""
    if len(written) == DATE_LENGTH:
        written += "T00:00"
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=COPENHAGEN)
    return moment.astimezone(UTC)


def local(instant: datetime) -> datetime:
    """That instant on a clock in Copenhagen."""
    return instant.astimezone(COPENHAGEN)


def person_of(case: Mapping[str, object]) -> Person:
    """The person of a case file."""
    person = cast("Mapping[str, object]", case["person"])
    born = person["born"]
    return Person(
        born=date.fromisoformat(str(born)) if born is not None else None,
        unaccompanied=cast("bool | None", person["unaccompanied"]),
    )


def events_in_order(case: Mapping[str, object], as_of: datetime) -> list[Event]:
    """Sentences 1 and 2: the events known at `as_of`, by instant, then by position."""
    events = [event_of(position, fields) for position, fields in enumerate(cast("list[Mapping[str, object]]", case["events"]))]
    known = [event for event in events if event.instant <= as_of]
    return sorted(known, key=lambda event: (event.instant, event.position))


def event_of(position: int, fields: Mapping[str, object]) -> Event:
    """One event of the file."""
    instant = instant_of(str(fields["at"]))
    return Event(position, str(fields["type"]), instant, local(instant).date(), fields)
