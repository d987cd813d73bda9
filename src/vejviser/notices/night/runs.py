# SPDX-License-Identifier: EUPL-1.2
"""Which nights are to be done, each of them once: a row for each legal day, locked while its work is done in one transaction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from vejviser.notices import outbox
from vejviser.notices.models import NightRun
from vejviser.notices.night import deadlines, escalations, housekeeping
from vejviser.referrals import expiring
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_DAY: Final = dt.timedelta(days=1)


def work() -> dict[str, Any]:
    """Do all that is due now: missed nights and this one, reminders of referrals, what expired, the mail; gives what was done."""
    nights = run_missed()
    escalated = escalations.escalate(clock.now())
    swept = housekeeping.sweep(clock.now())
    expired = expiring.expire(clock.now())
    mail = outbox.send_due()
    return {"nights": nights, "escalated": escalated, **swept, **expired, "sent": mail.sent, "failed": mail.failed}


def run_missed() -> dict[str, dict[str, int]]:
    """Do the work of every legal day since the last one done, up to today; gives the counts of the days that this call did."""
    return {str(day): counts for day in _days(clock.today()) if (counts := run_day(day)) is not None}


def run_day(day: dt.date) -> dict[str, int] | None:
    """Do the work of one legal day; None if it is done already, or somebody else is at it."""
    NightRun.objects.bulk_create([NightRun(day=day, started_at=clock.now())], ignore_conflicts=True)
    with transaction.atomic():
        row = NightRun.objects.select_for_update(skip_locked=True).filter(day=day, finished_at=None).first()
        if row is None:
            return None
        counts = {"turned": housekeeping.turn_stages(day), **deadlines.tell(day)}
        row.counts, row.finished_at = counts, clock.now()
        row.save(update_fields=["counts", "finished_at"])
        return counts


def _days(today: dt.date) -> Iterator[dt.date]:
    """Give the legal days to do, the oldest first; an installation begins with the day on which it first runs."""
    last = NightRun.objects.exclude(finished_at=None).order_by("-day").values_list("day", flat=True).first()
    day = today if last is None else last + _ONE_DAY
    while day <= today:
        yield day
        day += _ONE_DAY
