# SPDX-License-Identifier: EUPL-1.2
"""What a leaf of the ledger's tree holds: an entry as canonical JSON, the same bytes for the same entry on every machine. Pure.

The keys in the order of the alphabet, no space, UTF-8, instants in UTC to the microsecond, ids in lower case. `SQL` is the same rule for
the database, so that reading many does not depend on the speed of Python; a test compares the two.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.ledger.tree import leaf_hash

if TYPE_CHECKING:
    from uuid import UUID

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class LeafContent:
    """An entry as it goes into the tree. `detail_hash` is a salted SHA-256: what it was made from can be destroyed, the leaf stays true."""

    id: UUID
    at: dt.datetime
    actor: UUID | None
    organisation: str
    action: str
    case_id: UUID | None
    cases: tuple[UUID, ...]
    row_id: UUID | None
    sections: str
    purpose: str
    detail_hash: bytes | None

    def canonical(self) -> bytes:
        """Give the bytes of the leaf."""
        content = {
            "action": self.action,
            "actor": _text(self.actor),
            "at": self.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "case": _text(self.case_id),
            "cases": [str(case) for case in self.cases],
            "detail": None if self.detail_hash is None else self.detail_hash.hex(),
            "id": str(self.id),
            "organisation": self.organisation,
            "purpose": self.purpose,
            "row": _text(self.row_id),
            "sections": self.sections,
            "version": VERSION,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    def hash(self) -> bytes:
        """Give the hash of the leaf."""
        return leaf_hash(self.canonical())


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)


def _nullable(column: str) -> str:
    return f"coalesce(to_json({column}::text)::text, 'null')"


# The canonical text of a row of ledger_entry called `entry`.
SQL = (
    "'{\"action\":' || to_json(entry.action::text)::text"
    f" || ',\"actor\":' || {_nullable('entry.actor')}"
    ' || \',"at":"\' || to_char(entry.at AT TIME ZONE \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
    f' || \'","case":\' || {_nullable("entry.case_id")}'
    " || ',\"cases\":' || array_to_json(entry.cases)::text"
    " || ',\"detail\":' || coalesce('\"' || encode(entry.detail_hash, 'hex') || '\"', 'null')"
    ' || \',"id":"\' || entry.id::text'
    ' || \'","organisation":\' || to_json(entry.organisation::text)::text'
    " || ',\"purpose\":' || to_json(entry.purpose::text)::text"
    f" || ',\"row\":' || {_nullable('entry.row_id')}"
    " || ',\"sections\":' || to_json(entry.sections::text)::text"
    f" || ',\"version\":{VERSION}}}'"
)
