# SPDX-License-Identifier: EUPL-1.2
"""The keys as one archive: the key store as of one moment, the master key where it is in a file, and the key that signs the ledger."""

from __future__ import annotations

import os
import tarfile
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vejviser.safekeeping import sealed_files
from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.vault.key_store import KeyStore
from vejviser.vault.master_key import path_of
from vejviser.vault.refusals import VaultNotReady

if TYPE_CHECKING:
    from typing import Any

    from vejviser.safekeeping.sealed_files import Written
    from vejviser.site.environment import Environment

STORE: Final = "store.sqlite"
MASTER: Final = "master"
OTHERS: Final = ("ledger", "ledger.public")
# In memory: a copy on a disk would keep a key that is destroyed later.
MEMORY: Final = Path("/dev/shm")  # noqa: S108  a folder of one's own is made in it


def seal_keys(environment: Environment, target: Path, recipients: list[Any]) -> Written:
    """Write the archive of the keys, encrypted."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else environment.key_store.parent
    with tempfile.TemporaryDirectory(prefix=".vejviser-", dir=place) as folder:
        copy = Path(folder) / STORE
        _copy(environment.key_store, copy)
        return _sealed({STORE: copy, **_files(environment)}, target, recipients)


def _copy(key_store: Path, copy: Path) -> None:
    try:
        store = KeyStore(key_store)
    except VaultNotReady as error:
        raise SafekeepingRefused(key_store, str(error)) from error
    try:
        store.copy_to(copy)
    finally:
        store.close()


def _files(environment: Environment) -> dict[str, Path]:
    """Give the key files that there are. A master key that a command gives is kept wherever that command takes it from."""
    folder = environment.home / "keys"
    found = {name: folder / name for name in OTHERS}
    master = path_of(environment.master_key)
    if master is not None:
        found[MASTER] = master
    return {name: path for name, path in found.items() if path.exists()}


def _sealed(files: dict[str, Path], target: Path, recipients: list[Any]) -> Written:
    reading, writing = os.pipe()

    def pack() -> None:
        with os.fdopen(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as archive:
            for name, path in files.items():
                archive.add(path, name, recursive=False, filter=_without_owner)

    packer = threading.Thread(target=pack)
    packer.start()
    try:
        with os.fdopen(reading, "rb") as pipe:
            return sealed_files.seal(pipe, target, recipients, "keys")
    finally:
        packer.join()


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry
