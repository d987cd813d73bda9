# SPDX-License-Identifier: EUPL-1.2
"""Proving a work address after the referral has arrived: a one-time link, opened by GET, used by POST (referral form, 3, `you`)."""

from __future__ import annotations

import secrets
import uuid
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from vejviser.directory.mail_domains import organisation_of
from vejviser.ledger import services as ledger
from vejviser.notices import outbox
from vejviser.notices.models import Mail
from vejviser.referrals.outside import asking
from vejviser.referrals.times import PROOF_VALID
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.referrals.outside.receipts import Receipt
    from vejviser.referrals.outside.sending import Sent

_TOKEN_BYTES, _LONGEST = 24, 100


@transaction.atomic(durable=True)
def ask_address_proof(receipt_or_sent: Receipt | Sent, mail: str) -> bool:
    """Mail a one-time link to an address; three times for a referral at most. False: it cannot be one, or it was asked too often."""
    address, now = mail.strip(), clock.now()
    try:
        validate_email(address)
    except ValidationError:
        return False
    token, proof = secrets.token_urlsafe(_TOKEN_BYTES), uuid.uuid4()
    accepted = organisation_of(address)
    found = asking.row("ask_proof", receipt_or_sent.reference, proof, _digest(token), accepted, now, now + PROOF_VALID)
    if not (found and found[0]):
        return False
    # At once: the mail follows what its reader has just done, so its hour tells nobody anything new.
    outbox.queue(Mail.Kind.ADDRESS, address, f"refer/address/{token}/", at=now)
    ledger.record_system("referral:ask_proof", row_id=proof)
    return True


@transaction.atomic(durable=True)
def prove_address(token: str, now: dt.datetime) -> bool:
    """Use a link, once. False, and no more, for one that was used, has expired or never was."""
    found = asking.row("prove", _digest(token[:_LONGEST]), now)
    if found is None or found[0] is None:
        return False
    ledger.record_system("referral:prove", row_id=found[0])
    return True


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
