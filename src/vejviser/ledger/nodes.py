# SPDX-License-Identifier: EUPL-1.2
"""The stored tree: hashes of the leaves and of every fourth level above them, so that any proof reads a few rows.

Works on a cursor of Django and on one of psycopg alike, so that verification needs no Django.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from vejviser.ledger.tree import Frontier, node_hash, peaks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vejviser.ledger.tree import Node

LEVELS_APART: Final = 4


class Cursor(Protocol):
    """What is asked of a database cursor."""

    def execute(self, query: Any, parameters: Any = None, /) -> Any:
        """Run a statement."""

    def fetchone(self) -> Any:
        """Give the next row."""

    def fetchall(self) -> list[Any]:
        """Give all rows."""


class TreeBroken(Exception):
    """The stored tree is not whole, or not the tree that was signed; the text says where."""


def is_stored(node: Node) -> bool:
    """Tell whether a node above the leaves is kept."""
    return node.level % LEVELS_APART == 0


class StoredTree:
    """The tree in the database, as one transaction sees it."""

    def __init__(self, cursor: Cursor) -> None:
        """Read through a cursor."""
        self._cursor = cursor

    def size(self) -> int:
        """Give the number of leaves."""
        self._cursor.execute("SELECT coalesce(max(index) + 1, 0) FROM ledger_leaf")
        return int(self._cursor.fetchone()[0])

    def node_at(self, level: int, index: int) -> bytes:
        """Give the hash of a complete node, from at most eight stored ones.

        Raises:
            TreeBroken: a row is missing.

        """
        above = level % LEVELS_APART
        hashes = self._stored(level - above, index << above, (index + 1) << above)
        while len(hashes) > 1:
            hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    def frontier(self) -> Frontier:
        """Give the right edge, to go on from.

        Raises:
            TreeBroken: a row is missing.

        """
        size = self.size()
        return Frontier(size, [self.node_at(level, index) for level, index in peaks_of(size)])

    def append(self, first: int, entries: Sequence[Any], hashes: Sequence[bytes], nodes: Sequence[Node]) -> None:
        """Write leaves from index `first` on, and the nodes above them that are kept."""
        indexes = list(range(first, first + len(entries)))
        self._cursor.execute(
            "INSERT INTO ledger_leaf (index, entry_id, hash) SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])",
            [indexes, list(entries), list(hashes)],
        )
        kept = [node for node in nodes if is_stored(node)]
        self._cursor.execute(
            "INSERT INTO ledger_node (level, index, hash) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])",
            [[node.level for node in kept], [node.place for node in kept], [node.hash for node in kept]],
        )

    def _stored(self, level: int, start: int, end: int) -> list[bytes]:
        if level:
            self._cursor.execute(
                "SELECT hash FROM ledger_node WHERE level = %s AND index >= %s AND index < %s ORDER BY index", [level, start, end]
            )
        else:
            self._cursor.execute("SELECT hash FROM ledger_leaf WHERE index >= %s AND index < %s ORDER BY index", [start, end])
        found = [bytes(row[0]) for row in self._cursor.fetchall()]
        if len(found) != end - start:
            raise TreeBroken(f"of level {level} of the tree, {end - start - len(found)} of the rows {start} to {end - 1} are missing")
        return found
