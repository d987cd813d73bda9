# SPDX-License-Identifier: EUPL-1.2
"""What a user does with notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.access.refusals import NotFound
from vejviser.notices import outbox
from vejviser.notices.selectors import own_notices, phones

if TYPE_CHECKING:
    from uuid import UUID

    from vejviser.access.actor import Actor


def mark_seen(actor: Actor, notice_id: UUID) -> None:
    """Mark one of the actor's notices, or one of the own desk's, as seen.

    Raises:
        NotFound: the actor has no such notice.

    """
    if not own_notices(actor).filter(pk=notice_id).update(seen_at=actor.now):
        raise NotFound


def mark_all_seen(actor: Actor) -> int:
    """Mark every notice of the actor as seen; gives how many there were. The desk's stay, since others watch it too."""
    return own_notices(actor).filter(user=actor.user_id, seen_at=None).update(seen_at=actor.now)


def try_mail_again(actor: Actor, mail_id: UUID) -> None:
    """Send a mail that was given up on once more.

    Raises:
        NotFound: the actor is not one of those who see it.

    """
    _phones(actor)
    outbox.try_again(mail_id)


def settle_mail(actor: Actor, mail_id: UUID) -> None:
    """Take a mail that was given up on off the list, since somebody phoned.

    Raises:
        NotFound: the actor is not one of those who see it.

    """
    _phones(actor)
    outbox.settle(mail_id)


def _phones(actor: Actor) -> None:
    if not phones(actor):
        raise NotFound
