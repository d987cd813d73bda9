# SPDX-License-Identifier: EUPL-1.2
"""Forms from outside as they are filled in, and how a test sends them, comes back, and looks at what the desk has."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from vejviser.access.context import acting
from vejviser.referrals import outside
from vejviser.referrals.content import PART, unseal
from vejviser.referrals.models import Part, Referral
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt

    from tests.cast import Cast

NURSE = outside.Sender("health")
PATROL = outside.Sender("police")
CITIZEN = outside.Sender("citizen")
SELF = outside.Sender("self")
AGREES: dict[str, Any] = {
    "danger": "no", "age": "no", "presence": "alone", "consent": "yes", "name": "Zoraya", "safe_contact": "phone", "safe_phone": "28282828",
    "safe_how": "text", "safe_when": "evenings", "safe_if_other": "wrong_number", "language": "vie", "needs": ["talk"], "signs": ["debt"],
    "you_name": "Sygeplejerske Bo", "you_phone": "35353535",
}  # fmt: skip
CHILD: dict[str, Any] = {"danger": "soon", "age": "not_sure", "name": "Minh", "child_view": "not_told", "you_phone": "35353535"}
NOTICE: dict[str, Any] = {"danger": "no", "age": "no", "presence": "absent", "signs": ["papers_kept"], "note": "works at night"}
ADVICE: dict[str, Any] = {"needs": ["advice"], "note": "How do I ask?", "you_mail": "nurse@hospital.example"}


def sent(answers: dict[str, Any], sender: outside.Sender = NURSE, now: dt.datetime | None = None, **named: Any) -> outside.Sent:
    """Send a form; with a new number and secret unless they are given."""
    given = {"sending": uuid.uuid4(), "secret": outside.Secret.new(), "language": "da", **named}
    return outside.send(answers, sender, now=now or clock.now(), **given)


def opened(one: outside.Sent, now: dt.datetime | None = None) -> outside.Receipt:
    """Come back with reference and key."""
    found = outside.open_receipt(one.reference, " ".join(one.key_words), now or clock.now())
    assert found is not None
    return found


def at_desk(cast: Cast, one: outside.Sent) -> Referral:
    """Give the row as the desk has it."""
    with acting(cast.actor(cast.duty)):
        return Referral.objects.get(reference=one.reference)


def everything_of(cast: Cast, one: outside.Sent) -> str:
    """Give all that the desk can unseal of a referral, as one text."""
    with acting(cast.actor(cast.duty)):
        row = Referral.objects.get(reference=one.reference)
        parts = [unseal(part.pk, PART, part.content) for part in Part.objects.filter(referral=row)]
        return json.dumps([unseal(row.pk, "content", row.content), *parts], ensure_ascii=False)
