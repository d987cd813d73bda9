# SPDX-License-Identifier: EUPL-1.2
"""Verifying the whole ledger: every leaf against its entry, the tree, and every checkpoint. Reads only; needs no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vejviser.ledger import leaf
from vejviser.ledger.nodes import is_stored
from vejviser.ledger.notes import NoteRefused, open_checkpoint
from vejviser.ledger.tree import Frontier, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import psycopg

    from vejviser.ledger.notes import VerifyingKey

CHUNK: Final = 20_000
MOST_SHOWN: Final = 20
# One chunk of leaves with what their entries say now.
_LEAVES: Final = (
    f"SELECT leaf.index, leaf.hash, convert_to({leaf.SQL}, 'UTF8')"  # noqa: S608  no input
    " FROM ledger_leaf leaf LEFT JOIN ledger_entry entry ON entry.id = leaf.entry_id"
    " WHERE leaf.index >= %s AND leaf.index < %s ORDER BY leaf.index"
)
_UNPLACED: Final = (
    "SELECT count(*) FROM ledger_entry entry WHERE NOT EXISTS (SELECT FROM ledger_leaf leaf WHERE leaf.entry_id = entry.id)"
    " AND NOT EXISTS (SELECT FROM ledger_waiting waiting WHERE waiting.entry_id = entry.id)"
)
_WAITING_FOR_NOTHING: Final = (
    "SELECT count(*) FROM ledger_waiting waiting WHERE NOT EXISTS (SELECT FROM ledger_entry entry WHERE entry.id = waiting.entry_id)"
)


@dataclass(frozen=True)
class Wrong:
    """Something that does not hold; `index` is the first place in the tree that may be concerned (None: no single place)."""

    index: int | None
    what: str


@dataclass
class Findings:
    """What a verification found: how much there is, and what is wrong, in the order in which it was found."""

    leaves: int = 0
    waiting: int = 0
    checkpoints: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    wrong_count: int = 0

    def add(self, index: int | None, what: str) -> None:
        """Count something wrong; only the first ones are kept."""
        self.wrong_count += 1
        if len(self.wrong) < MOST_SHOWN:
            self.wrong.append(Wrong(index, what))

    @property
    def first_wrong_index(self) -> int | None:
        """The first place in the tree that is named as wrong."""
        return min((one.index for one in self.wrong if one.index is not None), default=None)


def verify(
    connection: psycopg.Connection[Any],
    files: Mapping[int, str],
    key: VerifyingKey | None,
    *,
    progress: Callable[[int, int], None] = lambda _done, _size: None,
) -> Findings:
    """Verify the ledger that a connection (outside a transaction) reaches; `files` are the checkpoints kept outside it, by size."""
    found = Findings()
    with connection.transaction():
        # One view of everything, and the walk along the leaves in their order, whatever the planner thinks of the join.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for way in ("enable_hashjoin", "enable_mergejoin", "enable_seqscan"):
            connection.execute(f"SET LOCAL {way} = off".encode())
        found.leaves = _one(connection, "SELECT coalesce(max(index) + 1, 0) FROM ledger_leaf")
        signed = _signed_roots(connection, files, key, found)
        for size in sorted(size for size in signed if size > found.leaves):
            found.add(
                found.leaves, f"{size} entries were signed and {found.leaves} are there: this is an older copy, or its end was cut off"
            )
        _walk(connection, signed, found, progress)
        connection.execute("SET LOCAL enable_hashjoin = on")
        connection.execute("SET LOCAL enable_seqscan = on")
        _outside_the_tree(connection, found)
    return found


def _one(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row is not None else 0


def _signed_roots(
    connection: psycopg.Connection[Any], files: Mapping[int, str], key: VerifyingKey | None, found: Findings
) -> dict[int, bytes]:
    """Give the roots that signatures vouch for, by size, from the files and the rows together."""
    signed: dict[int, bytes] = {}
    rows = {size: (bytes(root), note) for size, root, note in connection.execute("SELECT size, root, note FROM ledger_checkpoint")}
    found.checkpoints = len(rows.keys() | files.keys())
    if key is None:
        if found.checkpoints:
            found.add(None, "there are checkpoints, and no public key to check them with")
        return signed
    for size, (root, note) in sorted(rows.items()):
        _read_checkpoint(("row", size, note), key, signed, found)
        if size in signed and signed[size] != root:
            found.add(None, f"checkpoint {size}: the row has another root than its note")
        if size not in files:
            found.add(None, f"checkpoint {size}: the file is missing")
    for size, note in sorted(files.items()):
        _read_checkpoint(("file", size, note), key, signed, found)
    return signed


def _read_checkpoint(kept: tuple[str, int, str], key: VerifyingKey, signed: dict[int, bytes], found: Findings) -> None:
    kind, size, note = kept
    try:
        head = open_checkpoint(note, key)
    except NoteRefused as refused:
        found.add(None, f"checkpoint {size}, {kind}: {refused}")
        return
    if head.size != size:
        found.add(None, f"checkpoint {size}, {kind}: the note is of {head.size} entries")
    elif signed.setdefault(size, head.root) != head.root:
        found.add(None, f"checkpoint {size}, {kind}: two different trees of this size were signed")


def _walk(connection: psycopg.Connection[Any], signed: Mapping[int, bytes], found: Findings, progress: Callable[[int, int], None]) -> None:
    """Walk along the leaves. The tree grows from the stored hashes: what an entry says and where it stands are two questions."""
    walk = _Walk(connection, signed, found)
    with connection.cursor(binary=True) as cursor:
        for start in range(0, found.leaves, CHUNK):
            cursor.execute(_LEAVES.encode(), [start, start + CHUNK])
            walk.read_nodes(start, start + CHUNK)
            if not walk.chunk(start, cursor.fetchall()):
                return
            progress(min(start + CHUNK, found.leaves), found.leaves)


class _Walk:
    """How far the walk has come."""

    def __init__(self, connection: psycopg.Connection[Any], signed: Mapping[int, bytes], found: Findings) -> None:
        self.connection, self.signed, self.found = connection, signed, found
        self.frontier = Frontier()
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.last_good = 0

    def read_nodes(self, start: int, end: int) -> None:
        """Read the stored nodes that are complete between two leaves."""
        rows = self.connection.execute(
            b"SELECT level, index, hash FROM ledger_node"
            b" WHERE level IN (4,8,12,16,20,24,28,32,36,40) AND index >= (%s::bigint >> level) AND index < (%s::bigint >> level)",
            [start, end],
            binary=True,
        )
        self.nodes = {(level, index): bytes(one) for level, index, one in rows}

    def chunk(self, start: int, rows: list[tuple[int, bytes, bytes | None]]) -> bool:
        """Take the next leaves; tells whether the walk can go on."""
        expected, append = start, self.frontier.append
        for index, stored, content in rows:
            if index != expected:
                self.found.add(expected, f"entry {expected}: its place in the tree is empty")
                return False
            if content is None:
                self.found.add(index, f"entry {index}: it was deleted")
            elif leaf_hash(content) != stored:
                self.found.add(index, f"entry {index}: it was changed after it got its place")
            for node in append(stored):
                if is_stored(node) and self.nodes.get((node.level, node.place)) != node.hash:
                    self.found.add(
                        node.place << node.level, f"entries {self._span(node.place, node.level)}: not what the tree was built from"
                    )
            expected += 1
            if expected in self.signed:
                self._compare(expected)
        return True

    def _span(self, index: int, level: int) -> str:
        return f"{index << level} to {((index + 1) << level) - 1}"

    def _compare(self, size: int) -> None:
        if self.frontier.root() == self.signed[size]:
            self.last_good = size
        else:
            self.found.add(
                self.last_good,
                f"checkpoint {size}: the entries {self.last_good} to {size - 1} are not the ones that were signed, or not in their order",
            )


def _outside_the_tree(connection: psycopg.Connection[Any], found: Findings) -> None:
    found.waiting = _one(connection, "SELECT count(*) FROM ledger_waiting")
    lost = _one(connection, _UNPLACED)
    if lost:
        found.add(None, f"{lost} entries have no place in the tree and do not wait for one")
    gone = _one(connection, _WAITING_FOR_NOTHING)
    if gone:
        found.add(None, f"{gone} entries that waited for their place are gone")
