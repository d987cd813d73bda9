# SPDX-License-Identifier: EUPL-1.2
"""Sealing and opening contents with a key per file and section; destroying those keys.

No unwrapped key is kept between two calls: a file that is shredded by one process cannot be read by another one from that moment on.
Reading the wrapped keys again costs less than the decryption of the request that asks for them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vejviser.vault.envelope import Place, key_version_of, open_envelope, seal_envelope
from vejviser.vault.key_store import ROWS_AT_ONCE, KeyStore, StoredKey
from vejviser.vault.master_key import Together, new_key
from vejviser.vault.refusals import KeyMissing, Shredded
from vejviser.vault.rewrapping import associated_with, rewrap_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from vejviser.vault.key_store import Wiped
    from vejviser.vault.master_key import MasterKey

_Result = TypeVar("_Result")


class Clear(NamedTuple):
    """A content to seal, and its place."""

    file_id: UUID
    section: str
    field: str
    row: UUID
    plaintext: bytes

    @property
    def place(self) -> Place:
        """Where it belongs."""
        return Place(*self[:4])


class Sealed(NamedTuple):
    """A sealed content, and the place where it was found."""

    file_id: UUID
    section: str
    field: str
    row: UUID
    envelope: bytes

    @property
    def place(self) -> Place:
        """Where it was found."""
        return Place(*self[:4])


class Vault:
    """The keys of one key store, opened by a master key."""

    def __init__(self, store: KeyStore, master: MasterKey, reload: Callable[[], MasterKey] | None = None) -> None:
        """Use a master key; `reload` reads its setting again after somebody replaced it."""
        self.store, self.master, self._reload = store, master, reload

    def seal(self, file_id: UUID, section: str, field: str, row: UUID, plaintext: bytes) -> bytes:
        """Seal one content; the key of its section is made when it is the first.

        Raises:
            Shredded: the file is shredded.
            KeyMissing: its key was wrapped by a master key that this process does not have.

        """
        return self.seal_many([Clear(file_id, section, field, row, plaintext)])[0]

    def unseal(self, file_id: UUID, section: str, field: str, row: UUID, envelope: bytes) -> bytes:
        """Open one content.

        Raises:
            Shredded: the file is shredded.
            Tampered: it is not what was sealed at this place.
            KeyMissing: its key is not in the key store, or another master key wrapped it.

        """
        return self.unseal_many([Sealed(file_id, section, field, row, envelope)])[0]

    def seal_many(self, contents: Sequence[Clear]) -> list[bytes]:
        """Seal contents of any number of files, in their order; one read of the key store a file. Raises as `seal`."""
        return self._with_present_master(lambda: self._seal_many(contents))

    def unseal_many(self, contents: Sequence[Sealed]) -> list[bytes]:
        """Open contents of any number of files, in their order; one read of the key store a file. Raises as `unseal`."""
        return self._with_present_master(lambda: self._unseal_many(contents))

    def prepare_many(self, sections: Iterable[tuple[UUID, str]]) -> None:
        """Make the first key of many sections at once; one that has a key keeps it. Raises as `seal`."""
        waiting = iter(sections)
        while part := list(islice(waiting, ROWS_AT_ONCE)):
            self._prepare(part)

    def shred(self, file_id: UUID) -> Wiped:
        """Make every content of a file unreadable for ever; to do it twice is no error."""
        return self.store.shred(file_id)

    def is_shredded(self, file_id: UUID) -> bool:
        """Whether the keys of a file were destroyed."""
        return self.store.is_shredded(file_id)

    def rotate_section(self, file_id: UUID, section: str) -> int:
        """Make a new version of a key, for what is sealed from now on; older versions stay readable. Gives the version.

        Raises:
            Shredded: the file is shredded.

        """
        version = 1 + max((key.version for key in self.store.keys_of(file_id) if key.section == section), default=0)
        self._with_present_master(lambda: self.store.add_many([self._new_key(file_id, section, version)]))
        return version

    def rotate_master(self, new: MasterKey, progress: Callable[[int], None] = lambda _: None) -> int:
        """Wrap every key by another master key; gives how many. After an interruption, call it again with the same two keys.

        `progress` is called with the number of keys done so far.
        """
        # What was wrapped by either is readable here while it lasts, and still is if it is interrupted.
        older, self.master = self.master, Together(new, self.master)
        done = rewrap_all(self.store, older, new, progress)
        self.master = new
        return done

    def own_key(self, purpose: str) -> bytes:
        """Give a key of the vault itself, made at first use.

        Raises:
            KeyMissing: another master key wrapped it.

        """
        return self._with_present_master(lambda: self._own_key(purpose))

    def close(self) -> None:
        """Close the key store."""
        self.store.close()

    def _with_present_master(self, action: Callable[[], _Result]) -> _Result:
        """Do something; if the master key was replaced since this process read it, read it again and do it once more."""
        try:
            return action()
        except KeyMissing:
            if self._reload is None:
                raise
            self.master = self._reload()
            return action()

    def _seal_many(self, contents: Sequence[Clear]) -> list[bytes]:
        newest = self._newest({content.file_id for content in contents})
        missing = {content[:2] for content in contents} - newest.keys()
        if missing:
            self.store.add_many(self._new_key(file_id, section, 1) for file_id, section in missing)
            # Another process may have been first; what the store kept is the key.
            newest |= self._newest({file_id for file_id, _ in missing})
        if {content[:2] for content in contents} - newest.keys():
            raise Shredded
        ciphers = {(content.file_id, content.section): self._cipher(newest[content[:2]]) for content in contents}
        return [seal_envelope(ciphers[content[:2]], newest[content[:2]].version, content.place, content.plaintext) for content in contents]

    def _prepare(self, sections: list[tuple[UUID, str]]) -> None:
        self._with_present_master(lambda: self.store.add_many(self._new_key(*one, 1) for one in sections))

    def _newest(self, files: set[UUID]) -> dict[tuple[UUID, str], StoredKey]:
        # Versions come in rising order, so the last one stays.
        return {(key.file_id, key.section): key for file_id in files for key in self.store.keys_of(file_id)}

    def _unseal_many(self, contents: Sequence[Sealed]) -> list[bytes]:
        files = {content.file_id for content in contents}
        keys = {key[:3]: key for file_id in files for key in self.store.keys_of(file_id)}
        ciphers: dict[tuple[UUID, str, int], AESGCM] = {}
        opened = []
        for content in contents:
            wanted = (content.file_id, content.section, key_version_of(content.envelope))
            if wanted not in ciphers:
                ciphers[wanted] = self._cipher(self._found(keys, wanted))
            opened.append(open_envelope(ciphers[wanted], content.place, content.envelope))
        return opened

    def _found(self, keys: dict[tuple[UUID, str, int], StoredKey], wanted: tuple[UUID, str, int]) -> StoredKey:
        if wanted in keys:
            return keys[wanted]
        raise Shredded if self.store.is_shredded(wanted[0]) else KeyMissing

    def _cipher(self, key: StoredKey) -> AESGCM:
        return AESGCM(self.master.unwrap(key.master_id, key.wrapped, associated_with(key.file_id, key.section, key.version)))

    def _new_key(self, file_id: UUID, section: str, version: int) -> StoredKey:
        wrapped = self.master.wrap(new_key(), associated_with(file_id, section, version))
        return StoredKey(file_id, section, version, wrapped, self.master.key_id)

    def _own_key(self, purpose: str) -> bytes:
        found = self.store.own_key(purpose)
        if found is None:
            self.store.put_own_key(purpose, self.master.wrap(new_key(), purpose.encode()), self.master.key_id)
            return self._own_key(purpose)
        return self.master.unwrap(*found, purpose.encode())
