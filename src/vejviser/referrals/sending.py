# SPDX-License-Identifier: EUPL-1.2
"""Sending a referral to the desk of the point of contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from vejviser.access.refusals import NotFound
from vejviser.access.roles import CONTACT_LOG
from vejviser.ledger import services as ledger
from vejviser.referrals import content, triage, writing
from vejviser.referrals.models import Contact, Referral
from vejviser.referrals.paths import Path, kept
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vejviser.access.actor import Actor

# For whom a contact of each kind speaks, as the contract names who refers.
BY_OF_CONTACT: Final[dict[str, str]] = {
    Contact.Kind.MEDIA: "other",
    Contact.Kind.CITIZEN: "citizen",
    Contact.Kind.CONSULTATION: "other",
    Contact.Kind.PROFESSIONAL: "other",
    Contact.Kind.PERSON: "self",
}


def send(actor: Actor, answers: Mapping[str, Any], *, sending: UUID, contact_id: UUID | None = None) -> Referral:
    """Send a referral to the desk of the point of contact, never to one person. What the basis does not cover is not kept.

    Raises:
        NotFound: there is no such contact for the actor, or the actor is an administrator, who meets no case.
        RefusedError: the sending was used for something else, or there is nothing to send.

    """
    if actor.is_administrator:
        raise NotFound
    earlier = Referral.objects.filter(sending=sending, sender=actor.user_id).first()
    if earlier is not None:
        return earlier
    contact = _contact(actor, contact_id)
    by = actor.organisation if contact is None else BY_OF_CONTACT[contact.kind]
    made = _written(actor, answers, by)
    made.row.sending, made.row.sender_id = sending, actor.user_id
    try:
        with transaction.atomic():
            made.row.save(force_insert=True)
    except IntegrityError:
        # The same form arrived twice at once.
        return Referral.objects.get(sending=sending, sender=actor.user_id)
    for part in made.parts:
        part.save(force_insert=True)
    ledger.record("referral:send", row_id=made.row.pk, sections=content.SECTION)
    if contact is not None:
        Contact.objects.filter(pk=contact.pk).update(referral=made.row)
    return made.row


def _written(actor: Actor, answers: Mapping[str, Any], by: str) -> writing.Written:
    plain = {key: content.clean(value, key) if isinstance(value, str) else value for key, value in answers.items()}
    path = triage.path_for(plain, by)
    if path is Path.EXCEPTION and not plain.get("override_reason"):
        raise RefusedError([Problem("$.override_reason", gettext("Enter in one line why CMM must know the name"))])
    stays = kept(plain, path)
    if not set(stays) - {"met_at"}:
        raise RefusedError([Problem("$", gettext("Nothing was answered: answer at least one question"))])
    made = writing.write(stays, path, {"by": by, "sender": actor.name}, actor.now)
    made.row.sender_organisation = actor.organisation
    return made


def _contact(actor: Actor, contact_id: UUID | None) -> Contact | None:
    if contact_id is None:
        return None
    found = Contact.objects.filter(pk=contact_id, organisation=actor.organisation, referral=None).first()
    if found is None or not actor.roles & CONTACT_LOG:
        raise NotFound
    return found
