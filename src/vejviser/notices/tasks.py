# SPDX-License-Identifier: EUPL-1.2
"""The night run as a task that can be queued, such as by an administrator's button or another scheduler."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from vejviser.notices import night


@task()
def do_what_is_due() -> dict[str, Any]:
    """Do all that is due now; gives what was done."""
    return night.work()
