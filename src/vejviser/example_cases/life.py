# SPDX-License-Identifier: EUPL-1.2
"""A life being written: its events so far, and the facts that later steps must fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.local_time import (
    CHANGE_ENDS,
    CHANGE_STARTS,
    CLOCK,
    LAST_MINUTE,
    birthday,
    hours_from_utc,
    iso,
    stamp_on_change,
    stamp_with_offset,
)

if TYPE_CHECKING:
    from vejviser.example_cases.case_shapes import CaseFile, Event, Person
    from vejviser.example_cases.chance import Chance

FEWEST_EVENTS, MOST_EVENTS = 4, 30
OFFICE_HOURS = (8 * 60, 16 * 60 + 30)
DATE_ALONE = -1


@dataclass(slots=True)
class Stay:
    """Legal stay from the ordinal `day` on (`legal` None: unknown), up to and including `until` where it is known."""

    day: int
    legal: bool | None
    basis: str | None
    until: int | None


@dataclass(slots=True)
class Life:
    """The events of one person, with a cursor `day` that the steps move on. Days are ordinals; `*_last` days are included."""

    chance: Chance
    name: str
    person: Person
    born: int | None
    day: int
    rows: list[tuple[int, Event]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    interviewed: bool = False
    identified: int | None = None
    decided: int | None = None
    on_trial: bool = False
    represented: bool = False
    assessed_adult: bool = False
    cooperation: list[tuple[int, bool]] = field(default_factory=list)
    collaborates: bool = False
    reflection: int | None = None
    reflection_last: int = 0
    permit: int | None = None
    permit_last: int = 0
    proceedings_ended: int | None = None
    left: int | None = None
    closed: bool = False
    mistakes: list[str] = field(default_factory=list)

    def record(self, kind: str, day: int, **fields: object) -> None:
        """Add an event on the ordinal `day`; events of one day stand in the order in which they were recorded."""
        self.rows.append((day, {"type": kind, "at": "", **fields}))

    def then(self, low: int, high: int) -> int:
        """Move the cursor on by `low` to `high` days and return it."""
        self.day += self.chance.between(low, high)
        return self.day

    def stays_from(self, day: int, *, legal: bool | None, basis: str | None = None, until: int | None = None) -> None:
        """Record legal stay from `day` on."""
        self.stays.append(Stay(day, legal, basis, until))
        self.stays.sort(key=attrgetter("day"))
        fields: Event = {"legal": legal}
        if basis is not None:
            fields["basis"] = basis
        if until is not None:
            fields["until"] = iso(until)
        self.record("stay", day, **fields)

    def stay_on(self, day: int) -> Stay:
        """Return the stay that holds on `day`; one that has run out counts as no legal stay."""
        stays = [stay for stay in self.stays if stay.day <= day]
        if not stays:
            return Stay(day, None, None, None)
        if stays[-1].until is not None and day > stays[-1].until:
            return Stay(day, legal=False, basis=None, until=None)
        return stays[-1]

    def is_child(self, day: int) -> bool:
        """Say whether the person counts as a child on `day`: an unknown age does, until assessed."""
        return not self.assessed_adult and (self.born is None or day < birthday(self.born, 18))

    def case(self) -> CaseFile:
        """Return the case file: events in order of their instants, at most 30 of them (the rest has not happened yet)."""
        self.rows.sort(key=itemgetter(0))
        del self.rows[MOST_EVENTS:]
        self.write_times()
        return {"case": self.name, "mechanism": "denmark", "person": self.person, "events": [event for _, event in self.rows]}

    def write_times(self) -> None:
        """Give every event its `at`, never before the one above it, and seldom a note."""
        today, floor = 0, DATE_ALONE
        for day, event in self.rows:
            if day != today:
                today, floor = day, DATE_ALONE
            event["at"], floor = self.stamp(day, self.wanted_minute(str(event["type"]), day, floor))
            if self.chance.happens(how_often.NOTE):
                event["note"] = self.chance.pick(how_often.NOTES)

    def wanted_minute(self, kind: str, day: int, floor: int) -> int:
        """Return a minute of the day not before `floor`, or DATE_ALONE while the day has no time of day yet."""
        chance = self.chance
        if floor > DATE_ALONE:
            return min(LAST_MINUTE, floor + chance.between(5, 40))
        hours = how_often.PREFERRED_HOUR.get(kind)
        if hours is not None and chance.happens(0.8):
            before, after = hours_from_utc(day)
            if before != after:
                return chance.between(CHANGE_STARTS - 20, CHANGE_ENDS + 20)
            low, high = chance.draw(hours)
            return chance.between(low * 60, high * 60 + 59)
        return chance.between(*OFFICE_HOURS) if chance.happens(how_often.TIMED) else DATE_ALONE

    def stamp(self, day: int, minute: int) -> tuple[str, int]:
        """Return the text of `at`, and the minute before which the next event of the day must not be."""
        chance = self.chance
        if minute == DATE_ALONE:
            return iso(day), DATE_ALONE
        before, after = hours_from_utc(day)
        if before != after and CHANGE_STARTS <= minute < CHANGE_ENDS:
            return stamp_on_change(day, minute, late=chance.happens(0.5))
        if chance.happens(how_often.WITH_OFFSET):
            return stamp_with_offset(day, minute, universal=chance.happens(how_often.IN_UTC)), minute
        if minute < LAST_MINUTE and chance.happens(how_often.WITH_SECONDS):
            return f"{iso(day)}T{CLOCK[minute]}:{chance.between(1, 59):02d}", minute + 1
        return f"{iso(day)}T{CLOCK[minute]}", minute
