# SPDX-License-Identifier: EUPL-1.2
"""Writing down what happens. Every function here writes in the caller's transaction: if it fails, so does what it tells of."""

from __future__ import annotations

import json
import secrets
import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.db import connection

from vejviser.access.context import current_actor
from vejviser.access.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

SALT_BYTES: Final = 32
DETAIL: Final = "detail"
# No RETURNING: who writes an entry need not be able to read it.
_INSERT: Final = (
    "INSERT INTO ledger_entry (id, actor, organisation, action, case_id, cases, row_id, sections, purpose, detail_hash, detail)"
    " VALUES (%s, %s, %s, %s, %s, %s::uuid[], %s, %s, %s, %s, %s)"
)


def record(  # noqa: PLR0913  each is a column
    action: str,
    *,
    case_id: UUID | None = None,
    cases: Iterable[UUID] = (),
    row_id: UUID | None = None,
    sections: str = "",
    purpose: str = "",
    detail: Mapping[str, object] | None = None,
) -> UUID:
    """Write that the current actor did something; gives the id of the entry.

    `action` is `subject:verb` (case:read, list:read, access:deny), `sections` the letters of the sections that were shown, `cases` every
    case that a list showed, `purpose` another purpose code than the actor's. `detail` needs a case, whose key seals it.

    Raises:
        NoActor: nobody acts.
        ValueError: there is a detail and no case.
        DatabaseError: the entry is not written, and the transaction is lost with it.

    """
    actor = current_actor()
    who = (actor.user_id, actor.organisation)
    return _insert(who, action, (case_id, list(cases), row_id, sections, purpose or actor.purpose), detail)


def record_system(  # noqa: PLR0913  each is a column
    action: str,
    *,
    case_id: UUID | None = None,
    cases: Iterable[UUID] = (),
    row_id: UUID | None = None,
    sections: str = "",
    purpose: str = "",
    detail: Mapping[str, object] | None = None,
) -> UUID:
    """Write what the service did of itself, or what happened before anybody was signed in; otherwise as `record`."""
    return _insert((None, ""), action, (case_id, list(cases), row_id, sections, purpose), detail)


def read_detail(entry_id: UUID, case_id: UUID, detail: bytes, detail_hash: bytes) -> dict[str, object]:
    """Open the sealed detail of an entry and check it against the hash in the tree.

    Raises:
        Shredded: the keys of the case were destroyed.
        ValueError: it is not what the entry was written with.

    """
    from vejviser.vault import services as vault  # noqa: PLC0415  what has no detail needs no keys

    salted = vault.unseal(case_id, Section.ACCESS_REPORT, DETAIL, entry_id, detail)
    if sha256(salted).digest() != detail_hash:
        raise ValueError(f"the detail of entry {entry_id} is not the one that the ledger holds the hash of")
    found: dict[str, object] = json.loads(salted[SALT_BYTES:])
    return found


def _insert(
    who: tuple[UUID | None, str],
    action: str,
    what: tuple[UUID | None, list[UUID], UUID | None, str, str],
    detail: Mapping[str, object] | None,
) -> UUID:
    entry_id = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, (entry_id, *who, action, *what, *_sealed(entry_id, what[0], detail)))
    return entry_id


def _sealed(entry_id: UUID, case_id: UUID | None, detail: Mapping[str, object] | None) -> tuple[bytes | None, bytes | None]:
    """Give the hash and the sealed form of a detail. The salt is sealed with it: once the key is gone nobody can guess what was hashed."""
    if detail is None:
        return None, None
    if case_id is None:
        raise ValueError("a detail needs a case: the key of the case seals it")
    from vejviser.vault import services as vault  # noqa: PLC0415  what has no detail needs no keys

    salted = secrets.token_bytes(SALT_BYTES) + json.dumps(detail, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return sha256(salted).digest(), vault.seal(case_id, Section.ACCESS_REPORT, DETAIL, entry_id, salted)
