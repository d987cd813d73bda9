# SPDX-License-Identifier: EUPL-1.2
"""What follows from a case, as rows that lists and the night run can use without a key: an index, rebuilt from the events at any time.

What follows changes with the days even when nothing is recorded: a last day passes, a child turns 18. So the days to come on which
something turns are assessed now, and every row says from which legal day up to which it holds.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vejviser.access.derived import DerivedRows
from vejviser.access.sections import SECTIONS_OF_SCOPE
from vejviser.cases import shown
from vejviser.rules.assess import assess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vejviser.cases.history import History
    from vejviser.rules.answers import Assessment
    from vejviser.rules.events import Event
    from vejviser.rules.instants import Moment

_ONE_DAY: Final = dt.timedelta(days=1)
# Days before a clock's last day on which a law may begin to ask for something (Denmark: 90 days before the 18th birthday).
_BEFORE_AN_END: Final = (dt.timedelta(days=90),)
# Turns beyond this are derived when they come nearer: by the next thing recorded or by the rebuild.
_MOST_TURNS: Final = 24

Row = tuple[tuple[str, Any], ...]


class Derived(NamedTuple):
    """The stage now, and the rows."""

    stage: str
    rows: DerivedRows


def derive(history: History, now: dt.datetime) -> Derived:
    """Derive the rows of a case at an instant."""
    zone = history.mechanism.zone
    moment = zone.from_datetime(now)
    days, assessments = [moment.day], [assess(history.mechanism, history.case, moment)]
    coming = _turning_days(history, assessments[0], after=moment.day)
    while coming and len(days) < _MOST_TURNS:
        day = min(coming)
        days.append(day)
        assessments.append(assess(history.mechanism, history.case, zone.moment(day.isoformat())))
        coming = {one for one in coming | _turning_days(history, assessments[-1], after=day) if one > day}
    rows = DerivedRows(
        deadlines=_spans(days, assessments, _deadlines),
        lines=_spans(days, assessments, _lines),
        turns=_turns(days, assessments),
        grants=list(_grants(history, moment)),
    )
    return Derived(assessments[0].stage, rows)


def _turning_days(history: History, assessment: Assessment, *, after: dt.date) -> set[dt.date]:
    """Give the later legal days on which something may turn by itself."""
    days = {duty.from_ for duty in assessment.duties}
    for one in assessment.clocks:
        days |= {one.last_day + _ONE_DAY, *(one.last_day + _ONE_DAY - before for before in _BEFORE_AN_END)}
    for event in history.case.events:
        days |= {value + _ONE_DAY for value in event.fields.values() if isinstance(value, dt.date)}
    return {day for day in days if day > after}


def _spans(days: list[dt.date], assessments: list[Assessment], give: Callable[[Assessment], Iterator[Row]]) -> list[dict[str, Any]]:
    """Give each row once for every unbroken span of days on which it holds."""
    found: list[dict[str, Any]] = []
    open_rows: dict[Row, dict[str, Any]] = {}
    for day, assessment in zip(days, assessments, strict=True):
        holding = set(give(assessment))
        for row in open_rows.keys() - holding:
            open_rows.pop(row)["shown_until"] = day
        for row in sorted(holding - open_rows.keys(), key=str):
            open_rows[row] = {**dict(row), "shown_from": day, "shown_until": None}
            found.append(open_rows[row])
    return found


def _deadlines(assessment: Assessment) -> Iterator[Row]:
    for one in assessment.clocks:
        if one.state == "running":
            yield ("section", shown.CLOCKS[one.id]), ("kind", f"clock:{one.id}"), ("day", one.last_day)
    for step in assessment.next_steps:
        if step.act_by is not None:
            yield ("section", shown.NEXT_STEPS[step.id]), ("kind", f"step:{step.id}"), ("day", step.act_by)
    for duty in assessment.duties:
        if duty.state in ("pending", "due"):
            yield ("section", shown.DUTIES[duty.id]), ("kind", f"duty:{duty.id}"), ("day", duty.from_)


def _lines(assessment: Assessment) -> Iterator[Row]:
    for step in assessment.next_steps:
        for actor in step.actors:
            yield ("section", shown.NEXT_STEPS[step.id]), ("step", step.id), ("actor", actor), ("act_by", step.act_by)


def _turns(days: list[dt.date], assessments: list[Assessment]) -> list[dict[str, Any]]:
    stages = [one.stage for one in assessments]
    return [{"day": day, "stage": stage} for day, before, stage in zip(days[1:], stages, stages[1:], strict=False) if stage != before]


def _grants(history: History, now: Moment) -> Iterator[dict[str, Any]]:
    """Give what the consents open: of each recipient and scope, what the latest consent said."""
    latest: dict[tuple[str, str], Event] = {}
    for event in history.case.events:
        if event.type == "consent" and event.at.instant <= now.instant:
            latest.update({(event.fields["recipient"], scope): event for scope in event.fields["scope"]})
    for (recipient, scope), event in latest.items():
        if event.fields["value"]:
            for section in SECTIONS_OF_SCOPE[scope]:
                yield {"organisation": recipient, "section": section, "starts": event.at.local, "ends": _end(history, event)}


def _end(history: History, event: Event) -> str | None:
    until = event.fields.get("until")
    return None if until is None else history.mechanism.zone.moment((until + _ONE_DAY).isoformat()).local
