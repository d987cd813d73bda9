# SPDX-License-Identifier: EUPL-1.2
"""Destroying keys of what has expired: queued by the night run, done by the worker of tasks, which has the key store and no master key."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from vejviser.vault import services as vault


@task()
def destroy_keys(rows: list[str]) -> int:
    """Destroy the keys of rows for ever; gives how many rows."""
    vault.shred_without_master(UUID(row) for row in rows)
    return len(rows)
