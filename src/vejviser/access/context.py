# SPDX-License-Identifier: EUPL-1.2
"""The actor context: one database transaction in which the database too knows who acts.

The settings are local to the transaction: a setting of the session would survive into the next request of a pooled connection.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction

from vejviser.access.refusals import NoActor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.access.actor import Actor

_CURRENT: ContextVar[Actor | None] = ContextVar("actor", default=None)
_SETTINGS: Final = ("vejviser.user", "vejviser.organisation", "vejviser.organisation_id", "vejviser.intake", "vejviser.now")


def current_actor() -> Actor:
    """Give who acts.

    Raises:
        NoActor: nobody does.

    """
    actor = _CURRENT.get()
    if actor is None:
        raise NoActor
    return actor


def acts() -> bool:
    """Whether somebody acts."""
    return _CURRENT.get() is not None


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Run a block as an actor, in one transaction; an exception undoes all of it."""
    before = _CURRENT.get()
    with transaction.atomic():
        _tell_database(actor)
        token = _CURRENT.set(actor)
        try:
            yield actor
        finally:
            _CURRENT.reset(token)
        # Inside a surrounding transaction the settings would outlive this block.
        _tell_database(before)


def _tell_database(actor: Actor | None) -> None:
    values = [""] * len(_SETTINGS)
    if actor is not None:
        values = [
            str(actor.user_id),
            actor.organisation,
            str(actor.organisation_id or ""),
            "1" if actor.is_intake else "",
            actor.now.isoformat(),
        ]
    with connection.cursor() as cursor:
        calls = ", ".join(["set_config(%s, %s, true)"] * len(_SETTINGS))
        cursor.execute(f"SELECT {calls}", [part for pair in zip(_SETTINGS, values, strict=True) for part in pair])
