# SPDX-License-Identifier: EUPL-1.2
"""Connections to the SQLite file of the key store: one a thread, short transactions, and nothing left of what is deleted.

`secure_delete` writes zeros over what is deleted or replaced, and a checkpoint with TRUNCATE empties the write-ahead log, which holds
pages as they were (https://www.sqlite.org/pragma.html#pragma_secure_delete).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vejviser.vault.master_key import put_in_place
from vejviser.vault.refusals import Shredded, VaultNotReady
from vejviser.vault.schema import APPLICATION, REFUSED_BY_TOMBSTONE, SCHEMA, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS_TO_WAIT = 30
OPEN_TO_OTHERS = 0o077
PRAGMAS = ("secure_delete=ON", "synchronous=FULL", "temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON")


class _Held:
    """A connection that is closed when its thread ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection, self.process = connection, os.getpid()

    def close(self) -> None:
        # SQLite forbids to touch, even to close, a connection that a fork has copied.
        if self.process == os.getpid():
            self.connection.close()

    __del__ = close


class Connections:
    """The connections of this process to one key store."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            VaultNotReady: it is not there, other users may read it, or it is not a key store of this version.

        """
        self.path = path
        self._of_thread = threading.local()
        self._all: weakref.WeakSet[_Held] = weakref.WeakSet()
        _check_file(path)
        _check_schema(self.reading(), path)
        # A copy that was put back is not in this mode yet.
        self.reading().execute("PRAGMA journal_mode=WAL")

    def reading(self) -> sqlite3.Connection:
        """Give the connection of this thread; a single SELECT needs no transaction, and blocks no checkpoint for long."""
        held: _Held | None = getattr(self._of_thread, "held", None)
        if held is None or held.process != os.getpid():
            held = _Held(_connect(self.path))
            self._of_thread.held = held
            self._all.add(held)
        return held.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the one transaction that may write; all of it is kept, or nothing.

        Raises:
            Shredded: it would have written something for a shredded file.

        """
        connection = self.reading()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError) and str(error) == REFUSED_BY_TOMBSTONE:
                raise Shredded from None
            raise

    def checkpoint(self) -> bool:
        """Move the write-ahead log into the file and empty it; False if somebody still read an older state after half a minute."""
        busy, _, _ = self.reading().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Close every connection of this process."""
        for held in list(self._all):
            held.close()
        self._of_thread = threading.local()


def create(path: Path, master_id: str) -> None:
    """Make an empty key store that only its user can read, in one step; a master key of this id will wrap its keys.

    Raises:
        FileExistsError: there is a file of this name.

    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = _connect(beside)
    try:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO master_keys (key_id, wraps) VALUES (?, 1)", (master_id,))
    finally:
        connection.close()
    put_in_place(beside, path, replace=False)


def _connect(path: Path) -> sqlite3.Connection:
    # Never creates a file: an empty key store in the place of a lost one would look like one in order.
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=SECONDS_TO_WAIT, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise VaultNotReady(f"there is no key store at {path}; `vejviser vault init` makes one, or restore it from its copy")
    if path.stat().st_mode & OPEN_TO_OTHERS:
        raise VaultNotReady(f"the key store {path} is open to other users: chmod 600 it")


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise VaultNotReady(f"{path} is not a key store: {error}") from error
    if (application, version) != (APPLICATION, VERSION):
        raise VaultNotReady(f"{path} is not a key store of version {VERSION}")
