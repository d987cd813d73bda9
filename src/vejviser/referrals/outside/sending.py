# SPDX-License-Identifier: EUPL-1.2
"""Sending without an account: once, however often the form arrives, and answered only after it is committed with its ledger entry."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.referrals import content, triage, writing
from vejviser.referrals.answer_times import answer_by
from vejviser.referrals.models import Part, Receipt
from vejviser.referrals.outside import asking, questions
from vejviser.referrals.outside.hashing import hashed
from vejviser.referrals.outside.secrets_of_form import Secret, typed
from vejviser.referrals.paths import ROLES, Path, Sender, basis_of_path, by_of, kept, path_of
from vejviser.referrals.times import RECEIPT_KEPT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

_REACHED_BY: Final = ("you_phone", "you_mail", "you_stand_in", "safe_phone", "safe_other")
_SAYS_SOMETHING: Final = ("signs", "note", "place_tip_text")


class NothingToSend(ValueError):
    """There is no way to reach anybody, and neither a sign nor a note nor a place: nothing could be done with it."""


class ReasonMissing(ValueError):
    """An exception was chosen and not said why (`override_reason`)."""


class SendingDiffers(Exception):
    """The same form was sent before with other answers; who sends says which counts.

    `answers` are the earlier ones as they were kept. `may_replace` is False once CMM opened it: then `replace=True` adds the new version to
    it, and nothing is lost.
    """

    def __init__(self, answers: dict[str, Any], received_at: dt.datetime, *, may_replace: bool) -> None:
        """Keep what arrived first, and when."""
        super().__init__("the same form was sent before with other answers")
        self.answers, self.received_at, self.may_replace = answers, received_at, may_replace


@dataclass(frozen=True)
class Sent:
    """What the sender is shown, once: where it is known by, what opens it, and when CMM aims to answer (targets, no legal deadlines)."""

    reference: str
    key_words: tuple[str, ...]
    call_sign: tuple[int, int]
    received_at: dt.datetime
    answer_by: dt.datetime
    urgency: str
    path: Path
    valid_until: dt.datetime
    danger: str


@dataclass(frozen=True)
class _Form:
    """A form as it is kept."""

    answers: dict[str, Any]
    path: Path
    sender: Sender
    by: str
    language: str
    number: UUID
    secret: str

    @property
    def digest(self) -> bytes:
        """Tell this content from any other, for who knows the secret."""
        said = [self.answers, self.path, self.sender.role, self.sender.organisation, self.sender.unit]
        return Secret.digest(self.secret, json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


@transaction.atomic(durable=True)
def send(  # noqa: PLR0913  what a sending is, each by its name
    answers: Mapping[str, Any],
    sender: Sender,
    *,
    sending: UUID,
    secret: str,
    language: str,
    now: dt.datetime,
    replace: bool = False,
) -> Sent:
    """Send a form to the desk of the point of contact. The same form again gives the same `Sent`; the answer is given after the commit.

    `sending` and `secret` are made with the form; another secret makes another form. `language` is the tag of the page. `replace` lets new
    answers count instead of earlier ones.

    Raises:
        NothingToSend, ReasonMissing: said there.
        questions.TextTooLong: a text is more than ten times as long as stated.
        SendingDiffers: the form was sent before with other answers, and `replace` is not said.

    """
    form = _read(answers, sender, sending=sending, secret=secret, language=language)
    asking.one_at_a_time(form.number)
    earlier = asking.row("sending", form.number)
    if earlier is None:
        return _first(form, now)
    row_id, reference, received_at, _key, digest, opened, sealed = earlier
    if not hmac.compare_digest(digest, form.digest):
        before = {**content.unseal(row_id, content.CONTENT, sealed), **_parts_of(form.number)} if sealed else {}
        differs = SendingDiffers({key: before[key] for key in _asked(before)}, received_at, may_replace=not opened)
        if not replace:
            raise differs
        if not (not opened and _replace(row_id, form, before, received_at, now)) and not _add_version(row_id, reference, form, now):
            # It was taken back since: nothing is added to what nobody may read any more.
            raise differs
    return _sent(form, reference, received_at)


def _read(answers: Mapping[str, Any], sender: Sender, *, sending: UUID, secret: str, language: str) -> _Form:
    known = sender if sender.role in ROLES else Sender("citizen")
    read = questions.read(answers, known.role)
    by = by_of(known)
    path = path_of(read, known.role, by)
    if path is Path.EXCEPTION and not read.get("override_reason"):
        raise ReasonMissing
    stays = kept(read, path)
    if not _can_be_sent(stays, path):
        raise NothingToSend
    return _Form(stays, path, known, by, language, number_of(sending, secret), secret)


def number_of(sending: UUID, secret: str) -> UUID:
    """Give the number that is stored. It follows from the secret too: who guesses one of the two finds nothing."""
    return UUID(bytes=hmac.new(secret.encode(), b"number\0" + sending.bytes, sha256).digest()[:16])


def _can_be_sent(answers: Mapping[str, Any], path: Path) -> bool:
    if path is Path.SELF_REFERRAL and (answers.get("safe_contact") == "via_me" or answers.get("needs")):
        return True
    return any(answers.get(field) for field in (*_REACHED_BY, *_SAYS_SOMETHING))


def _first(form: _Form, now: dt.datetime) -> Sent:
    made = _written(form, now)
    made.row.sending = form.number
    made.row.save(force_insert=True)
    for part in made.parts:
        part.save(force_insert=True)
    Receipt(
        referral_id=made.row.pk,
        key_hash=hashed(typed("".join(Secret.key_words(form.secret)))),
        digest=form.digest,
        headings=content.seal(made.row.pk, content.HEADINGS, {"answered": list(form.answers)}),
        valid_until=now + RECEIPT_KEPT,
    ).save(force_insert=True)
    ledger.record_system("referral:send", row_id=made.row.pk, sections=content.SECTION)
    return _sent(form, made.row.reference, now)


def _written(form: _Form, now: dt.datetime) -> writing.Written:
    said = {
        "by": form.by,
        "sender": form.sender.unit,
        "page_language": form.language,
        "call_sign": list(Secret.call_sign(form.secret)),
    }
    made = writing.write(form.answers, form.path, said, now)
    made.row.role, made.row.sender_organisation = form.sender.role, form.sender.organisation
    made.row.standing = writing.standing_of(form.answers)
    return made


def _replace(row_id: UUID, form: _Form, before: dict[str, Any], received_at: dt.datetime, now: dt.datetime) -> bool:
    """Let the new version count; False where it was opened meanwhile, and nothing was changed.

    Of the earlier one stays what the new path keeps, without what is sealed apart: a name or number that was taken back is gone.
    """
    made = _written(form, received_at)
    row = made.row
    new = {
        "kind": row.kind,
        "path": row.path,
        "urgency": row.urgency,
        "role": row.role,
        "answer_by": row.answer_by.isoformat(),
        "standing": row.standing,
        "may_identify": row.may_identify,
        "is_closed": row.is_closed,
        "confirm_by": row.confirm_by.isoformat() if row.confirm_by else None,
    }
    # It was sealed for a row of its own; there is one row, which keeps its id.
    sealed = content.seal(row_id, content.CONTENT, content.unseal(row.pk, content.CONTENT, row.content))
    gone = [row.pk, *(one[0] for one in asking.rows("sending_parts", form.number))]
    headings = content.seal(row_id, content.HEADINGS, {"answered": list(form.answers)})
    if not (asking.row("replace", form.number, json.dumps(new), sealed, form.digest, headings) or (False,))[0]:
        # CMM opened it in this very moment: nothing that it reads may go.
        return False
    left = kept({key: before[key] for key in _asked(before) if key not in writing.APART}, form.path)
    earlier = writing.sealed_part(row_id, Part.Kind.EARLIER, left, now)
    for part in (*made.parts, earlier):
        asking.row("replace_part", form.number, part.pk, part.kind, part.at, part.content, part.expires_at)
    ledger.record_system("referral:replace", row_id=row_id, sections=content.SECTION)
    transaction.on_commit(lambda: content.destroy(gone))
    return True


def _add_version(row_id: UUID, reference: str, form: _Form, now: dt.datetime) -> bool:
    part = writing.sealed_part(row_id, Part.Kind.ADDITION, form.answers, now, card="version")
    if not (asking.row("add", reference, part.pk, "version", now, part.content) or (False,))[0]:
        return False
    # The same version again, on a bad line, is known by this and added once.
    asking.row("version_added", form.number, form.digest)
    ledger.record_system("referral:add", row_id=row_id, sections=content.SECTION)
    return True


def _parts_of(number: UUID) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part_id, _kind, sealed in asking.rows("sending_parts", number):
        found |= content.unseal(part_id, content.PART, sealed)
    return found


def _asked(said: Mapping[str, Any]) -> Iterable[str]:
    """Give what in a content are answers of the form."""
    return [field for field in said if field in questions.CHOICES or field in questions.SEVERAL or field in questions.LENGTHS]


def _sent(form: _Form, reference: str, received_at: dt.datetime) -> Sent:
    urgency = triage.urgency_of(form.answers, basis_of_path(form.path, form.answers))
    return Sent(
        reference=reference,
        key_words=Secret.key_words(form.secret),
        call_sign=Secret.call_sign(form.secret),
        received_at=received_at,
        answer_by=answer_by(urgency, received_at),
        urgency=urgency,
        path=form.path,
        valid_until=received_at + RECEIPT_KEPT,
        danger=str(form.answers.get("danger", "")),
    )
