# SPDX-License-Identifier: EUPL-1.2
"""The version of a form that was sent first, for whoever chose that it counts: told once more, whatever became of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.referrals import content
from vejviser.referrals.outside import asking
from vejviser.referrals.outside.receipts import open_receipt
from vejviser.referrals.outside.secrets_of_form import Secret
from vejviser.referrals.outside.sending import Sent, number_of

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.referrals.outside.receipts import Receipt


def first_sent(sending: UUID, secret: str, now: dt.datetime) -> tuple[Sent, Receipt] | None:
    """Give what its sender was told, with the receipt; None where nothing was sent by this form, or its receipt has expired."""
    found = asking.row("sending", number_of(sending, secret))
    words = Secret.key_words(secret)
    receipt = open_receipt(found[1], " ".join(words), now) if found is not None else None
    if found is None or receipt is None:
        return None
    said = content.unseal(found[0], content.CONTENT, found[6])
    sent = Sent(
        reference=receipt.reference,
        key_words=words,
        call_sign=Secret.call_sign(secret),
        received_at=receipt.received_at,
        answer_by=receipt.answer_by,
        urgency=receipt.urgency,
        path=receipt.path,
        valid_until=receipt.valid_until,
        danger=str(said.get("danger", "")),
    )
    return sent, receipt
