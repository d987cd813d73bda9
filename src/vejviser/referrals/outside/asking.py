# SPDX-License-Identifier: EUPL-1.2
"""Asking the database without an account: the functions of access/sql/outside.sql, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from vejviser.access.context import acts

if TYPE_CHECKING:
    from uuid import UUID

_NAMES: Final = frozenset(
    {
        "add", "additions", "ask_proof", "forget", "forget_reminder", "prove", "question", "receipt", "replace", "replace_part", "save",
        "save_number", "saved", "sending", "sending_parts", "version_added", "withdraw",
    }
)  # fmt: skip


def rows(name: str, *arguments: Any) -> list[tuple[Any, ...]]:
    """Give the rows of one of the functions.

    Raises:
        RuntimeError: somebody is signed in; their own doors are elsewhere.

    """
    if acts():
        raise RuntimeError("what is asked without an account is asked outside an actor's context")
    if name not in _NAMES:
        raise ValueError(name)
    places = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM outside_{name}({places})", arguments)  # noqa: S608  the name is one of ours
        return [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in cursor.fetchall()]


def row(name: str, *arguments: Any) -> tuple[Any, ...] | None:
    """Give the one row of a function; None if it gives none."""
    found = rows(name, *arguments)
    return found[0] if found else None


def one_at_a_time(number: UUID) -> None:
    """Let only one transaction at a time go on with a number; the next waits for the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(number)])
