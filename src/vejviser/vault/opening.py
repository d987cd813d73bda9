# SPDX-License-Identifier: EUPL-1.2
"""Making the vault of an installation, and opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.vault.blind import PURPOSE
from vejviser.vault.key_store import KeyStore
from vejviser.vault.master_key import keys_in, new_key, parse, path_of, write_keys
from vejviser.vault.refusals import KeyMissing, Tampered, VaultNotReady
from vejviser.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def initialise(key_store: Path, setting: str) -> list[Path]:
    """Make what is missing: a master key, where a file is its place, and an empty key store. Gives the files that were made.

    Raises:
        VaultNotReady: there is a key store but not its master key, or the two do not belong together.

    """
    master_file = path_of(setting)
    # Looked at first: who makes the two at the same time in another process makes the master key before the key store.
    store_was_there = key_store.exists()
    if store_was_there and master_file is not None and not master_file.exists():
        raise VaultNotReady(f"the master key file {master_file} of the key store {key_store} is lost: restore it; a new one opens nothing")
    made = []
    if master_file is not None and _made(lambda: write_keys(master_file, (new_key(),), replace=False), master_file):
        made.append(master_file)
    master_id = parse(setting).key_id
    if _made(lambda: KeyStore.create(key_store, master_id).close(), key_store):
        made.append(key_store)
    open_vault(key_store, setting).close()
    return made


def _made(make: Callable[[], None], path: Path) -> bool:
    """Make a file unless it is there, or another process is first."""
    if path.exists():
        return False
    try:
        make()
    except FileExistsError:
        return False
    return True


def open_vault(key_store: Path, setting: str) -> Vault:
    """Open the vault of an installation.

    Raises:
        VaultNotReady: something of it is not there, is open to others, or the master key is not that of the key store.

    """
    vault = Vault(KeyStore(key_store), parse(setting), lambda: parse(setting))
    try:
        vault.own_key(PURPOSE)
    except (KeyMissing, Tampered):
        vault.close()
        raise VaultNotReady(f"the master key is not the one of the key store {key_store}") from None
    return vault


def renew_master(vault: Vault, setting: str, progress: Callable[[int], None]) -> int:
    """Make a new master key in the same file, before the older ones, and wrap every key by it; gives how many were wrapped.

    Processes that run meanwhile read the file again when they meet the new key. After an interruption this goes on with the key that was
    made. Older keys stay in the file, for copies of the key store from before, until `drop_older_keys`.

    Raises:
        VaultNotReady: the master key is not in a file.

    """
    path = _file_of(setting)
    if not vault.store.counts().keys_of_master.keys() - {parse(setting).key_id}:
        write_keys(path, (new_key(), *keys_in(path)), replace=True)
    return vault.rotate_master(parse(setting), progress)


def change_master(vault: Vault, new_setting: str, progress: Callable[[int], None]) -> int:
    """Wrap every key by the master key of another setting, whose file is made if it is not there; gives how many were wrapped.

    Processes that run meanwhile can read nothing until they are started with the new setting.

    Raises:
        VaultNotReady: the other setting gives no key.

    """
    path = path_of(new_setting)
    if path is not None:
        _made(lambda: write_keys(path, (new_key(),), replace=False), path)
    return vault.rotate_master(parse(new_setting), progress)


def drop_older_keys(vault: Vault, setting: str) -> int:
    """Take from the file every master key but the first; copies of the key store that they wrapped open nowhere any more. Gives how many.

    Raises:
        VaultNotReady: the master key is not in a file, or the key store still needs an older one.

    """
    path = _file_of(setting)
    keys = keys_in(path)
    if vault.store.counts().keys_of_master.keys() - {parse(setting).key_id}:
        raise VaultNotReady("a rotation is not finished: `vejviser vault rotate` goes on with it")
    write_keys(path, keys[:1], replace=True)
    return len(keys) - 1


def _file_of(setting: str) -> Path:
    path = path_of(setting)
    if path is None:
        raise VaultNotReady("the master key is not in a file: name another with --new-master")
    return path
