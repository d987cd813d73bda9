# SPDX-License-Identifier: EUPL-1.2
"""Writing a referral down, whoever sends it: what it is, how urgent, and its parts, each sealed under an id of its own."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vejviser.mechanisms import find
from vejviser.referrals import content, triage
from vejviser.referrals.answer_times import answer_by
from vejviser.referrals.finds import finds
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.paths import ABOUT_CONTACT, ABOUT_IDENTITY, WITH_BASIS, YOU, Path, basis_of_path
from vejviser.referrals.times import NOTICE_CONTACT_KEPT, PLACE_TIP_KEPT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from uuid import UUID

# Without I, O, 0 and 1, to be read aloud: 32 signs, five bits each.
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 3, 4
_PARTS: Final[dict[Part.Kind, tuple[str, ...]]] = {
    Part.Kind.IDENTITY: ABOUT_IDENTITY,
    Part.Kind.CONTACT: ABOUT_CONTACT,
    Part.Kind.REFERRER: YOU,
    Part.Kind.PLACE_TIP: ("place_tip_text",),
}
# What is sealed apart: it has a key, a time and an opening of its own, so no copy of it stands beside the rest.
APART: Final = frozenset(field for fields in _PARTS.values() for field in fields)
_REACHING: Final = ("you_phone", "you_mail", "you_stand_in", "safe_phone", "safe_other")
_OWN_WORDS: Final = ("note", "place_tip_text", "needs_other", "held_until")


@dataclass(frozen=True)
class Written:
    """A referral that is about to be kept: its row, and the parts that are sealed apart."""

    row: Referral
    parts: list[Part]


def point_of_contact(day: dt.date) -> str:
    """Give the register's id of the organisation that referrals go to (R5)."""
    return find().register.with_role("point_of_contact", day)[0]


def new_reference() -> str:
    """Make a reference: three groups of four signs, to be read aloud; it opens nothing by itself."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def write(kept: Mapping[str, Any], path: Path, said: Mapping[str, Any], now: dt.datetime) -> Written:
    """Make the row and the sealed parts of what a path keeps.

    `said` has `by` (as whom the sender stands in the events), `sender` (how the desk reads who it was) and what else the desk reads.
    """
    basis = basis_of_path(path, kept)
    urgency = triage.urgency_of(kept, basis)
    row_id = uuid.uuid4()
    rest = {field: value for field, value in kept.items() if field not in APART}
    row = Referral(
        id=row_id,
        reference=new_reference(),
        to=point_of_contact(now.date()),
        received_at=now,
        answer_by=answer_by(urgency, now),
        urgency=urgency,
        kind=_kind(path),
        path=path,
        may_identify=path not in WITH_BASIS and may_identify(kept),
        confirm_by=answer_by(Referral.Urgency.ORDINARY, now) if path is Path.EXCEPTION else None,
        is_closed=path is Path.CHILD and kept.get("age") == "not_sure" and kept.get("child_view") == "unwilling",
        content=content.seal(row_id, content.CONTENT, {**rest, **said, "basis": basis}),
    )
    return Written(row, list(_parts(row_id, kept, path, now)))


def standing_of(kept: Mapping[str, Any]) -> Referral.Standing:
    """Give where a sender without an account stands: who can be rung before who cannot."""
    return Referral.Standing.REACHABLE if any(kept.get(field) for field in _REACHING) else Referral.Standing.ANONYMOUS


def may_identify(kept: Mapping[str, Any]) -> bool:
    """Tell whether the sender's own words hold something that may say who the person is."""
    return any(finds(str(kept.get(field) or "")) for field in _OWN_WORDS)


def sealed_part(  # noqa: PLR0913  what a part is, each by its name
    referral: UUID, kind: Part.Kind, fields: Mapping[str, Any], now: dt.datetime, *, card: str = "", part_id: UUID | None = None
) -> Part:
    """Make one part, sealed under its own id: a new one, unless it is given."""
    part_id = part_id or uuid.uuid4()
    return Part(id=part_id, referral_id=referral, kind=kind, card=card, at=now, content=content.seal(part_id, content.PART, fields))


def part_of_sending(referral: Referral, part: str) -> UUID:
    """Give the same sending for the same part of a referral, so that a repeated step writes nothing twice into a case."""
    return uuid.uuid5(referral.sending, part)


def _parts(referral: UUID, kept: Mapping[str, Any], path: Path, now: dt.datetime) -> Iterable[Part]:
    for kind, fields in _PARTS.items():
        found = {field: kept[field] for field in fields if field in kept}
        if not found:
            continue
        part = sealed_part(referral, kind, found, now)
        if kind is Part.Kind.PLACE_TIP:
            part.expires_at = now + PLACE_TIP_KEPT
        elif kind is Part.Kind.REFERRER and path not in WITH_BASIS:
            part.expires_at = now + NOTICE_CONTACT_KEPT
        yield part


def _kind(path: Path) -> Referral.Kind:
    return {Path.NOTICE: Referral.Kind.NOTICE, Path.CONSULTATION: Referral.Kind.CONSULTATION}.get(path, Referral.Kind.REFERRAL)
