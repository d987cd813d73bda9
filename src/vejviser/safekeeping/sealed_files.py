# SPDX-License-Identifier: EUPL-1.2
"""Streams into encrypted files and back: what passes is hashed, counted and shown as progress, and never held in memory as a whole."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

import pyrage

from vejviser.safekeeping.refused import SafekeepingRefused

if TYPE_CHECKING:
    from pathlib import Path

SECONDS_BETWEEN = 0.5
MEGABYTE = 1_000_000
DAMAGED = "it is damaged: not the file that was written; take another backup"


class Reading(Protocol):
    """Anything that bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give at most so many bytes; none at the end."""
        ...


class Written(NamedTuple):
    """An encrypted file: how large it is, and its digest."""

    bytes: int
    sha256: str


class Passing:
    """Passes bytes on to a file, or from it, hashing and counting them; says on a terminal how far it has come."""

    def __init__(self, file: IO[bytes], what: str) -> None:
        """Begin at nothing; `what` names it in the progress."""
        self._file, self._what = file, what
        self._digest, self.count, self._shown = hashlib.sha256(), 0, time.monotonic()

    def write(self, content: bytes) -> int:
        """Write all of it."""
        self._pass(content)
        self._file.write(content)
        return len(content)

    def read(self, size: int = -1) -> bytes:
        """Read some of it."""
        content = self._file.read(size)
        self._pass(content)
        return content

    def flush(self) -> None:
        """Pass on what waits."""
        self._file.flush()

    def written(self) -> Written:
        """Give what has passed."""
        return Written(self.count, self._digest.hexdigest())

    def rest(self) -> Written:
        """Read to the end, and give what has passed."""
        while self.read(1 << 20):
            pass
        return self.written()

    def _pass(self, content: bytes) -> None:
        self._digest.update(content)
        self.count += len(content)
        if sys.stderr.isatty() and time.monotonic() - self._shown > SECONDS_BETWEEN:
            self._shown = time.monotonic()
            sys.stderr.write(f"\r{self._what}: {self.count / MEGABYTE:,.0f} MB\x1b[K")
            sys.stderr.flush()


def seal(source: Reading, target: Path, recipients: list[Any], what: str) -> Written:
    """Encrypt a stream into a new file, which only its user can read and which is on the disk when this returns."""
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        passing = Passing(file, what)
        pyrage.encrypt_io(source, passing, recipients)
        file.flush()
        os.fsync(file.fileno())
    _end_of_progress()
    return passing.written()


def unseal(source: Path, target: IO[bytes], identities: list[Any], expected: Written, what: str) -> None:
    """Decrypt a file into a stream.

    Raises:
        SafekeepingRefused: it is not the file that was written, or another key opens it.

    """
    with source.open("rb") as file:
        passing = Passing(file, what)
        try:
            pyrage.decrypt_io(passing, target, identities)
        except (pyrage.DecryptError, OSError) as error:
            # A reader that ended early breaks the pipe: why, it says itself.
            if isinstance(error, BrokenPipeError):
                raise
            whole = passing.rest() == expected
            raise SafekeepingRefused(source, "this recovery key does not open it" if whole else DAMAGED) from error
        finally:
            _end_of_progress()
        if passing.rest() != expected:
            raise SafekeepingRefused(source, DAMAGED)


def check(source: Path, expected: Written) -> None:
    """Compare a file with what was written.

    Raises:
        SafekeepingRefused: it is another.

    """
    try:
        with source.open("rb") as file:
            same = Passing(file, f"checking {source.name}").rest() == expected
    except OSError as error:
        raise SafekeepingRefused(source, f"cannot be read: {error.strerror}") from error
    finally:
        _end_of_progress()
    if not same:
        raise SafekeepingRefused(source, DAMAGED)


def _end_of_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
