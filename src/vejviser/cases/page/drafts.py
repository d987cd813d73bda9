# SPDX-License-Identifier: EUPL-1.2
"""Forms that were begun: kept sealed, for their writer alone, for two weeks."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from vejviser.access.reach import NOWHERE
from vejviser.access.refusals import NotAllowed, NotFound
from vejviser.access.sections import Section
from vejviser.access.selectors import reach_of
from vejviser.cases.models import Draft
from vejviser.ledger import services as ledger
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach

KEPT: Final = dt.timedelta(days=14)
_FIELD: Final = "content"
_LARGEST: Final = 100_000


class Kept(NamedTuple):
    """A draft in clear: which form (an event type or `person`), and what was typed, each input with all its values."""

    id: UUID
    kind: str
    typed: dict[str, list[str]]
    saved_at: dt.datetime
    expires_at: dt.datetime


class _Content(msgspec.Struct, frozen=True):
    kind: str
    typed: dict[str, list[str]]


def save_draft(  # noqa: PLR0913  a draft is of a form, in a section, perhaps in place of another
    actor: Actor, case_id: UUID, *, section: Section, kind: str, typed: dict[str, list[str]], replaces: UUID | None = None
) -> UUID:
    """Keep what was typed; it takes the place of an earlier draft of the same form.

    Raises:
        NotFound, NotAllowed: the case does not exist for the actor, or its section is not the actor's to write in.

    """
    if not reach_of(actor, case_id).get(section, NOWHERE).writes:
        raise NotAllowed
    content = msgspec.json.encode(_Content(kind, typed))
    if len(content) > _LARGEST:
        raise NotAllowed
    if replaces is not None:
        drop_draft(actor, case_id, replaces)
    draft_id = uuid.uuid4()
    Draft.objects.create(
        id=draft_id,
        case_id=case_id,
        user_id=actor.user_id,
        saved_at=actor.now,
        expires_at=actor.now + KEPT,
        section=section,
        content=vault.seal(case_id, section, _FIELD, draft_id, content),
    )
    ledger.record("draft:save", case_id=case_id, sections=section, purpose=actor.purpose)
    return draft_id


def drafts_of(actor: Actor, case_id: UUID, reaches: Mapping[Section, Reach]) -> list[Kept]:
    """Give the actor's own drafts of a case that have not expired, of the sections that are still theirs to write in."""
    rows = [
        row
        for row in Draft.objects.filter(case=case_id, user=actor.user_id, expires_at__gt=actor.now)
        if reaches.get(Section(row.section), NOWHERE).writes
    ]
    opened = vault.unseal_many([vault.Sealed(case_id, row.section, _FIELD, row.pk, bytes(row.content)) for row in rows])
    return [_kept(row, plain) for row, plain in zip(rows, opened, strict=True)]


def read_draft(actor: Actor, case_id: UUID, draft_id: UUID) -> Kept:
    """Give one draft.

    Raises:
        NotFound: the actor has no such draft.

    """
    found = next((one for one in drafts_of(actor, case_id, reach_of(actor, case_id)) if one.id == draft_id), None)
    if found is None:
        raise NotFound
    return found


def drop_draft(actor: Actor, case_id: UUID, draft_id: UUID) -> None:
    """Throw a draft away; one that is gone already changes nothing."""
    Draft.objects.filter(pk=draft_id, case=case_id, user=actor.user_id).delete()


def _kept(row: Draft, plain: bytes) -> Kept:
    content = msgspec.json.decode(plain, type=_Content)
    return Kept(row.pk, content.kind, content.typed, row.saved_at, row.expires_at)
