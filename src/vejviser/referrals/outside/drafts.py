# SPDX-License-Identifier: EUPL-1.2
"""Save and come back: the answers are encrypted under a code that is shown once. The server keeps what it cannot read (referral form, 8).

One stored instant, `expires_at`, drives the text on the page, the reminder and the deletion.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.notices import outbox
from vejviser.notices.models import Mail
from vejviser.referrals.outside import asking
from vejviser.referrals.outside.hashing import SALT_BYTES, key_of
from vejviser.referrals.times import DRAFT_KEPT, DRAFT_REMINDED, NUMBER_VALID
from vejviser.referrals.writing import LETTERS
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

SIGNS, _GROUP = 16, 4
# The first signs find the row; the other eleven, 55 bits, are known to nobody but the sender.
_LOCATING: Final = 5
_NONCE: Final = 12
_PURPOSE: Final = "saved forms"
_WRONG_NUMBERS: Final = 5
_NOT_OF_CODES: Final = re.compile(r"[^A-Z0-9]+")
_NUMBERS: Final = 1_000_000


@dataclass(frozen=True)
class Saved:
    """A saved form: the code in four groups of four signs, and the instant at which it is deleted."""

    code: str
    until: dt.datetime


@dataclass(frozen=True)
class DraftOpened:
    """The answers that were saved, and the instant at which they are deleted."""

    answers: dict[str, Any]
    until: dt.datetime


@dataclass(frozen=True)
class NumberMailed:
    """A number of six digits is on its way to the address that was left; it opens the form together with the code until `until`."""

    until: dt.datetime


@transaction.atomic(durable=True)
def save_draft(answers: Mapping[str, Any], *, now: dt.datetime, mail: str = "", code: str = "") -> Saved:
    """Save answers under a new code, or again under the code of a saved form that is still kept; the time starts anew.

    `mail` is a work address for one neutral reminder, 24 hours before; it is kept inside the encrypted form. A code that opens nothing is
    not taken: a new one is given.
    """
    plain = _plain(code)
    if not plain or _found(plain, now) is None:
        plain = _new_code()
    else:
        _drop_reminder(asking.row("saved", _locator(plain)))
    until = now + DRAFT_KEPT
    salt = secrets.token_bytes(SALT_BYTES)
    sealed = _encrypt(plain, salt, {"answers": dict(answers), "mail": mail})
    reminder = outbox.queue(Mail.Kind.REMINDER, mail, at=until - DRAFT_REMINDED).pk if mail else None
    row = asking.row("save", _locator(plain), salt, sealed, until, reminder)
    ledger.record_system("draft:save", row_id=row[0] if row else None)
    return Saved(_shown(plain), until)


@transaction.atomic(durable=True)
def open_draft(code: str, now: dt.datetime, number: str = "") -> DraftOpened | NumberMailed | None:
    """Open a saved form. Where an address was left, the code alone mails a number, and both open it.

    A wrong, expired, sent or unknown code gives None after the same time; so does a wrong number.
    """
    plain = _plain(code)
    found = _found(plain, now)
    if found is None:
        return None
    row, said = found
    if said["mail"] and not _number_fits(plain, row, number, now):
        return None if number else _mail_number(plain, row, str(said["mail"]), now)
    _drop_reminder(row)
    ledger.record_system("draft:open", row_id=row[0])
    return DraftOpened(said["answers"], row[3])


@transaction.atomic(durable=True)
def forget_draft(code: str) -> None:
    """Delete a saved form, such as one that was sent; its reminder is not sent any more. What is not there is no error."""
    plain = _plain(code)
    gone = asking.row("forget", _locator(plain))
    if gone is not None:
        outbox.take_back(gone[1])
        ledger.record_system("draft:forget", row_id=gone[0])


def _found(code: str, now: dt.datetime) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    """Give a row that the code opens, and what is in it; the time is that of one Argon2id, whatever there is."""
    row = asking.row("saved", _locator(code))
    key = key_of(code, row[1] if row else b"\0" * SALT_BYTES)
    if row is None or row[3] <= now:
        return None
    try:
        opened = AESGCM(key).decrypt(row[2][:_NONCE], row[2][_NONCE:], _locator(code))
    except InvalidTag:
        return None
    return row, json.loads(opened)


def _encrypt(code: str, salt: bytes, said: Mapping[str, Any]) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    plain = json.dumps(said, ensure_ascii=False).encode()
    # In steps, so that the size tells little of how much was answered.
    plain += b" " * (-len(plain) % 512)
    return nonce + AESGCM(key_of(code, salt)).encrypt(nonce, plain, _locator(code))


def _mail_number(code: str, row: tuple[Any, ...], mail: str, now: dt.datetime) -> NumberMailed:
    number, until = f"{secrets.randbelow(_NUMBERS):06d}", now + NUMBER_VALID
    if row[6] is not None and row[6] > now:
        # One is on its way already: asking again neither floods the address nor gives new guesses.
        return NumberMailed(row[6])
    asking.row("save_number", _locator(code), _number_hash(code, number), until, 0)
    outbox.queue(Mail.Kind.ADDRESS, mail, f"refer/saved/#{number}", at=now)
    ledger.record_system("draft:number", row_id=row[0])
    return NumberMailed(until)


def _number_fits(code: str, row: tuple[Any, ...], number: str, now: dt.datetime) -> bool:
    _id, _salt, _sealed, _until, _reminder, stored, number_until, tries = row
    if not number or stored is None or number_until <= now or tries >= _WRONG_NUMBERS:
        return False
    digits = "".join(str(int(sign)) for sign in number if sign.isdecimal())
    if hmac.compare_digest(stored, _number_hash(code, digits)):
        # Once: whoever saw it over a shoulder comes too late.
        asking.row("save_number", _locator(code), None, None, 0)
        return True
    asking.row("save_number", _locator(code), stored, number_until, tries + 1)
    return False


def _drop_reminder(row: tuple[Any, ...] | None) -> None:
    if row is not None and row[4] is not None:
        outbox.take_back(row[4])


def _number_hash(code: str, number: str) -> bytes:
    return hmac.new(code.encode(), number.encode(), hashlib.sha256).digest()


def _locator(code: str) -> bytes:
    return hmac.new(vault.opened().own_key(_PURPOSE), code[:_LOCATING].encode(), hashlib.sha256).digest()


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(SIGNS))
        if asking.row("saved", _locator(code)) is None:
            return code


def _plain(code: str) -> str:
    return _NOT_OF_CODES.sub("", code.upper())


def _shown(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, SIGNS, _GROUP))
