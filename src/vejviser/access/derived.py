# SPDX-License-Identifier: EUPL-1.2
"""The two places where a case is handled as a whole, whatever its actor may see: reading the law's facts, writing what follows.

The law reads everything, the person reads what she may: a clock computed from half of the events would show a wrong last day.
What follows is shown by section (`cases.shown`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


class LawFact(NamedTuple):
    """An entry that the law may depend on: sealed facts (None: it only withdraws what it corrects)."""

    id: UUID
    number: int
    section: str
    recorded_at: dt.datetime
    facts: bytes | None
    corrects: UUID | None


def law_facts(case_id: UUID) -> list[LawFact]:
    """Give the sealed facts of every event of a case that exists for who acts, in the order recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, number, section, recorded_at, facts, corrects_id FROM cases_law_facts(%s)", [case_id])
        return [LawFact(row[0], row[1], row[2], row[3], None if row[4] is None else bytes(row[4]), row[5]) for row in cursor.fetchall()]


class DerivedRows(NamedTuple):
    """What follows from a case, as rows.

    deadlines: section, kind, day, shown_from, shown_until; lines: section, step, actor, act_by, shown_from, shown_until;
    turns: day, stage; grants: organisation, section, starts, ends.
    """

    deadlines: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    turns: list[dict[str, Any]]
    grants: list[dict[str, Any]]


def rewrite_derived(case_id: UUID, rows: DerivedRows) -> None:
    """Replace all derived rows of a case."""
    with connection.cursor() as cursor:
        written = [json.dumps(part, default=str) for part in rows]
        cursor.execute("SELECT cases_rewrite_derived(%s, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb)", [case_id, *written])
