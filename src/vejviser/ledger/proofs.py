# SPDX-License-Identifier: EUPL-1.2
"""Proofs that an entry is in the ledger, as text that is checked without the ledger (C2SP tlog-proof: https://c2sp.org/tlog-proof).

The extra data of a proof is the leaf itself, the canonical JSON of the entry.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vejviser.ledger import leaf
from vejviser.ledger.nodes import Cursor, StoredTree
from vejviser.ledger.notes import NoteRefused, open_checkpoint, parse_head, parse_note
from vejviser.ledger.tree import HASH_BYTES, includes, inclusion_proof, leaf_hash

if TYPE_CHECKING:
    from uuid import UUID

    from vejviser.ledger.notes import VerifyingKey

FORMAT: Final = "c2sp.org/tlog-proof@v1"
MOST_STEPS: Final = 63
_LEAF: Final = (
    f"SELECT leaf.index, {leaf.SQL} FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id"  # noqa: S608  no input
    " WHERE leaf.entry_id = %s"
)


class ProofRefused(ValueError):
    """A proof cannot be given, is badly written, or does not prove; the text says which."""


@dataclass(frozen=True)
class Proven:
    """What a proof proved: that at `index` of the tree of `size` leaves stands `content` (canonical JSON)."""

    index: int
    size: int
    content: str


def prove(cursor: Cursor, entry_id: UUID) -> str:
    """Prove by the first checkpoint after it that an entry is in the ledger.

    Raises:
        ProofRefused: there is no such entry in the tree, or no checkpoint after it yet.

    """
    cursor.execute(_LEAF, [entry_id])
    row = cursor.fetchone()
    if row is None:
        raise ProofRefused(f"no entry {entry_id} has its place in the tree; a new one gets it at the next run of the night's work")
    index, content = row
    cursor.execute("SELECT note FROM ledger_checkpoint WHERE size > %s ORDER BY size LIMIT 1", [index])
    found = cursor.fetchone()
    if found is None:
        raise ProofRefused(f"entry {entry_id} is not signed yet; wait for the next checkpoint")
    size = parse_head(parse_note(found[0]).text).size
    steps = inclusion_proof(index, size, StoredTree(cursor).node_at)
    lines = [FORMAT, f"extra {_base64(content.encode())}", f"index {index}", *(_base64(step) for step in steps), "", found[0]]
    return "\n".join(lines)


def check(written: str, key: VerifyingKey) -> Proven:
    """Check a proof with nothing but the public key of the ledger.

    Raises:
        ProofRefused: it does not prove what it says.

    """
    proof, separator, note = written.partition("\n\n")
    lines = proof.split("\n")
    if not separator or lines[0] != FORMAT or len(lines) < 3 or len(lines) > MOST_STEPS + 3:  # noqa: PLR2004  format, extra, index
        raise ProofRefused(f"the text is not a proof of the form {FORMAT}")
    content = _bytes(_after("extra ", lines[1]))
    index = _number(_after("index ", lines[2]))
    steps = [_bytes(line, HASH_BYTES) for line in lines[3:]]
    try:
        head = open_checkpoint(note, key)
    except NoteRefused as refused:
        raise ProofRefused(str(refused)) from refused
    if not includes(index, head.size, leaf_hash(content), steps, head.root):
        raise ProofRefused("the entry is not in the tree that was signed")
    return Proven(index, head.size, content.decode())


def _after(start: str, line: str) -> str:
    if not line.startswith(start):
        raise ProofRefused(f"a line of the proof must begin with {start!r}")
    return line.removeprefix(start)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit()) or len(written) > len(str(2**63)) or str(int(written)) != written:
        raise ProofRefused("the index of the proof is not a decimal number")
    return int(written)


def _bytes(written: str, length: int | None = None) -> bytes:
    try:
        raw = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProofRefused("the proof holds what is not base64") from error
    if _base64(raw) != written or (length is not None and len(raw) != length):
        raise ProofRefused("the proof holds base64 of a wrong length")
    return raw


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
