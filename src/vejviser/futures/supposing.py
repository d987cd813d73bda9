# SPDX-License-Identifier: EUPL-1.2
"""The events that a future adds to the facts: each on the day that was chosen for it, or on a lawful one that is proposed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from vejviser.rules.assess import known_events
from vejviser.rules.conclusions import with_answers
from vejviser.rules.envelope import envelopes
from vejviser.rules.events import Event
from vejviser.rules.fold import derive, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vejviser.futures.plan_format import AssumedFile, Facts
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.state import State


class Assumed(NamedTuple):
    """An event that is only supposed. `key` is its own among all futures, and names the day that may be chosen for it.

    `too_early`: the day that was chosen lies before what the event follows; it is then supposed for the first day that does not.
    """

    key: str
    event: Event
    file: AssumedFile
    too_early: dt.date | None = None


class Supposed(NamedTuple):
    """The facts of a case up to the moment asked about, with events that are supposed to follow, in their order."""

    mechanism: Mechanism
    facts: Case
    asked: Moment
    assumed: tuple[Assumed, ...] = ()

    @property
    def case(self) -> Case:
        """The facts and the supposed events, in their legal order."""
        events = (*self.facts.events, *(one.event for one in self.assumed))
        return self.facts._replace(events=tuple(sorted(events, key=lambda event: event.at.instant)))

    @property
    def moment(self) -> Moment:
        """When all of it has happened."""
        return max((self.asked, *(one.event.at for one in self.assumed)))

    def state(self, moment: Moment) -> State:
        """Give what the events up to a moment come to."""
        return fold(self.mechanism, self.facts.person, known_events(self.case, moment)).state


def begin(mechanism: Mechanism, case: Case, asked: Moment) -> Supposed:
    """Begin with what had happened by the moment asked about; what was entered for later days is left out."""
    return Supposed(mechanism, case._replace(events=known_events(case, asked)), asked)


def suppose(before: Supposed, files: Iterable[AssumedFile], name: str, chosen: Mapping[str, dt.date]) -> Supposed:
    """Add events one after the other, each only if its condition holds; `chosen` gives days by key, the day asked about or later."""
    found = before
    for file in files:
        key = f"{name}-{file.event}"
        day = chosen.get(key)
        early = day if day is not None and day < _first_day(found, file) else None
        event = _event(found, file, _first_day(found, file) if early else day)
        if event is not None:
            found = found._replace(assumed=(*found.assumed, Assumed(key, event, file, early)))
    return found


def values(supposed: Supposed, facts: Iterable[str], moment: Moment) -> dict[str, str]:
    """Give the values that facts have at a moment."""
    mechanism = supposed.mechanism
    situation = derive(mechanism, supposed.state(moment), moment.day, mechanism.steps)
    situation = with_answers(mechanism, situation, mechanism.law.on(moment.day))
    return {fact: mechanism.columns.by_name[fact].value(situation) for fact in facts}


def holds(supposed: Supposed, facts: Facts, moment: Moment) -> bool:
    """Whether each fact has one of the values at a moment."""
    return not facts or all(value in facts[fact] for fact, value in values(supposed, facts, moment).items())


def _event(before: Supposed, file: AssumedFile, chosen: dt.date | None) -> Event | None:
    at = _moment(before, chosen or _proposed(before, file))
    if not holds(before, file.when, at):
        return None
    fields: dict[str, Any] = dict(file.fields)
    if file.furthest is not None:
        fields[file.furthest] = _furthest(before, file.event, at)
    place = 1 + max((event.place for event in before.case.events), default=-1)
    return Event(place, file.event, at, at, fields)


def _first_day(before: Supposed, file: AssumedFile) -> dt.date:
    """Give the first day of an event: what takes days to come, such as an arrival, is never before what it follows."""
    return before.moment.day if file.days and before.assumed else before.asked.day


def _moment(before: Supposed, day: dt.date) -> Moment:
    """Give the moment of a supposed event: on the day asked about it comes after all that was entered."""
    return before.asked if day <= before.asked.day else before.mechanism.zone.start_of(day)


def _proposed(before: Supposed, file: AssumedFile) -> dt.date:
    latest = before.moment
    day = latest.day + dt.timedelta(days=file.days)
    place = next((rule.place for rule in before.mechanism.clocks if rule.id == file.before_end_of), None)
    clock = None if place is None else before.state(latest).clocks[place]
    if clock is not None and clock.state(latest.day) == "running":
        day = min(day, clock.last_day)
    return max(day, latest.day)


def _furthest(before: Supposed, kind: str, at: Moment) -> dt.date:
    """Give the latest lawful last day that a decision may set; where none is, the day after the decision, which the rules then refuse."""
    found = next((one for one in envelopes(before.mechanism, before.case, at) if one.event == kind), None)
    return found.latest if found is not None and found.latest is not None else at.day + dt.timedelta(days=1)
