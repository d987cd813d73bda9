# SPDX-License-Identifier: EUPL-1.2
"""Adding to what was sent: cards, each sent by itself and sealed by itself, which the desk takes over or leaves (referral form, 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from vejviser.ledger import services as ledger
from vejviser.referrals import content, writing
from vejviser.referrals.content import clean
from vejviser.referrals.models import Part
from vejviser.referrals.outside import asking
from vejviser.referrals.outside.questions import TIMES, TextTooLong
from vejviser.referrals.paths import PROFESSIONALS, ROLES, WITH_BASIS, Path
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from vejviser.referrals.outside.receipts import Receipt

_ALL: Final = frozenset(ROLES)
_NOT_CITIZEN: Final = _ALL - {"citizen"}
_NOT_SELF: Final = _ALL - {"self"}
_AUTHORITIES: Final = frozenset({"police", "dis", "municipality", "other_pro"})


class _Card(NamedTuple):
    """A card: which roles it is offered to, on which paths, and its stated length of text in signs."""

    roles: frozenset[str]
    paths: frozenset[Path] = WITH_BASIS
    length: int = 300


_ALWAYS: Final = frozenset(Path) - {Path.CONSULTATION}
# In the order of the design. `answer` is offered while the desk waits for one. Files are not taken (docs/operations.md).
CARDS: Final[dict[str, _Card]] = {
    "name": _Card(_NOT_CITIZEN, WITH_BASIS - {Path.CONTACT_ONLY}),
    "born": _Card(_NOT_CITIZEN, WITH_BASIS - {Path.CONTACT_ONLY}, 40),
    "citizenship": _Card(_NOT_CITIZEN, WITH_BASIS - {Path.CONTACT_ONLY}, 80),
    "gender": _Card(_NOT_CITIZEN, length=80),
    "family": _Card(_ALL),
    "unaccompanied": _Card(_NOT_CITIZEN, frozenset({Path.CHILD})),
    "stay": _Card(frozenset({"police", "dis", "municipality"})),
    "trial": _Card(frozenset({"police", "other_pro"})),
    "case_no": _Card(_AUTHORITIES, length=80),
    "own_words": _Card(_NOT_CITIZEN, length=1000),
    "form": _Card(_NOT_SELF, _ALWAYS),
    "signs_how": _Card(_NOT_SELF, _ALWAYS),
    "when_where": _Card(_NOT_SELF, _ALWAYS, 120),
    "others": _Card(_NOT_CITIZEN, _ALWAYS),
    "suspects": _Card(frozenset({"police", "other_pro"}), length=1000),
    "place_unsafe": _Card(_NOT_CITIZEN),
    "asked_before": _Card(_NOT_SELF),
    "comm": _Card(_ALL),
    "talk_with": _Card(_ALL),
    "health": _Card(frozenset({"health"}), WITH_BASIS - {Path.CONTACT_ONLY}, 1000),
    "told": _Card(_NOT_SELF, _ALWAYS),
    "belongings": _Card(frozenset({"police", "dis", "ngo"})),
    "rep": _Card(_NOT_SELF, frozenset({Path.CHILD})),
    "stand_in": _Card(PROFESSIONALS, frozenset(Path), 120),
    "correct": _Card(_ALL, frozenset(Path), 1000),
}
ANSWER: Final = "answer"
_ANSWER_LENGTH: Final = 1000


class NotOffered(ValueError):
    """The card is not one of those that this receipt offers, or the receipt was struck."""


def cards(receipt: Receipt) -> tuple[str, ...]:
    """Give the cards that are offered to this role on this path, in their order; `answer` first while CMM waits for one."""
    if receipt.withdrawn == "struck":
        return ()
    offered = tuple(name for name, card in CARDS.items() if receipt.role in card.roles and receipt.path in card.paths)
    return (ANSWER, *offered) if receipt.is_asked else offered


@transaction.atomic(durable=True)
def add(receipt: Receipt, card: str, values: Mapping[str, Any], now: dt.datetime, *, once: UUID | None = None) -> None:
    """Add a card. Its boxes are texts or lists of texts by name; each keeps what was typed, cleaned, and empty ones are left out.

    `once` is made with the page: the same card of the same page again, on a bad line, is added once.

    Raises:
        NotOffered: said there; also for a card without anything in it.
        TextTooLong: a text is more than ten times as long as stated.

    """
    if card not in cards(receipt):
        raise NotOffered(card)
    said = _cleaned(card, values)
    if not said:
        raise NotOffered(card)
    part_id = uuid5(once, card) if once else uuid4()
    if once and vault.is_shredded(part_id):
        # It came before, and the desk is done with it.
        return
    part = writing.sealed_part(receipt.id, Part.Kind.ADDITION, said, now, card=card, part_id=part_id)
    if not (asking.row("add", receipt.reference, part.pk, card, now, part.content) or (False,))[0]:
        raise NotOffered(card)
    ledger.record_system("referral:add", row_id=receipt.id, sections=content.SECTION)


def additions(receipt: Receipt) -> list[tuple[str, dt.datetime, str]]:
    """Give what was added: card, instant, and `waiting`, `taken` or `left`; never its content."""
    return [(card, at, state) for card, at, state in asking.rows("additions", receipt.reference, receipt.at)]


def _cleaned(card: str, values: Mapping[str, Any]) -> dict[str, Any]:
    allowed = (_ANSWER_LENGTH if card == ANSWER else CARDS[card].length) * TIMES
    found: dict[str, Any] = {}
    for name, value in values.items():
        texts = [clean(str(one), field=card) for one in (value if isinstance(value, (list, tuple)) else [value]) if one not in (None, "")]
        longest = max((len(one) for one in texts), default=0)
        if longest > allowed:
            raise TextTooLong(f"{card}.{name}", longest, allowed)
        texts = [one for one in texts if one]
        if texts:
            found[clean(name)[:40]] = texts if isinstance(value, (list, tuple)) else texts[0]
    return found
