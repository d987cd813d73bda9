# SPDX-License-Identifier: EUPL-1.2
"""The vault of this installation, as the rest of the service uses it: one, opened at first use, from the settings."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from vejviser.vault.blind import BlindIndex
from vejviser.vault.key_store import KeyStore
from vejviser.vault.opening import initialise, open_vault
from vejviser.vault.refusals import KeyMissing, Shredded, Tampered, Unreadable, VaultNotReady
from vejviser.vault.vault import Clear, Sealed, Vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from vejviser.vault.key_store import Wiped

__all__ = [
    "Clear",
    "KeyMissing",
    "Sealed",
    "Shredded",
    "Tampered",
    "Unreadable",
    "VaultNotReady",
    "candidates",
    "forget_names",
    "index_names",
    "is_shredded",
    "opened",
    "prepare_many",
    "reset",
    "rotate_section",
    "seal",
    "seal_many",
    "shred",
    "shred_without_master",
    "unseal",
    "unseal_many",
]

_opening = threading.Lock()
_opened: dict[str, Vault] = {}


def opened() -> Vault:
    """Give the vault. One that does not exist yet is made here in a demo or test kit only, never where cases are real.

    Raises:
        VaultNotReady: it cannot be opened; the text says what to do.

    """
    vault = _opened.get("vault")
    if vault is not None:
        return vault
    with _opening:
        if "vault" not in _opened:
            key_store = Path(settings.KEY_STORE)
            if settings.INSTALLATION != "real" and not key_store.exists():
                initialise(key_store, settings.MASTER_KEY)
            _opened["vault"] = open_vault(key_store, settings.MASTER_KEY)
        return _opened["vault"]


def reset() -> None:
    """Close the vault; the next use opens the one that the settings name then."""
    with _opening:
        vault = _opened.pop("vault", None)
        if vault is not None:
            vault.close()


def seal(file_id: UUID, section: str, field: str, row: UUID, plaintext: bytes) -> bytes:
    """Seal one content for its place; see `Vault.seal`."""
    return opened().seal(file_id, section, field, row, plaintext)


def unseal(file_id: UUID, section: str, field: str, row: UUID, envelope: bytes) -> bytes:
    """Open one content; see `Vault.unseal`."""
    return opened().unseal(file_id, section, field, row, envelope)


def seal_many(contents: Sequence[Clear]) -> list[bytes]:
    """Seal contents in their order; see `Vault.seal_many`."""
    return opened().seal_many(contents)


def unseal_many(contents: Sequence[Sealed]) -> list[bytes]:
    """Open contents in their order; see `Vault.unseal_many`."""
    return opened().unseal_many(contents)


def prepare_many(sections: Iterable[tuple[UUID, str]]) -> None:
    """Make the first key of many sections at once; see `Vault.prepare_many`."""
    opened().prepare_many(sections)


def rotate_section(file_id: UUID, section: str) -> int:
    """Make a new version of the key of a section, for what is sealed from now on; see `Vault.rotate_section`."""
    return opened().rotate_section(file_id, section)


def shred(file_id: UUID) -> Wiped:
    """Make every content of a file unreadable for ever; see `Vault.shred`."""
    return opened().shred(file_id)


def shred_without_master(files: Iterable[UUID]) -> None:
    """Make every content of files unreadable for ever, in a process that has the key store and not the master key: it can read nothing."""
    store = KeyStore(Path(settings.KEY_STORE))
    try:
        for file_id in files:
            store.shred(file_id)
    finally:
        store.close()


def is_shredded(file_id: UUID) -> bool:
    """Whether the keys of a file were destroyed."""
    return opened().is_shredded(file_id)


def index_names(file_id: UUID, names: Sequence[str], born: int | None) -> None:
    """Make a file findable by these names and this year of birth alone; see `BlindIndex.index_names`."""
    BlindIndex(opened()).index_names(file_id, names, born)


def candidates(names: Sequence[str], born: int | None) -> list[UUID]:
    """Give the files that may be of the same person, most likely first; see `BlindIndex.candidates`."""
    return BlindIndex(opened()).candidates(names, born)


def forget_names(file_id: UUID) -> None:
    """Make a file findable by no name; see `BlindIndex.forget`."""
    BlindIndex(opened()).forget(file_id)
