# SPDX-License-Identifier: EUPL-1.2
"""The outbox: mail is put in with what it is about, in one transaction, and sent afterwards at least once."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import TYPE_CHECKING, Final, NamedTuple

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q

from vejviser.notices.mail_text import message_of
from vejviser.notices.models import Mail
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WAIT: Final = dt.timedelta(minutes=30)
# A sender that has not come back after this was killed. Its mail may have gone out; the second one has the same Message-ID.
CLAIM_HOLDS: Final = dt.timedelta(minutes=10)
PAUSE: Final = dt.timedelta(minutes=5)
MOST_ATTEMPTS: Final = 3
KEPT: Final = dt.timedelta(days=7)
# To people without an account: forgotten as soon as it is sent, or was given up on. Nobody here knows them, and nobody may phone them.
FORGOTTEN: Final = (Mail.Kind.REMINDER, Mail.Kind.ADDRESS)
_ONCE: Final = uuid.UUID("7c1b0a55-3a0e-4d3c-9a0b-6a1f1a6c2f43")


class Sent(NamedTuple):
    """What one emptying of the outbox did."""

    sent: int
    failed: int


def queue(kind: str, to: str, link: str = "", *, at: dt.datetime | None = None) -> Mail:
    """Put a mail into the outbox, in the caller's transaction; `link` is a one-time path, without the first slash.

    `at` is the instant from which it may go (left out: some random minutes from now).
    """
    mail = _mail(kind, to, link, uuid.uuid4())
    mail.send_after = at or mail.send_after
    mail.save(force_insert=True)
    return mail


def queue_once(occasion: str, addresses: Iterable[str]) -> int:
    """Put one mail of news into the outbox for each address, unless it got one for this occasion; gives how many addresses there were."""
    waiting = [_mail(Mail.Kind.NEWS, to, "", uuid.uuid5(_ONCE, f"{occasion} {to}")) for to in sorted(set(addresses))]
    Mail.objects.bulk_create(waiting, ignore_conflicts=True, batch_size=1000)
    return len(waiting)


def take_back(mail_id: uuid.UUID | None) -> bool:
    """Take a mail out of the outbox that nobody has begun to send; False if there is none (any more)."""
    if mail_id is None:
        return False
    return bool(Mail.objects.filter(pk=mail_id, sent_at=None, claimed_at=None).delete()[0])


def send_due() -> Sent:
    """Send what is due, one mail after the other; a mail that failed three times waits for somebody to phone."""
    sent, failed = 0, _give_up()
    while (mail := _claim()) is not None:
        if _send(mail):
            sent += 1
        else:
            failed += 1
    return Sent(sent, failed)


def try_again(mail_id: uuid.UUID) -> None:
    """Send a mail that was given up on once more; does nothing if it is not such a one."""
    Mail.objects.filter(pk=mail_id, failed=True).update(failed=False, attempts=0, claimed_at=None, send_after=clock.now())


def settle(mail_id: uuid.UUID) -> None:
    """Forget a mail that was given up on, since somebody phoned instead."""
    Mail.objects.filter(pk=mail_id, failed=True).delete()


def forget_sent() -> int:
    """Delete what was sent a week ago: who got mail when is nobody's business any more."""
    return Mail.objects.filter(sent_at__lt=clock.now() - KEPT).delete()[0]


def _mail(kind: str, to: str, link: str, mail_id: uuid.UUID) -> Mail:
    now = clock.now()
    wait = dt.timedelta(seconds=secrets.randbelow(int(LONGEST_WAIT.total_seconds()) + 1))
    mail = Mail(id=mail_id, to=to, kind=kind, link=link, made_at=now, send_after=now + wait)
    # One that can never be sent is a fault of the caller, who is told now.
    message_of(mail)
    return mail


def _claim() -> Mail | None:
    """Take one mail for this process; what a killed sender took comes free again."""
    now = clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    with transaction.atomic():
        waiting = Mail.objects.filter(free, sent_at=None, failed=False, send_after__lte=now).order_by("send_after")
        mail = waiting.select_for_update(skip_locked=True).first()
        if mail is not None:
            mail.claimed_at, mail.attempts = now, mail.attempts + 1
            mail.save(update_fields=["claimed_at", "attempts"])
        return mail


def _send(mail: Mail) -> bool:
    try:
        get_connection().send_messages([message_of(mail)])
    except (OSError, ValueError):
        # Every fault of SMTP is an OSError. Its text may hold the address, so it is written nowhere.
        later = clock.now() + PAUSE * mail.attempts
        if mail.kind in FORGOTTEN and mail.attempts >= MOST_ATTEMPTS:
            mail.delete()
            return False
        Mail.objects.filter(pk=mail.pk).update(claimed_at=None, send_after=later, failed=mail.attempts >= MOST_ATTEMPTS)
        return False
    if mail.kind in FORGOTTEN:
        mail.delete()
    else:
        Mail.objects.filter(pk=mail.pk).update(sent_at=clock.now(), link="")
    return True


def _give_up() -> int:
    """Give up on what three senders in a row took and never came back from; gives how many."""
    stuck = Mail.objects.filter(sent_at=None, failed=False, attempts__gte=MOST_ATTEMPTS, claimed_at__lt=clock.now() - CLAIM_HOLDS)
    forgotten = stuck.filter(kind__in=FORGOTTEN).delete()[0]
    return forgotten + stuck.update(failed=True, claimed_at=None)
