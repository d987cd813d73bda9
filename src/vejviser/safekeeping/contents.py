# SPDX-License-Identifier: EUPL-1.2
"""What a backup consists of, and the manifest that says so.

    FOLDER/vejviser-20270310T003000Z/manifest.json     what there is, with sizes and digests
    FOLDER/vejviser-20270310T003000Z/database.age      the database: a base backup (tar), or a dump of a database of one's own
    FOLDER/vejviser-20270310T003000Z/checkpoints.json  the signed checkpoints of the ledger from before it
    FOLDER/keys/vejviser-20270310T003000Z.age          the key store and the keys, apart: deleted after 30 days

The two are apart because a destroyed key must be gone everywhere after 30 days, while the database, unreadable without, may be kept.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.safekeeping.sealed_files import Written

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST: Final = "manifest.json"
DATABASE: Final = "database.age"
CHECKPOINTS: Final = "checkpoints.json"
KEYS_FOLDER: Final = "keys"
PREFIX: Final = "vejviser-"
STAMP: Final = "%Y%m%dT%H%M%SZ"
MAKING: Final = ".making"
Kind = Literal["cluster", "dump"]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup is. `kind`: the whole cluster, or a dump; `postgresql`: the major version; `ledger`: the entries signed before it."""

    format: Literal[1] = 1
    made_at: dt.datetime
    program: str
    kind: Kind
    postgresql: int
    database: Written
    checkpoints: Written
    keys: Written
    ledger: int


def name_at(moment: dt.datetime) -> str:
    """Give the name of a backup made at an instant."""
    return PREFIX + moment.astimezone(dt.UTC).strftime(STAMP)


def moment_of(name: str) -> dt.datetime | None:
    """Give the instant that a name says; None for what is no backup of ours."""
    try:
        return dt.datetime.strptime(name.removeprefix(PREFIX), STAMP).replace(tzinfo=dt.UTC) if name.startswith(PREFIX) else None
    except ValueError:
        return None


def read_manifest(backup: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises:
        SafekeepingRefused: there is none, or it is none that this program wrote.

    """
    path = backup / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise SafekeepingRefused(path, "cannot be read; name the folder of one backup, vejviser-…") from error
    except msgspec.MsgspecError as error:
        raise SafekeepingRefused(path, f"is no manifest of this program: {error}") from error
