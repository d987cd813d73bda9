# SPDX-License-Identifier: EUPL-1.2
"""How the conclusions of a case changed from day to day: assessed anew on every day on which something can have changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.assess import assess
from vejviser.rules.fold import derive, fold
from vejviser.rules.instants import LAST_YEAR, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.answers import Assessment
    from vejviser.rules.case_file import Case
    from vejviser.rules.mechanism import Mechanism

_ONE_DAY = dt.timedelta(days=1)
_LAST_DAY = dt.date(LAST_YEAR, 12, 31)
LEGAL_STAY = "legal_stay"


class Known(NamedTuple):
    """A case as known at a moment: `case` holds no later events."""

    mechanism: Mechanism
    case: Case
    as_of: Moment

    def now(self) -> Assessment:
        """Assess at the moment itself."""
        return assess(self.mechanism, self.case, self.as_of)

    def by_instant(self) -> list[tuple[dt.date, str, Assessment]]:
        """Assess right after the events of every instant; gives the day, the type of the last event, and what followed from it."""
        last = {event.at.instant: event for event in self.case.events}
        return [(event.at.day, event.type, self._at(event.at)) for event in last.values()]

    def end_of(self, day: dt.date) -> Assessment:
        """Assess at the end of a day; on the day of the picture itself, at its moment."""
        return self._at(self._close_of(day))

    def legal_stay(self, day: dt.date) -> str | None:
        """Give the value of legal stay at the end of a day; None where the mechanism has no such fact."""
        column = self.mechanism.columns.by_name.get(LEGAL_STAY)
        if column is None:
            return None
        moment = self._close_of(day)
        events = tuple(event for event in self.case.events if event.at.instant <= moment.instant)
        state = fold(self.mechanism, self.case.person, events).state
        return column.value(derive(self.mechanism, state, day, self.mechanism.steps))

    def _at(self, moment: Moment) -> Assessment:
        return assess(self.mechanism, self.case, moment)

    def _close_of(self, day: dt.date) -> Moment:
        if day == self.as_of.day:
            return self.as_of
        following = self.mechanism.zone.start_of(day + _ONE_DAY)
        return Moment(following.instant - 1, day, f"{day.isoformat()}T23:59:59", whole_day=False)


def days_of_change(known: Known, assessments: Iterable[Assessment], first: dt.date, last: dt.date) -> list[dt.date]:
    """Give every day from `first` to `last` on which a conclusion can differ from the day before, in order; `first` is one."""
    after_clocks = {clock.last_day + _ONE_DAY for one in assessments for clock in one.clocks if clock.last_day < _LAST_DAY}
    after_dates = {
        value + _ONE_DAY
        for event in known.case.events
        for value in event.fields.values()
        if isinstance(value, dt.date) and value < _LAST_DAY
    }
    on_events = {event.at.day for event in known.case.events}
    today = known.as_of.day
    days = {first, today, today + _ONE_DAY} | after_clocks | after_dates | on_events
    return sorted(day for day in days if first <= day <= last and day < _LAST_DAY)
