# SPDX-License-Identifier: EUPL-1.2
"""The list of the cases that exist for the actor. There is no search by name: names are found by the intake alone, in the referral."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, Min, OuterRef, QuerySet

from vejviser.access.querysets import visible_cases, visible_derived
from vejviser.cases.models import Case, Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.access.actor import Actor

# Last days from today on within so many days; `past`: a last day that is over.
WINDOWS: Final = {"7": 7, "14": 14, "30": 30, "60": 60}
DUE: Final = ("", *WINDOWS, "past")
# Not by the last change: it would tell each member of a team when somebody writes behind a wall.
SORTS: Final = {"reference": "reference", "stage": "stage", "opened": "opened_at"}
MOST_SUGGESTED: Final = 10
SHORTEST_SUGGESTED: Final = 2
MOST_FOUND: Final = 50
_GROUPS: Final = re.compile(r"[A-Z]+|[0-9]+")


@dataclass(frozen=True)
class Found:
    """A case in the list."""

    id: UUID
    reference: str
    stage: str
    opened_at: dt.datetime
    last_day: dt.date | None


def cases(actor: Actor, today: dt.date, *, stage: str, due: str, sort: str) -> QuerySet[Case]:
    """Give the cases of the actor, the last opened first unless another order is asked."""
    found = visible_cases(actor, Case.objects.order_by())
    if stage:
        found = found.filter(stage=stage)
    if due:
        found = found.filter(Exists(_days(actor, today, due).filter(case=OuterRef("pk"))))
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return found.order_by("-opened_at", "id")
    return found.order_by(F(column).desc() if sort.startswith("-") else F(column).asc(), "id")


def by_reference(actor: Actor, typed: str) -> QuerySet[Case]:
    """Give the cases of the actor whose reference begins with what was typed; none for nothing."""
    wanted = as_reference(typed)
    found = visible_cases(actor, Case.objects.order_by())
    return found.filter(reference__startswith=wanted).order_by("reference") if wanted else found.none()


def suggestions(actor: Actor, typed: str) -> list[tuple[UUID, str]]:
    """Give up to ten references of the actor's cases that begin with what was typed so far."""
    if len(as_reference(typed)) < SHORTEST_SUGGESTED:
        return []
    return list(by_reference(actor, typed).values_list("pk", "reference")[:MOST_SUGGESTED])


def listed(actor: Actor, today: dt.date, rows: Iterable[Case]) -> list[Found]:
    """Give cases with their next last day, in one query more."""
    found = list(rows)
    days = visible_derived(actor, Deadline.objects.filter(case__in=found, day__gte=today), today).order_by()
    nearest = dict(days.values("case_id").annotate(first=Min("day")).values_list("case_id", "first"))
    return [Found(row.pk, row.reference, row.stage, row.opened_at, nearest.get(row.pk)) for row in found]


def as_reference(typed: str) -> str:
    """Read a reference as people type it: small letters, spaces, without hyphens."""
    signs = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    # Letters, digits, letters: what comes after that is no reference, and then nothing is found.
    return "-".join(_GROUPS.findall(signs))


def digest_of(criterion: str) -> UUID:
    """Give what the ledger keeps of a criterion: a keyed digest, the same for the same criterion, that says nothing else."""
    return UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), b"search " + criterion.encode(), hashlib.sha256)[:16])


def _days(actor: Actor, today: dt.date, due: str) -> QuerySet[Deadline]:
    found = Deadline.objects.order_by()
    if due == "past":
        return visible_derived(actor, found.filter(day__lt=today), today)
    return visible_derived(actor, found.filter(day__gte=today, day__lte=today + dt.timedelta(days=WINDOWS[due])), today)
