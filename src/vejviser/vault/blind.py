# SPDX-License-Identifier: EUPL-1.2
"""The blind index: finds files that may be of the same person, without a name in any table.

A name key is an HMAC of a coarse sound of a name (`name_sounds`); the key of the HMAC is in the key store, wrapped by the master key.
It gives candidates only. Whoever is entitled opens their names and compares those.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from vejviser.vault.name_sounds import keys_of_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vejviser.vault.vault import Vault

PURPOSE = "blind index of names"
KEY_LENGTH = 12
# A year of birth is often an estimate, or is read from a document with one digit wrong.
YEARS_AROUND = (-1, 0, 1)


class BlindIndex:
    """The blind index of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self._connections = vault, vault.store.connections

    def index_names(self, file_id: UUID, names: Sequence[str], born: int | None) -> None:
        """Make a file findable by these names and this year of birth, and by no others any more.

        Raises:
            Shredded: the file is shredded.

        """
        keys = self._blind(keys_of_names(names, () if born is None else (born,)))
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM names WHERE file = ?", (file_id.bytes,))
            connection.executemany("INSERT INTO names VALUES (?, ?)", ((key, file_id.bytes) for key in keys))

    def candidates(self, names: Sequence[str], born: int | None) -> list[UUID]:
        """Give the files that share a name key, most likely first: a key that few files have counts for more."""
        years = () if born is None else tuple(born + difference for difference in YEARS_AROUND)
        weights: defaultdict[bytes, float] = defaultdict(float)
        for key in self._blind(keys_of_names(names, years)):
            files = [row[0] for row in self._connections.reading().execute("SELECT file FROM names WHERE name_key = ?", (key,))]
            for file in files:
                weights[file] += 1 / len(files)
        return [UUID(bytes=file) for file in sorted(weights, key=lambda file: (-weights[file], file))]

    def forget(self, file_id: UUID) -> None:
        """Make a file findable by no name; shredding does it too."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM names WHERE file = ?", (file_id.bytes,))
        self._connections.checkpoint()

    def _blind(self, keys: Iterable[str]) -> list[bytes]:
        secret = self._vault.own_key(PURPOSE)
        return sorted(hmac.digest(secret, key.encode(), "sha256")[:KEY_LENGTH] for key in keys)
