# SPDX-License-Identifier: EUPL-1.2
"""Putting one master key in the place of another: every key is wrapped anew, and no content is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.vault.key_store import StoredKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from vejviser.vault.key_store import KeyStore
    from vejviser.vault.master_key import MasterKey


def associated_with(file_id: UUID, section: str, version: int) -> bytes:
    """Give what a wrapped section key is bound to, so that it cannot serve another file, section or version."""
    return b"section key" + file_id.bytes + version.to_bytes(4, "big") + section.encode()


def rewrap_all(store: KeyStore, older: MasterKey, new: MasterKey, progress: Callable[[int], None]) -> int:
    """Wrap by `new` every key of the store that it did not wrap yet; gives how many.

    New keys are refused to whoever still holds only the older master key, from the first step on; so one pass finds them all. At the end
    the file is written anew, so that no older wrapping is left in it.

    Raises:
        KeyMissing: a key was wrapped by neither of the two.

    """
    store.let_wrap(new.key_id)
    done = 0
    for part in store.wrapped_by_others(new.key_id):
        store.replace_many(_rewrapped(key, older, new) for key in part)
        done += len(part)
        progress(done)
    # Last, so that the older master key opens the vault again after an interruption.
    for purpose in store.own_purposes():
        done += _rewrap_own(store, purpose, older, new)
    store.compact()
    return done


def _rewrap_own(store: KeyStore, purpose: str, older: MasterKey, new: MasterKey) -> int:
    found = store.own_key(purpose)
    if found is None or found[0] == new.key_id:
        return 0
    key = older.unwrap(*found, purpose.encode())
    store.put_own_key(purpose, new.wrap(key, purpose.encode()), new.key_id, replace=True)
    return 1


def _rewrapped(key: StoredKey, older: MasterKey, new: MasterKey) -> StoredKey:
    associated = associated_with(key.file_id, key.section, key.version)
    wrapped = new.wrap(older.unwrap(key.master_id, key.wrapped, associated), associated)
    return StoredKey(key.file_id, key.section, key.version, wrapped, new.key_id)
