# SPDX-License-Identifier: EUPL-1.2
"""Taking back what was sent, without an account; nobody is asked why (referral form, 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.referrals.outside import asking
from vejviser.referrals.times import STRUCK_KEPT
from vejviser.referrals.writing import point_of_contact

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.referrals.outside.receipts import Receipt


@dataclass(frozen=True)
class Withdrawn:
    """What happened.

    `what`: `struck` (nobody had opened it; destroyed at `destroyed_at`), `marked` (it cannot be unsent; the wish stands on top), `closed`
    (who the person is and how to reach her is shut at once), `stays` (a child or an exception: the wish is kept and weighed). `seen_by`:
    the register's ids of those to whom something had already gone; nothing is said of what happened afterwards.
    """

    what: str
    destroyed_at: dt.datetime | None
    seen_by: tuple[str, ...]


@transaction.atomic(durable=True)
def withdraw(receipt: Receipt, who: Literal["referrer", "person"], now: dt.datetime) -> Withdrawn:
    """Take a referral back: for the one who sent it, or for the person herself. A second time changes nothing.

    Raises:
        ValueError: `who` is neither; or the receipt has expired since it was opened.

    """
    if who not in ("referrer", "person"):
        raise ValueError(who)
    # On the own path the sender is the person.
    by = "person" if receipt.role == "self" else who
    until = now + STRUCK_KEPT
    found = asking.row("withdraw", receipt.reference, by, now, until)
    if found is None or found[0] is None:
        raise ValueError("the receipt has expired")
    ledger.record_system("referral:withdraw", row_id=receipt.id)
    what = str(found[0])
    if what == "struck":
        return Withdrawn(what, until, ())
    return Withdrawn(what, None, (point_of_contact(receipt.received_at.date()),))
