# SPDX-License-Identifier: EUPL-1.2
"""What the passing of days changes by itself: stages turn, drafts expire, old mail and notices are forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Final

from vejviser.cases.models import Case, Draft, StageTurn
from vejviser.notices import outbox
from vejviser.notices.models import Notice

NOTICES_KEPT: Final = dt.timedelta(days=180)


def turn_stages(day: dt.date) -> int:
    """Give the cases whose stage turns on a legal day the stage that was derived for it; gives how many."""
    stages = StageTurn.unguarded.filter(day=day).order_by().values_list("stage", flat=True).distinct()
    return sum(_turn(day, stage) for stage in list(stages))


def sweep(now: dt.datetime) -> dict[str, int]:
    """Delete expired drafts, mail sent long ago and old notices; gives how many of each."""
    return {
        "drafts": Draft.unguarded.filter(expires_at__lte=now).delete()[0],
        "mail_forgotten": outbox.forget_sent(),
        "notices_forgotten": Notice.objects.filter(made_at__lt=now - NOTICES_KEPT).delete()[0],
    }


def _turn(day: dt.date, stage: str) -> int:
    turning = StageTurn.unguarded.filter(day=day, stage=stage)
    return Case.unguarded.filter(pk__in=turning.values("case")).exclude(stage=stage).update(stage=stage)
