# SPDX-License-Identifier: EUPL-1.2
"""Bringing a backup back, into an empty home folder only; everything is checked before it is used."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import msgspec

from vejviser.ledger.keys import checkpoint_folder, keep_checkpoint
from vejviser.safekeeping import contents, recovery_key, sealed_files
from vejviser.safekeeping.database_files import settle
from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.site.postgres import Cluster, binaries, roles
from vejviser.site.postgres.server_user import server_user

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vejviser.safekeeping.contents import Manifest


def restore(backup: Path, keys: Path, identity: Path, home: Path) -> Manifest:
    """Restore a backup into a home folder that is empty or not there, without starting it; gives its manifest.

    Raises:
        SafekeepingRefused: the place is not empty, something is damaged, or does not belong together; the place is left empty.

    """
    identities, manifest = recovery_key.identities(identity), contents.read_manifest(backup)
    was_there = home.exists()
    if was_there and (not home.is_dir() or any(home.iterdir())):
        raise SafekeepingRefused(home, "is not empty; a backup is restored into an empty place only: name another folder with --home")
    # All of it is looked at before anything is written.
    sealed_files.check(backup / contents.DATABASE, manifest.database)
    sealed_files.check(backup / contents.CHECKPOINTS, manifest.checkpoints)
    sealed_files.check(keys, manifest.keys)
    cluster = Cluster(home)
    try:
        (_restore_cluster if manifest.kind == "cluster" else _restore_dump)(backup, manifest, identities, cluster)
        _restore_keys(keys, manifest, identities, home)
        signed = msgspec.json.decode((backup / contents.CHECKPOINTS).read_bytes(), type=dict[int, str])
        for size, note in signed.items():
            keep_checkpoint(checkpoint_folder(home), size, note)
    except BaseException:
        remove(home)
        if was_there:
            home.mkdir(mode=0o700)
        raise
    return manifest


def remove(home: Path) -> None:
    """Stop the database of a home folder and remove the folder, also what of it had to be kept elsewhere."""
    cluster = Cluster(home)
    if cluster.places.data.exists():
        cluster.stop()
    for link in (cluster.places.data, cluster.places.socket):
        if link.is_symlink():
            place = link.resolve()
            shutil.rmtree(place.parent if link == cluster.places.data else place, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _restore_cluster(backup: Path, manifest: Manifest, identities: list[Any], cluster: Cluster) -> None:
    user = server_user()
    cluster.places.prepare(user)
    place = cluster.places.new_data_place(user)
    making = place.with_name("data.making")
    making.mkdir(mode=0o700)
    roles.make_secrets(cluster.places.secrets)
    try:
        with _stream(backup / contents.DATABASE, manifest.database, identities, "database") as stream:
            _unpack(stream, making)
        settle(making, manifest.postgresql, cluster.places.secrets, user)
    except BaseException:
        # A place elsewhere is only known by the link that is made at the end.
        shutil.rmtree(making if place == cluster.places.data else place.parent, ignore_errors=True)
        raise
    making.rename(place)
    if place != cluster.places.data:
        cluster.places.data.symlink_to(place)


def _restore_dump(backup: Path, manifest: Manifest, identities: list[Any], cluster: Cluster) -> None:
    """Restore a dump into an embedded database of its own: from there it can be served, or moved to a server."""
    cluster.ensure_running()
    given = cluster.connection(roles.SUPERUSER)
    where = ["--host", given["host"], "--username", given["user"], "--no-password", "--dbname", given["dbname"]]
    program = binaries.find(int((cluster.places.data / "PG_VERSION").read_text(encoding="ascii"))).folder / "pg_restore"
    command = [str(program), *where, "--exit-on-error", "--no-owner", f"--role={roles.OWNER}"]
    environment = {**os.environ, "PGPASSWORD": given["password"]}
    with _stream(backup / contents.DATABASE, manifest.database, identities, "database") as stream:
        done = subprocess.run(command, env=environment, stdin=stream, capture_output=True, check=False)  # noqa: S603  found by `binaries`
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise SafekeepingRefused(backup, f"the dump cannot be restored: {said[0] if said else done.returncode}")
    cluster.stop()


def _restore_keys(keys: Path, manifest: Manifest, identities: list[Any], home: Path) -> None:
    folder = home / "keys"
    folder.mkdir(mode=0o700)
    with _stream(keys, manifest.keys, identities, "keys") as stream:
        _unpack(stream, folder)


@contextmanager
def _stream(source: Path, expected: sealed_files.Written, identities: list[Any], what: str) -> Iterator[IO[bytes]]:
    """Decrypt a file in a thread of its own, and give what comes out.

    Raises:
        SafekeepingRefused: it is damaged, or another key opens it; also where that stopped the reader.

    """
    reading, writing = os.pipe()
    faults: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(writing, "wb") as pipe:
            try:
                sealed_files.unseal(source, pipe, identities, expected, what)
            except (SafekeepingRefused, OSError) as fault:
                faults.append(fault)

    worker = threading.Thread(target=decrypt)
    worker.start()
    try:
        with os.fdopen(reading, "rb") as pipe:
            yield pipe
            while pipe.read(1 << 20):
                pass
    except (tarfile.TarError, OSError) as error:
        worker.join()
        raise next((fault for fault in faults if isinstance(fault, SafekeepingRefused)), SafekeepingRefused(source, str(error))) from error
    worker.join()
    if faults:
        raise faults[0]


def _unpack(stream: IO[bytes], folder: Path) -> None:
    """Unpack an archive; nothing in it can lead out of the folder."""
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        archive.extractall(folder, filter="data")
