# SPDX-License-Identifier: EUPL-1.2
"""Sending a referral to the desk of the point of contact."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils.translation import gettext

from vejviser.access.refusals import NotFound
from vejviser.access.roles import CONTACT_LOG
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.referrals import content, triage
from vejviser.referrals.answer_times import answer_by
from vejviser.referrals.models import Contact, Referral
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from vejviser.access.actor import Actor

# Without vowels and look-alikes, to be read aloud.
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
# For whom a contact of each kind speaks, as the contract names who refers.
BY_OF_CONTACT: Final[dict[str, str]] = {
    Contact.Kind.MEDIA: "other",
    Contact.Kind.CITIZEN: "citizen",
    Contact.Kind.CONSULTATION: "other",
    Contact.Kind.PROFESSIONAL: "other",
    Contact.Kind.PERSON: "self",
}


def point_of_contact(day: dt.date) -> str:
    """Give the register's id of the organisation that referrals go to (R5)."""
    return find().register.with_role("point_of_contact", day)[0]


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
    made = _referral(actor, answers, by)
    row, new = Referral.objects.get_or_create(sending=sending, sender_id=actor.user_id, defaults=made)
    if new:
        ledger.record("referral:send", row_id=row.pk, sections=content.SECTION)
        if contact is not None:
            Contact.objects.filter(pk=contact.pk).update(referral=row)
    return row


def _referral(actor: Actor, answers: Mapping[str, Any], by: str) -> dict[str, Any]:
    plain = {key: content.clean(value) if isinstance(value, str) else value for key, value in answers.items()}
    basis = triage.basis_of(plain, by)
    kept = triage.kept(plain, basis)
    if not set(kept) - {"met_at"}:
        raise RefusedError([Problem("$", gettext("Nothing was answered: answer at least one question"))])
    urgency = triage.urgency_of(plain, basis)
    row_id = uuid.uuid4()
    return {
        "id": row_id,
        "reference": _reference(),
        "to": point_of_contact(actor.now.date()),
        "sender_organisation": actor.organisation,
        "received_at": actor.now,
        "answer_by": answer_by(urgency, actor.now),
        "urgency": urgency,
        "content": content.seal(row_id, content.CONTENT, {**kept, "by": by, "basis": basis, "sender": actor.name}),
    }


def _reference() -> str:
    signs = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def _contact(actor: Actor, contact_id: UUID | None) -> Contact | None:
    if contact_id is None:
        return None
    found = Contact.objects.filter(pk=contact_id, organisation=actor.organisation, referral=None).first()
    if found is None or not actor.roles & CONTACT_LOG:
        raise NotFound
    return found
