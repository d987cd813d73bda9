# SPDX-License-Identifier: EUPL-1.2
"""The lines of a desk: next steps and last days of the cases that exist for the actor, bounded in queries at any number of cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F, Q, QuerySet

from vejviser.access.querysets import visible_derived
from vejviser.cases.models import Deadline, DeskLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.access.actor import Actor

SHOWN: Final = ("mine", "overdue", "today", "week", "new", "waiting")
SORTS: Final = {"day": "act_by", "since": "since", "reference": "case__reference", "stage": "case__stage"}
WEEK: Final = dt.timedelta(days=7)
# How long a line counts as new.
NEW_FOR: Final = dt.timedelta(days=3)
AHEAD: Final = dt.timedelta(days=14)
MOST_AHEAD: Final = 10


@dataclass(frozen=True)
class Counts:
    """How many lines each filter of the desk has; only of what the actor may see."""

    mine: int
    overdue: int
    today: int
    week: int
    new: int
    waiting: int


@dataclass(frozen=True)
class LastDay:
    """A last day that comes: of which case, and of what."""

    case_id: UUID
    reference: str
    kind: str
    day: dt.date


@dataclass(frozen=True)
class Line:
    """A next step. `act_by` is the last working day to act on, `left` the days until then (below 0: late), None without a day."""

    case_id: UUID
    reference: str
    stage: str
    step: str
    actor: str
    act_by: dt.date | None
    since: dt.datetime
    left: int | None
    last_day: LastDay | None = None


def counts(actor: Actor, today: dt.date, *, stage: str) -> Counts:
    """Count the lines of every filter among the cases of a stage (empty: all), in one query."""
    filters = {name: Count("id", filter=_condition(actor, name, today)) for name in SHOWN}
    found = visible_derived(actor, DeskLine.objects.order_by(), today)
    return Counts(**(found.filter(case__stage=stage) if stage else found).aggregate(**filters))


def lines(actor: Actor, today: dt.date, *, show: str, stage: str, sort: str) -> QuerySet[DeskLine]:
    """Give the lines of a filter; by the day to act on, those without one last, unless another order is asked."""
    found = visible_derived(actor, DeskLine.objects.order_by(), today).filter(_condition(actor, show, today))
    if stage:
        found = found.filter(case__stage=stage)
    column = SORTS.get(sort.removeprefix("-"), "act_by")
    order = F(column).desc(nulls_last=True) if sort.startswith("-") else F(column).asc(nulls_last=True)
    return found.order_by(order, "since", "id").select_related("case")


def shown_lines(actor: Actor, today: dt.date, rows: Iterable[DeskLine]) -> list[Line]:
    """Give lines with the next last day of their cases, in one query more."""
    found = list(rows)
    nearest: dict[UUID, LastDay] = {}
    for one in _days(actor, today, {row.case_id for row in found}).order_by("day", "kind"):
        nearest.setdefault(one["case_id"], LastDay(one["case_id"], one["case__reference"], one["kind"], one["day"]))
    return [_line(row, today, nearest.get(row.case_id)) for row in found]


def last_days_ahead(actor: Actor, today: dt.date) -> list[LastDay]:
    """Give the next last days of the coming two weeks, at most ten."""
    rows = _days(actor, today, None).filter(day__lte=today + AHEAD).order_by("day", "case__reference")[:MOST_AHEAD]
    return [LastDay(row["case_id"], row["case__reference"], row["kind"], row["day"]) for row in rows]


def _days(actor: Actor, today: dt.date, cases: Iterable[UUID] | None) -> QuerySet[Deadline, Any]:
    found = Deadline.objects.filter(day__gte=today).exclude(kind__startswith="step:")
    if cases is not None:
        found = found.filter(case__in=list(cases))
    return visible_derived(actor, found, today).values("case_id", "case__reference", "kind", "day")


def _line(row: DeskLine, today: dt.date, last_day: LastDay | None) -> Line:
    return Line(
        case_id=row.case_id,
        reference=row.case.reference,
        stage=row.case.stage,
        step=row.step,
        actor=row.actor,
        act_by=row.act_by,
        since=row.since,
        left=None if row.act_by is None else (row.act_by - today).days,
        last_day=last_day,
    )


def _condition(actor: Actor, show: str, today: dt.date) -> Q:
    mine = Q(actor=actor.organisation)
    return {
        "mine": mine,
        "overdue": mine & Q(act_by__lt=today),
        "today": mine & Q(act_by=today),
        "week": mine & Q(act_by__gte=today, act_by__lte=today + WEEK),
        "new": mine & Q(since__gt=actor.now - NEW_FOR),
        "waiting": ~mine,
    }[show]
