# SPDX-License-Identifier: EUPL-1.2
"""The key store: wrapped keys, tombstones and the blind index, in one SQLite file apart from the database.

It holds nothing that is readable without the master key. It is apart because PostgreSQL keeps a deleted row in its log for weeks; here a
destroyed key is gone from the file when `shred` returns.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from vejviser.vault.connections import Connections, create
from vejviser.vault.refusals import MasterReplaced

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ROWS_AT_ONCE = 20_000


class StoredKey(NamedTuple):
    """One version of the key of a section of a file, wrapped."""

    file_id: UUID
    section: str
    version: int
    wrapped: bytes
    master_id: str


class Wiped(NamedTuple):
    """What shredding did."""

    keys: int
    """How many wrapped keys were destroyed."""
    complete: bool
    """Whether the write-ahead log was emptied too; if not, a later checkpoint does it."""


class Counts(NamedTuple):
    """How much the key store holds."""

    files: int
    keys: int
    shredded: int
    names: int
    keys_of_master: dict[str, int]


class KeyStore:
    """One key store; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open it; see `Connections` for what is refused."""
        self.connections = Connections(path)

    @classmethod
    def create(cls, path: Path, master_id: str) -> KeyStore:
        """Make an empty key store, whose keys a master key of this id will wrap.

        Raises:
            FileExistsError: there is a file of this name.

        """
        create(path, master_id)
        return cls(path)

    def let_wrap(self, master_id: str) -> None:
        """From now on refuse new keys that another master key wrapped."""
        with self.connections.writing() as connection:
            connection.execute("UPDATE master_keys SET wraps = 0 WHERE wraps = 1")
            connection.execute(
                "INSERT INTO master_keys (key_id, wraps) VALUES (?, 1) ON CONFLICT (key_id) DO UPDATE SET wraps = 1", (master_id,)
            )

    def wrapping_master(self) -> str:
        """Give the id of the master key that wraps new keys."""
        row = self.connections.reading().execute("SELECT key_id FROM master_keys WHERE wraps = 1").fetchone()
        return str(row[0])

    def keys_of(self, file_id: UUID) -> list[StoredKey]:
        """Give every key of a file in one read, oldest version first; none for a shredded or unknown file."""
        rows = self.connections.reading().execute(
            "SELECT section, version, wrapped, key_id FROM section_keys JOIN master_keys ON number = master"
            " WHERE file = ? ORDER BY section, version",
            (file_id.bytes,),
        )
        return [StoredKey(file_id, *row) for row in rows]

    def add_many(self, keys: Iterable[StoredKey]) -> None:
        """Add keys, 20,000 a transaction; where a key of that file, section and version is there, it stays and the new one is dropped.

        Raises:
            Shredded: one of the files is shredded; its transaction adds nothing.
            MasterReplaced: another master key wraps now.

        """
        waiting = iter(keys)
        while part := list(islice(waiting, ROWS_AT_ONCE)):
            # In the order of the table: each page is then written once.
            part.sort(key=lambda key: key.file_id.bytes)
            with self.connections.writing() as connection:
                number_of = _wrapping_number(connection, {key.master_id for key in part})
                connection.executemany(
                    "INSERT INTO section_keys VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    ((key.file_id.bytes, key.section, key.version, key.wrapped, number_of) for key in part),
                )

    def shred(self, file_id: UUID) -> Wiped:
        """Destroy every key and every name key of a file for ever, and leave a tombstone that refuses new ones."""
        with self.connections.writing() as connection:
            connection.execute("INSERT INTO shredded VALUES (?) ON CONFLICT DO NOTHING", (file_id.bytes,))
            connection.execute("DELETE FROM names WHERE file = ?", (file_id.bytes,))
            keys = connection.execute("DELETE FROM section_keys WHERE file = ?", (file_id.bytes,)).rowcount
        return Wiped(keys, self.connections.checkpoint())

    def is_shredded(self, file_id: UUID) -> bool:
        """Whether the keys of a file were destroyed."""
        found = self.connections.reading().execute("SELECT 1 FROM shredded WHERE file = ?", (file_id.bytes,))
        return found.fetchone() is not None

    def own_key(self, purpose: str) -> tuple[str, bytes] | None:
        """Give a key of the store itself, such as that of the blind index: the id of its master key, and the wrapped key."""
        found = self.connections.reading().execute(
            "SELECT key_id, wrapped FROM own_keys JOIN master_keys ON number = master WHERE purpose = ?", (purpose,)
        )
        row: tuple[str, bytes] | None = found.fetchone()
        return row

    def put_own_key(self, purpose: str, wrapped: bytes, master_id: str, *, replace: bool = False) -> None:
        """Keep a key of the store itself; one that is there stays, unless it is to be replaced.

        Raises:
            MasterReplaced: another master key wraps now.

        """
        conflict = "DO UPDATE SET wrapped = excluded.wrapped, master = excluded.master" if replace else "DO NOTHING"
        with self.connections.writing() as connection:
            number = _wrapping_number(connection, {master_id})
            connection.execute(f"INSERT INTO own_keys VALUES (?, ?, ?) ON CONFLICT (purpose) {conflict}", (purpose, wrapped, number))  # noqa: S608  one of two texts above

    def own_purposes(self) -> list[str]:
        """Give the purposes of the keys of the store itself."""
        return [str(row[0]) for row in self.connections.reading().execute("SELECT purpose FROM own_keys ORDER BY purpose")]

    def wrapped_by_others(self, master_id: str, number_of_rows: int = ROWS_AT_ONCE) -> Iterator[list[StoredKey]]:
        """Give, in parts and in one pass, the keys that this master key did not wrap."""
        after: tuple[bytes, str, int] = (b"", "", 0)
        while True:
            rows = self.connections.reading().execute(
                "SELECT file, section, version, wrapped, key_id FROM section_keys JOIN master_keys ON number = master"
                " WHERE (file, section, version) > (?, ?, ?) AND key_id <> ? ORDER BY file, section, version LIMIT ?",
                (*after, master_id, number_of_rows),
            )
            part = [StoredKey(UUID(bytes=file), *rest) for file, *rest in rows]
            if not part:
                return
            yield part
            after = (part[-1].file_id.bytes, part[-1].section, part[-1].version)

    def replace_many(self, keys: Iterable[StoredKey]) -> None:
        """Put other wrappings of the same keys in their place; a key that was shredded meanwhile stays away.

        Raises:
            MasterReplaced: another master key wraps now.

        """
        waiting = list(keys)
        with self.connections.writing() as connection:
            number = _wrapping_number(connection, {key.master_id for key in waiting})
            connection.executemany(
                "UPDATE section_keys SET wrapped = ?, master = ? WHERE file = ? AND section = ? AND version = ?",
                ((key.wrapped, number, key.file_id.bytes, key.section, key.version) for key in waiting),
            )

    def compact(self) -> bool:
        """Write the whole file anew and empty the log; False if the log is still being read."""
        self.connections.reading().execute("VACUUM")
        return self.connections.checkpoint()

    def copy_to(self, path: Path) -> None:
        """Write a copy as of one moment, which only its user can read; it holds nothing of what was destroyed before.

        Raises:
            FileExistsError: there is a file of this name.

        """
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self.connections.reading().execute("VACUUM INTO ?", (str(path),))

    def counts(self) -> Counts:
        """Count what the store holds."""
        connection = self.connections.reading()
        keys = Counter[str](
            dict(connection.execute("SELECT key_id, count(*) FROM section_keys JOIN master_keys ON number = master GROUP BY number"))
        )
        keys.update(row[0] for row in connection.execute("SELECT key_id FROM own_keys JOIN master_keys ON number = master"))
        files, shredded, names = (
            connection.execute(f"SELECT count({what}) FROM {table}").fetchone()[0]  # noqa: S608  the three pairs below
            for what, table in (("DISTINCT file", "section_keys"), ("*", "shredded"), ("DISTINCT file", "names"))
        )
        return Counts(files, keys.total(), shredded, names, dict(keys))

    def close(self) -> None:
        """Close the connections of this process."""
        self.connections.close()


def _wrapping_number(connection: sqlite3.Connection, master_ids: set[str]) -> int:
    """Give the number of the master key that wraps now, if it is the one that was used."""
    number, key_id = connection.execute("SELECT number, key_id FROM master_keys WHERE wraps = 1").fetchone()
    if master_ids - {key_id}:
        raise MasterReplaced
    return int(number)
