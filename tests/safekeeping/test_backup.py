# SPDX-License-Identifier: EUPL-1.2
"""A backup can be restored, is found out when it is not whole, and shows nothing to whoever finds it."""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.safekeeping.conftest import PLANTED, PROJECT, Copy, Installation
from vejviser.safekeeping import contents
from vejviser.safekeeping.backing_up import delete_old_keys
from vejviser.site.postgres.roles import SUPERUSER


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def copied(backup: Copy, to: Path) -> Copy:
    return Copy(shutil.copytree(backup.folder, to / backup.folder.name), Path(shutil.copy(backup.keys, to)), backup.identity)


def test_a_restored_backup_has_every_row_the_ledger_holds_and_its_content_opens(installation: Installation, backup: Copy) -> None:
    restored = installation.elsewhere()
    restored.verb("restore", *backup.arguments, "--home", restored.home)
    restored.verb("migrate")
    assert "The ledger holds" in restored.verb("ledger", "verify")
    proved = subprocess.check_output([sys.executable, "-m", "vejviser.safekeeping.proving"], env=restored.environment, cwd=PROJECT)
    assert json.loads(proved) == {"cases": 3, "sealed": 3, "opened": True}
    remembered, now = (one.cluster.connection(SUPERUSER)["password"] for one in (installation, restored))
    assert remembered != now, "the restored place has passwords of its own"


def test_a_drill_proves_the_copy_and_writes_that_into_the_ledger(installation: Installation, backup: Copy) -> None:
    assert "the copy is whole" in installation.verb("drill", *backup.arguments)
    outcome = json.loads(max((installation.home / "drills").iterdir()).read_text())
    assert (outcome["problems"], outcome["found"]["opened"]) == ([], True)
    with psycopg.connect(**installation.cluster.connection()) as connection:
        assert connection.execute("SELECT count(*) FROM ledger_entry WHERE action = 'drill:passed'").fetchone() == (1,)


@pytest.mark.parametrize("place", [300, -300])
def test_a_flipped_byte_of_the_database_is_found_and_nothing_is_left(
    installation: Installation, backup: Copy, tmp_path: Path, place: int
) -> None:
    damaged, empty = copied(backup, tmp_path), installation.elsewhere()
    flip(damaged.folder / contents.DATABASE, place)
    assert "damaged" in empty.verb("restore", *damaged.arguments, "--home", empty.home, code=2)
    assert not empty.home.exists()
    assert "THE DRILL FAILED" in installation.verb("drill", *damaged.arguments, code=1)


def test_a_flipped_byte_of_the_keys_is_found(installation: Installation, backup: Copy, tmp_path: Path) -> None:
    damaged, empty = copied(backup, tmp_path), installation.elsewhere()
    flip(damaged.keys, -20)
    assert "damaged" in empty.verb("restore", *damaged.arguments, "--home", empty.home, code=2)


def test_a_file_changed_before_it_was_encrypted_is_found(installation: Installation, backup: Copy, tmp_path: Path) -> None:
    """Whoever has the public key can make a new archive with a new digest; the manifest of PostgreSQL inside it still tells."""
    import io  # noqa: PLC0415
    import tarfile  # noqa: PLC0415

    import msgspec  # noqa: PLC0415
    import pyrage  # noqa: PLC0415

    from vejviser.safekeeping import recovery_key, sealed_files  # noqa: PLC0415

    forged, empty = copied(backup, tmp_path), installation.elsewhere()
    (identity,) = recovery_key.identities(backup.identity)
    plain = bytearray(pyrage.decrypt((forged.folder / contents.DATABASE).read_bytes(), [identity]))
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        table = max((one for one in archive if "/base/" in f"/{one.name}"), key=lambda one: one.size)
    plain[table.offset_data + 5000] ^= 1
    target = forged.folder / contents.DATABASE
    target.unlink()
    written = sealed_files.seal(io.BytesIO(plain), target, [identity.to_public()], "")
    manifest = msgspec.structs.replace(contents.read_manifest(forged.folder), database=written)
    (forged.folder / contents.MANIFEST).write_bytes(msgspec.json.encode(manifest))
    assert "is not the one that was backed up" in empty.verb("restore", *forged.arguments, "--home", empty.home, code=2)
    assert not empty.home.exists()


def test_a_database_of_ones_own_is_dumped_and_comes_back_whole(installation: Installation, backup: Copy) -> None:
    own, restored = installation.with_database_urls(), installation.elsewhere()
    folder, keys = (Path(line) for line in own.verb("backup", installation.folder / "dumps").splitlines()[:2])
    assert contents.read_manifest(folder).kind == "dump"
    restored.verb("restore", folder, "--keys", keys, "--identity", backup.identity, "--home", restored.home)
    restored.verb("migrate")
    restored.verb("check")
    restored.verb("ledger", "verify")
    with psycopg.connect(**restored.cluster.connection()) as connection:
        assert connection.execute("SELECT count(*) FROM cases_entry").fetchone() == (3,)


def test_nothing_is_restored_into_a_place_that_is_not_empty(installation: Installation, backup: Copy) -> None:
    assert "is not empty" in installation.verb("restore", *backup.arguments, "--home", installation.home, code=2)
    assert installation.cluster.is_running()


def test_another_recovery_key_opens_nothing(installation: Installation, backup: Copy, tmp_path: Path) -> None:
    import pyrage  # noqa: PLC0415

    other, empty = tmp_path / "other", installation.elsewhere()
    other.write_text(str(pyrage.x25519.Identity.generate()))
    told = empty.verb("restore", backup.folder, "--keys", backup.keys, "--identity", other, "--home", empty.home, code=2)
    assert "does not open it" in told


def test_a_backup_holds_no_planted_text_neither_encrypted_nor_opened(backup: Copy) -> None:
    import pyrage  # noqa: PLC0415

    from vejviser.safekeeping import recovery_key  # noqa: PLC0415

    (identity,) = recovery_key.identities(backup.identity)
    files = [backup.folder / contents.DATABASE, backup.keys]
    opened = [pyrage.decrypt(path.read_bytes(), [identity]) for path in files]
    assert len(opened[0]) > 1_000_000
    word = PLANTED.partition(" ")[0]
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    forms += [form.hex().encode() for form in forms] + [base64.b64encode(word.encode())[:-4]]
    for content in (*opened, *(path.read_bytes() for path in [*files, *backup.folder.iterdir()])):
        assert not [form for form in forms if form.lower() in content.lower()]


def test_a_backup_that_was_broken_off_leaves_nothing(installation: Installation, backup: Copy) -> None:
    before = sorted(backup.folder.parent.rglob("*"))
    store = installation.home / "keys" / "store.sqlite"
    store.rename(store.with_name("away"))
    try:
        installation.verb("backup", backup.folder.parent, code=2)
    finally:
        store.with_name("away").rename(store)
    assert sorted(backup.folder.parent.rglob("*")) == before


def test_copies_of_the_keys_are_deleted_after_thirty_days(tmp_path: Path) -> None:
    now = dt.datetime(2027, 3, 10, tzinfo=dt.UTC)
    for days in (0, 29, 31, 400):
        (tmp_path / f"{contents.name_at(now - dt.timedelta(days=days))}.age").touch()
    (tmp_path / "something-else.age").touch()
    assert len(delete_old_keys(tmp_path, now)) == 2
    assert len(list(tmp_path.iterdir())) == 3
