# SPDX-License-Identifier: EUPL-1.2
"""Giving each entry its place in the tree, and signing how far the tree has grown. Run by the night role; safe to run twice at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import connection as default_connection
from django.db import transaction

from vejviser.ledger import leaf
from vejviser.ledger.keys import checkpoint_folder, keep_checkpoint, latest_checkpoint, signing_key, verifying_key
from vejviser.ledger.nodes import StoredTree, TreeBroken
from vejviser.ledger.notes import Head, NoteRefused, open_checkpoint, sign_note
from vejviser.ledger.tree import leaf_hash, root_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

    from vejviser.ledger.notes import VerifyingKey

BATCH: Final = 5_000
# Keeps a second sequencer out until this transaction ends, and no writer: they may go on adding what waits.
_ALONE: Final = "LOCK TABLE ledger_waiting IN SHARE UPDATE EXCLUSIVE MODE"
# Whatever is seen waiting is taken, whenever it began: an entry that is committed late is seen by a later call, and none is passed over.
_TAKE: Final = (
    f"SELECT entry.id, {leaf.SQL} FROM ledger_waiting waiting JOIN ledger_entry entry ON entry.id = waiting.entry_id"  # noqa: S608  no input
    " ORDER BY entry.at, entry.id LIMIT %s"
)


def sequence(batch: int = BATCH, *, connection: BaseDatabaseWrapper | None = None) -> int:
    """Append every entry that is committed and waits to the tree, `batch` in one transaction; gives how many.

    Raises:
        TreeBroken: the stored tree is not whole.

    """
    using, appended = connection or default_connection, 0
    while True:
        taken = _append_batch(using, batch)
        appended += taken
        if taken < batch:
            return appended


def checkpoint(*, connection: BaseDatabaseWrapper | None = None) -> str | None:
    """Sign the tree as it is now, keep the note in the database and as a file, and give it; None for an empty tree.

    A tree that is no larger than at the last checkpoint gets no new one. The file comes first: a note that somebody may have seen
    is never forgotten, and a note without its row is still true.

    Raises:
        TreeBroken: the tree is smaller than, or not a continuation of, the last checkpoint that was kept.

    """
    using, home = connection or default_connection, Path(settings.HOME)
    key = signing_key(home)
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        cursor.execute(_ALONE)
        tree = StoredTree(cursor)
        size = tree.size()
        last = _refuse_rollback(tree, size, checkpoint_folder(home), key.verifying)
        if size == 0:
            return None
        note = last if last is not None and _head(last, key.verifying).size == size else None
        if note is None:
            note = sign_note(Head(key.name, size, root_of(size, tree.node_at)).written(), [key]).written()
            keep_checkpoint(checkpoint_folder(home), size, note)
        cursor.execute(
            "INSERT INTO ledger_checkpoint (size, root, note) VALUES (%s, %s, %s) ON CONFLICT (size) DO NOTHING",
            [size, _head(note, key.verifying).root, note],
        )
        return note


def refuse_rollback(*, connection: BaseDatabaseWrapper | None = None) -> None:
    """Let a database pass that continues the last checkpoint that was kept beside it; asked before pages are served, as any role.

    Raises:
        TreeBroken: it is an older copy, its tree was rewritten, or the public key of its checkpoints is missing.

    """
    using, home = connection or default_connection, Path(settings.HOME)
    if latest_checkpoint(checkpoint_folder(home)) is None:
        return
    try:
        key = verifying_key(home)
    except FileNotFoundError as missing:
        raise TreeBroken(f"there are checkpoints of the ledger, and {missing.filename} is missing") from missing
    with using.cursor() as cursor:
        tree = StoredTree(cursor)
        _refuse_rollback(tree, tree.size(), checkpoint_folder(home), key)


def _append_batch(using: BaseDatabaseWrapper, batch: int) -> int:
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        cursor.execute(_ALONE)
        cursor.execute(_TAKE, [batch])
        taken = cursor.fetchall()
        if taken:
            _append(cursor, taken)
        return len(taken)


def _append(cursor: CursorWrapper, taken: list[tuple[UUID, str]]) -> None:
    tree = StoredTree(cursor)
    frontier = tree.frontier()
    first, entries = frontier.size, [entry for entry, _ in taken]
    hashes = [leaf_hash(canonical.encode()) for _, canonical in taken]
    nodes = [node for one in hashes for node in frontier.append(one)]
    tree.append(first, entries, hashes, nodes)
    cursor.execute("DELETE FROM ledger_waiting WHERE entry_id = ANY (%s)", [entries])


def _refuse_rollback(tree: StoredTree, size: int, folder: Path, key: VerifyingKey) -> str | None:
    """Give the last checkpoint that was kept, which the tree continues."""
    last = latest_checkpoint(folder)
    if last is None:
        return None
    head = _head(last, key)
    if size < head.size:
        raise TreeBroken(f"the ledger has {size} entries, and {head.size} were signed: this is an older copy of the database")
    if root_of(head.size, tree.node_at) != head.root:
        raise TreeBroken(f"the first {head.size} entries of the ledger are not the ones that were signed")
    return last


def _head(note: str, key: VerifyingKey) -> Head:
    try:
        return open_checkpoint(note, key)
    except NoteRefused as refused:
        raise TreeBroken(f"the last checkpoint that was kept does not hold: {refused}") from refused
