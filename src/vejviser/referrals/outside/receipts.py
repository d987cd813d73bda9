# SPDX-License-Identifier: EUPL-1.2
"""Coming back without an account: a reference and five words open how far it has come, and never anything that was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.referrals import content
from vejviser.referrals.models import Referral
from vejviser.referrals.outside import asking
from vejviser.referrals.outside.hashing import fits
from vejviser.referrals.outside.secrets_of_form import typed
from vejviser.referrals.paths import Path
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

RECEIVED, READ, TAKEN, NEEDS_YOU, CLOSED = STATUSES = ("received", "read", "taken", "needs_you", "closed")
_OPEN: Final = (Referral.State.RECEIVED, Referral.State.TAKEN)
_SIGNS: Final = re.compile(r"[^A-Z0-9]+")
_GROUP: Final = 4


@dataclass(frozen=True)
class Receipt:
    """A referral as whoever holds its key may see it: opened in this request, and good for it alone."""

    id: UUID
    reference: str
    role: str
    path: Path
    state: str
    urgency: str
    received_at: dt.datetime
    answer_by: dt.datetime
    valid_until: dt.datetime
    opened: bool
    is_asked: bool
    withdrawn: str
    headings: bytes
    at: dt.datetime


@transaction.atomic(durable=True)
def open_receipt(reference: str, key: str, now: dt.datetime) -> Receipt | None:
    """Open a receipt by reference and key words; case, spaces and hyphens do not matter. None, after the same time, for what opens nothing.

    Looking is an entry of the ledger.
    """
    found = asking.row("receipt", written(reference), now)
    if not fits(typed(key), None if found is None else str(found[1])) or found is None:
        return None
    row_id, _hash, headings, valid_until, role, path, state, urgency, received_at, answer_by, opened, is_asked, withdrawn = found
    ledger.record_system("referral:receipt", row_id=row_id)
    return Receipt(
        id=row_id,
        reference=written(reference),
        role=role,
        path=Path(path),
        state=state,
        urgency=urgency,
        received_at=received_at,
        answer_by=answer_by,
        valid_until=valid_until,
        opened=opened,
        is_asked=is_asked,
        withdrawn=withdrawn,
        headings=headings,
        at=now,
    )


def status(receipt: Receipt) -> str:
    """Give how far it has come: one of STATUSES. It never tells whether the person was found, is known, or took anything back."""
    if receipt.state not in _OPEN:
        return CLOSED
    if receipt.is_asked:
        return NEEDS_YOU
    if receipt.state == Referral.State.TAKEN:
        return TAKEN
    return READ if receipt.opened else RECEIVED


def sent_summary(receipt: Receipt) -> tuple[str, ...]:
    """Give the ids of the questions that were answered, for the copy; never an answer. Empty once the content has moved or is destroyed."""
    try:
        return tuple(content.unseal(receipt.id, content.HEADINGS, receipt.headings)["answered"])
    except (vault.Shredded, vault.KeyMissing):
        return ()


def question(receipt: Receipt) -> str | None:
    """Give what CMM asked and was not answered yet; None if it asked nothing. It is answered by `add` with the card `answer`."""
    found = asking.row("question", receipt.reference, receipt.at)
    return None if found is None else str(content.unseal(found[0], content.PART, found[1]).get("text", ""))


def written(reference: str) -> str:
    """Give a reference as it is kept, however it was typed; one that cannot be any is given back in capitals."""
    signs = _SIGNS.sub("", reference.upper())
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
