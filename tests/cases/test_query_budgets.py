# SPDX-License-Identifier: EUPL-1.2
"""Every list and the page of a case ask the database no more often with ten thousand cases than with ten."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.referrals.signed_in import sign_in
from vejviser.access.models import Assignment
from vejviser.cases.models import Case, Deadline, DeskLine
from vejviser.site import clock

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper

    from tests.cast import Cast

# What each page asks, with the session, the actor and the entry in the ledger; one more must be explained here.
BUDGETS = {
    "/desk/": 11,
    "/desk/?show=waiting&page=2": 12,
    "/cases/": 8,
    "/cases/?due=30&stage=reflection": 8,
    "/cases/{case}/": 16,
    "/cases/{case}/print/": 16,
    "/cases/{case}/opened/": 10,
    "/inbox/": 8,
}
# What holds the transaction together is no question, nor is the note, once in half a minute, that the session is used.
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config", 'UPDATE "django_session"')
FEW, MANY = 10, 9_990


def test_pages_ask_as_often_for_ten_thousand_cases_as_for_ten(owner_connection: DatabaseWrapper, cast: Cast) -> None:
    case = cast.case()
    client = sign_in(cast, cast.coordinator)
    for count in (FEW, MANY):
        _many(owner_connection.alias, cast, count)
        for address, budget in BUDGETS.items():
            with CaptureQueriesContext(connection) as found:
                assert client.get(address.replace("{case}", str(case))).status_code == 200
            questions = [one["sql"] for one in found.captured_queries if not one["sql"].startswith(FRAME)]
            # Of ten lines there is no second page, and one question less.
            assert budget - 1 <= len(questions) <= budget, (address, count, questions)


def _many(alias: str, cast: Cast, count: int) -> None:
    """Give the coordinator many cases more, each with two desk lines and a last day."""
    now, today = clock.now(), clock.today()
    coordinator = cast.actor(cast.coordinator).user_id
    cases = [Case(reference=uuid.uuid4().hex[:12], opened_at=now, changed_at=now, stage="reflection") for _ in range(count)]
    span = {"section": "G", "shown_from": today, "shown_until": None}
    Case.unguarded.using(alias).bulk_create(cases)
    Assignment.objects.using(alias).bulk_create(
        Assignment(case=case, user_id=coordinator, role="cmm_coordinator", starts=now, given_by_id=coordinator) for case in cases
    )
    DeskLine.unguarded.using(alias).bulk_create(
        DeskLine(case=case, step="decide_identification", actor=actor, act_by=today, since=now, **span)
        for case in cases
        for actor in ("cmm", "dis")
    )
    Deadline.unguarded.using(alias).bulk_create(
        Deadline(case=case, kind="clock:reflection", day=today + dt.timedelta(days=9), **span) for case in cases
    )
