# SPDX-License-Identifier: EUPL-1.2
"""A shredded file is gone: at once, in every process, from the disk, and for ever."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from vejviser.vault.blind import BlindIndex
from vejviser.vault.opening import open_vault
from vejviser.vault.refusals import Shredded

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.vault.vault import Vault

FILE, ROW = UUID(int=1), UUID(int=2)
SHRED = """
import sys; from pathlib import Path; from uuid import UUID
from vejviser.vault.opening import open_vault
vault = open_vault(Path(sys.argv[1]), sys.argv[2]); print(vault.shred(UUID(int=1)).complete); vault.close()
"""


def bytes_on_disk(store_path: Path) -> bytes:
    """All that stands in the folder of the key store: the file, its write-ahead log, a journal if there is one."""
    return b"".join(path.read_bytes() for path in sorted(store_path.parent.iterdir()))


def test_what_another_process_shreds_is_unreadable_here_at_once(vault: Vault, store_path: Path, setting: str) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    assert vault.unseal(FILE, "B", "name", ROW, envelope) == b"Blessing"
    done = subprocess.run([sys.executable, "-c", SHRED, str(store_path), setting], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
    assert vault.is_shredded(FILE)
    with pytest.raises(Shredded):
        vault.unseal(FILE, "B", "name", ROW, envelope)


def test_a_shredded_file_can_never_be_written_again(vault: Vault) -> None:
    vault.seal(FILE, "B", "name", ROW, b"Blessing")
    vault.shred(FILE)
    for write in (
        lambda: vault.seal(FILE, "B", "name", ROW, b"again"),
        lambda: vault.rotate_section(FILE, "B"),
        lambda: vault.prepare_many([(FILE, "C")]),
        lambda: BlindIndex(vault).index_names(FILE, ["Blessing"], None),
    ):
        with pytest.raises(Shredded):
            write()
    assert vault.store.keys_of(FILE) == []


def test_shredding_twice_or_an_unknown_file_is_no_error(vault: Vault) -> None:
    vault.seal(FILE, "B", "name", ROW, b"Blessing")
    assert [vault.shred(FILE).keys, vault.shred(FILE).keys, vault.shred(uuid4()).keys] == [1, 0, 0]


def test_no_byte_of_a_destroyed_key_is_left_on_disk(vault: Vault, store_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311  it only spreads the files
    files = [UUID(int=chance.getrandbits(128)) for _ in range(1_500)]
    for start in range(0, len(files), 100):
        # In small parts, so that pages of the table are split and moved again and again.
        vault.prepare_many((file_id, section) for file_id in files[start : start + 100] for section in "ABCDE")
    for file_id in files[:40]:
        vault.rotate_section(file_id, "C")
    gone = files[:150]
    wrapped = [key.wrapped for file_id in gone for key in vault.store.keys_of(file_id)]
    assert len(wrapped) == 790
    before = bytes_on_disk(store_path)
    assert all(key in before for key in wrapped)
    assert all(vault.shred(file_id).complete for file_id in gone)
    after = bytes_on_disk(store_path)
    # Half a wrapped key is enough to look for: the beginning of a freed cell is overwritten anyway.
    assert [key for key in wrapped if key[:24] in after or key[30:54] in after] == []
    assert vault.store.counts().keys == 1_350 * 5 + 1


def test_no_name_key_of_a_shredded_file_is_left_on_disk(vault: Vault, store_path: Path) -> None:
    index = BlindIndex(vault)
    index.index_names(FILE, ["Blessing Osagie"], 1999)
    rows = vault.store.connections.reading().execute("SELECT name_key FROM names").fetchall()
    assert all(key in bytes_on_disk(store_path) for (key,) in rows)
    vault.shred(FILE)
    assert index.candidates(["Blessing Osagie"], 1999) == []
    assert [key for (key,) in rows if key in bytes_on_disk(store_path)] == []


def test_a_database_restored_from_before_brings_nothing_back(vault: Vault, tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "database.sqlite")
    database.execute("CREATE TABLE entry (content BLOB)")
    database.execute("INSERT INTO entry VALUES (?)", (vault.seal(FILE, "B", "name", ROW, b"Blessing"),))
    database.commit()
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    database.backup(copy)
    database.execute("DELETE FROM entry")
    database.commit()
    vault.shred(FILE)
    copy.backup(database)
    envelope = database.execute("SELECT content FROM entry").fetchone()[0]
    database.close()
    copy.close()
    with pytest.raises(Shredded):
        vault.unseal(FILE, "B", "name", ROW, envelope)


def test_a_copy_of_the_key_store_holds_what_is_needed_and_nothing_that_was_destroyed(vault: Vault, tmp_path: Path, setting: str) -> None:
    envelope = vault.seal(UUID(int=7), "B", "name", ROW, b"Grace")
    vault.seal(FILE, "B", "name", ROW, b"Blessing")
    destroyed = vault.store.keys_of(FILE)[0].wrapped
    vault.shred(FILE)
    copy = tmp_path / "copy.sqlite"
    vault.store.copy_to(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert destroyed not in copy.read_bytes()
    restored = open_vault(copy, setting)
    assert restored.unseal(UUID(int=7), "B", "name", ROW, envelope) == b"Grace"
    assert restored.is_shredded(FILE)
    restored.close()
