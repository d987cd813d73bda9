# SPDX-License-Identifier: EUPL-1.2
"""What time ends by itself: saved forms, receipts, links, contents that were kept for a while, exceptions that nobody confirmed.

Done in the role of the night run, which reads no content: it empties the columns, and has the keys destroyed by a task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.notices import outbox
from vejviser.referrals.models import Part, Proof, Receipt, Referral, SavedForm
from vejviser.referrals.tasks import destroy_keys

if TYPE_CHECKING:
    import datetime as dt

_ROWS_AT_ONCE = 1000


def expire(now: dt.datetime) -> dict[str, int]:
    """End all that an instant ends; gives how many of each."""
    return {
        "saved_forms": _saved_forms(now),
        "receipts": _receipts(now),
        "address_proofs": Proof.unguarded.filter(expires_at__lte=now).delete()[0],
        "contents": _contents(now),
        "sealed_again": _seal_again(now),
    }


def _saved_forms(now: dt.datetime) -> int:
    gone = list(SavedForm.unguarded.filter(expires_at__lte=now).values_list("id", "reminder"))
    for _row, reminder in gone:
        outbox.take_back(reminder)
    return SavedForm.unguarded.filter(pk__in=[row for row, _reminder in gone]).delete()[0]


def _receipts(now: dt.datetime) -> int:
    """Empty receipts whose time is over. The row stays: while it is there, nobody without an account may add to the referral."""
    over = Receipt.unguarded.filter(valid_until__lte=now).exclude(key_hash="")
    return over.update(key_hash="", digest=b"", headings=b"")


@transaction.atomic
def _contents(now: dt.datetime) -> int:
    parts = list(Part.unguarded.filter(expires_at__lte=now).order_by().values_list("pk", flat=True)[:_ROWS_AT_ONCE])
    struck = list(Referral.unguarded.filter(expires_at__lte=now).order_by().values_list("pk", flat=True)[:_ROWS_AT_ONCE])
    Part.unguarded.filter(pk__in=parts).update(content=None, expires_at=None)
    Referral.unguarded.filter(pk__in=struck).update(content=None, expires_at=None)
    gone = [*parts, *struck]
    if gone:
        destroy_keys.enqueue([str(row) for row in gone])
    return len(gone)


@transaction.atomic
def _seal_again(now: dt.datetime) -> int:
    """Close name and contact of an exception that no second person confirmed by its time."""
    late = Referral.unguarded.filter(confirm_by__lte=now, confirmed_at=None, is_closed=False, state__in=("received", "taken"))
    rows = list(late.values_list("pk", flat=True))
    Referral.unguarded.filter(pk__in=rows).update(is_closed=True)
    for row in rows:
        ledger.record_system("referral:seal_again", row_id=row)
    return len(rows)
