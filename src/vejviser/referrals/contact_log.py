# SPDX-License-Identifier: EUPL-1.2
"""The contact log: who got in touch, about what, and which advice was given, without a case and without a name (A39, A41)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from vejviser.access.refusals import NotFound
from vejviser.access.roles import CONTACT_LOG
from vejviser.ledger import services as ledger
from vejviser.referrals import content
from vejviser.referrals.models import Contact
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from vejviser.access.actor import Actor


def log_of(actor: Actor) -> QuerySet[Contact]:
    """Give the contacts of the actor's organisation.

    Raises:
        NotFound: the actor keeps no contact log; for such a user there is none.

    """
    if not actor.roles & CONTACT_LOG:
        raise NotFound
    return Contact.objects.filter(organisation=actor.organisation)


def write_down(actor: Actor, *, kind: Contact.Kind, texts: dict[str, str], sending: UUID) -> Contact:
    """Write a contact down: `who` (may stay empty), `about` and `advice`. The same sending is one contact.

    Raises:
        NotFound: the actor keeps no contact log.
        RefusedError: it is not said what it was about.

    """
    log = log_of(actor)
    earlier = log.filter(sending=sending, by=actor.user_id).first()
    if earlier is not None:
        return earlier
    said = {key: content.clean(text) for key, text in texts.items()}
    if not said.get("about"):
        raise RefusedError([Problem("$.about", gettext("Enter what the contact was about"))])
    row_id = uuid.uuid4()
    row, new = Contact.objects.get_or_create(
        sending=sending,
        by_id=actor.user_id,
        organisation=actor.organisation,
        defaults={"id": row_id, "kind": kind, "at": actor.now, "content": content.seal(row_id, content.CONTENT, said)},
    )
    if new:
        ledger.record("contact:write", row_id=row.pk, sections=content.SECTION)
    return row
