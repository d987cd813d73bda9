# SPDX-License-Identifier: EUPL-1.2
"""The key that signs checkpoints, and the files of signed checkpoints: both in the home folder, outside the database.

keys/ledger             the private key, made at first use; only its user can read it
keys/ledger.public      the public key, to hand to whoever checks
ledger/checkpoints/     one file for each checkpoint, named by the size of the tree
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

from vejviser.ledger.notes import SigningKey, VerifyingKey, parse_signing_key, parse_verifying_key

if TYPE_CHECKING:
    from pathlib import Path

SEED_BYTES: Final = 32
DIGITS: Final = 16


def signing_key(home: Path) -> SigningKey:
    """Give the signing key of an installation; made when there is none yet.

    Raises:
        NoteRefused: the file does not hold a key.
        PermissionError: others than its user may read the file.

    """
    path = home / "keys" / "ledger"
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others; run: chmod 600 {path}")
    return parse_signing_key(path.read_text(encoding="utf-8").strip())


def verifying_key(home: Path) -> VerifyingKey:
    """Give the public key of an installation.

    Raises:
        FileNotFoundError: no checkpoint was ever signed here.
        NoteRefused: the file does not hold a key.

    """
    return parse_verifying_key((home / "keys" / "ledger.public").read_text(encoding="utf-8").strip())


def checkpoint_folder(home: Path) -> Path:
    """Give where checkpoints are kept."""
    return home / "ledger" / "checkpoints"


def checkpoint_files(folder: Path) -> dict[int, str]:
    """Give the kept checkpoints by size, smallest first."""
    return {int(path.stem): path.read_text(encoding="utf-8") for path in _paths(folder)}


def latest_checkpoint(folder: Path) -> str | None:
    """Give the checkpoint of the largest tree; None where none was kept."""
    paths = _paths(folder)
    return paths[-1].read_text(encoding="utf-8") if paths else None


def keep_checkpoint(folder: Path, size: int, note: str) -> None:
    """Write a checkpoint's file, on disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / f"{size:0{DIGITS}}.txt", note)


def _paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.txt") if path.stem.isascii() and path.stem.isdigit())


def _make(path: Path) -> None:
    """Make a key with a name that no other installation has; two processes may ask at once, and the first one's key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = SigningKey(f"vejviser-{secrets.token_hex(8)}", secrets.token_bytes(SEED_BYTES))
    new = path.with_name(f".ledger.{secrets.token_hex(8)}")
    _write(new, key.written() + "\n")
    try:
        os.link(new, path)
    except FileExistsError:
        return
    finally:
        new.unlink()
    _write(path.with_name("ledger.public"), key.verifying.written() + "\n")


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its user alone."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
