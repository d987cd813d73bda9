# SPDX-License-Identifier: EUPL-1.2
"""Making a backup. A backup has its name only once all of it is on the disk."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from vejviser import __version__
from vejviser.ledger.keys import checkpoint_files, checkpoint_folder
from vejviser.safekeeping import contents, database, recovery_key, sealed_files
from vejviser.safekeeping.keys import seal_keys
from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.safekeeping.sealed_files import Passing, Written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from vejviser.site.environment import Environment

KEYS_KEPT: Final = dt.timedelta(days=30)
LOCK: Final = ".lock"


class Made(NamedTuple):
    """A backup that was made: its folder, the file of its keys, its manifest, and the older files of keys that were deleted."""

    folder: Path
    keys: Path
    manifest: contents.Manifest
    deleted: list[Path]


def back_up(environment: Environment, folder: Path, recipients: list[str], now: dt.datetime) -> Made:
    """Make a backup of an installation in a folder.

    Raises:
        SafekeepingRefused: something is in the way; nothing half-done is left.

    """
    to = recovery_key.recipients(environment.home, recipients)
    _make_folder(folder)
    with _alone(folder):
        return _back_up(environment, folder, to, now)


def _back_up(environment: Environment, folder: Path, to: list[Any], now: dt.datetime) -> Made:
    name = contents.name_at(now)
    final, keys = folder / name, folder / contents.KEYS_FOLDER / f"{name}.age"
    making, keys_making = final.with_name(name + contents.MAKING), keys.with_name(keys.name + contents.MAKING)
    if final.exists() or making.exists():
        raise SafekeepingRefused(final, "is there already; wait a second and call again")
    _forget_killed(folder, keys.parent)
    try:
        making.mkdir(mode=0o700)
        manifest = _fill(environment, making, keys_making, to, now)
        keys_making.rename(keys)
        making.rename(final)
        _sync(keys.parent, folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        for path in (keys_making, *([keys] if not final.exists() else [])):
            path.unlink(missing_ok=True)
        raise
    return Made(final, keys, manifest, delete_old_keys(keys.parent, now))


def delete_old_keys(folder: Path, now: dt.datetime) -> list[Path]:
    """Delete the copies of the keys that are older than 30 days: until then a destroyed key could still be brought back."""
    old = []
    for path in sorted(folder.glob(f"{contents.PREFIX}*.age*")):
        made_at = contents.moment_of(path.name.partition(".")[0])
        if made_at is not None and now - made_at > KEYS_KEPT:
            path.unlink()
            old.append(path)
    return old


def _fill(environment: Environment, making: Path, keys: Path, to: list[Any], now: dt.datetime) -> contents.Manifest:
    """Write everything in this order: signed checkpoints that the database must continue, the database, every key that it needs."""
    signed = checkpoint_files(checkpoint_folder(environment.home))
    checkpoints = _write(making / contents.CHECKPOINTS, msgspec.json.encode(signed))
    program = database.program_for(environment)
    with database.running(program) as stream:
        written = sealed_files.seal(stream, making / contents.DATABASE, to, "database")
    manifest = contents.Manifest(
        made_at=now,
        program=__version__,
        kind=program.kind,
        postgresql=program.major,
        database=written,
        checkpoints=checkpoints,
        keys=seal_keys(environment, keys, to),
        ledger=max(signed, default=0),
    )
    _write(making / contents.MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    _sync(making)
    return manifest


def _write(path: Path, content: bytes) -> Written:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        passing = Passing(file, path.name)
        passing.write(content)
        file.flush()
        os.fsync(file.fileno())
    return passing.written()


def _make_folder(folder: Path) -> None:
    try:
        (folder / contents.KEYS_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / LOCK).touch(mode=0o600)
    except OSError as error:
        raise SafekeepingRefused(folder, f"cannot be written to: {error.strerror}") from error


def _forget_killed(folder: Path, keys: Path) -> None:
    """Remove what a backup that was killed left behind: it is no backup."""
    for left in folder.glob(f"{contents.PREFIX}*{contents.MAKING}"):
        shutil.rmtree(left)
    for left in keys.glob(f"{contents.PREFIX}*{contents.MAKING}"):
        left.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SafekeepingRefused(folder, "another backup is being made there; wait until it has ended") from None
        yield


def _sync(*folders: Path) -> None:
    for folder in folders:
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
