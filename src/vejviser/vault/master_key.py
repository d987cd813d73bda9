# SPDX-License-Identifier: EUPL-1.2
"""The master key: it wraps the keys of the key store, and is never kept beside them.

A setting says where it is: `file:/path`, or `command:/path/of/program argument ...`, whose standard output gives it (a hardware module, a
password store). Both hold one key a line, 64 hexadecimal digits: the first wraps, the others only open what they wrapped before.
A key service that never shows its key would be one more kind in `parse`, giving an object with the same three members.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vejviser.vault.refusals import KeyMissing, Tampered, VaultNotReady

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_LENGTH, NONCE_LENGTH, ID_LENGTH = 32, 12, 16
SECONDS_FOR_A_COMMAND = 30
OPEN_TO_OTHERS = 0o077


class MasterKey(Protocol):
    """What wraps keys of 32 bytes."""

    @property
    def key_id(self) -> str:
        """Which key wraps now; says nothing about the key itself."""
        ...

    def wrap(self, key: bytes, associated: bytes) -> bytes:
        """Wrap a key; it opens only with the same associated data."""
        ...

    def unwrap(self, key_id: str, wrapped: bytes, associated: bytes) -> bytes:
        """Open a wrapped key.

        Raises:
            KeyMissing: this is not, and does not hold, the master key of that id.
            Tampered: the wrapped key or its associated data differ.

        """
        ...


class LocalMasterKey:
    """Master keys in the memory of this process: the first wraps, all of them open."""

    def __init__(self, *keys: bytes) -> None:
        self._ciphers = {id_of(key): AESGCM(key) for key in keys}
        self.key_id = id_of(keys[0])

    def wrap(self, key: bytes, associated: bytes) -> bytes:
        """Wrap a key by AES-256-GCM: nonce, ciphertext, tag (60 bytes)."""
        nonce = os.urandom(NONCE_LENGTH)
        return nonce + self._ciphers[self.key_id].encrypt(nonce, key, associated)

    def unwrap(self, key_id: str, wrapped: bytes, associated: bytes) -> bytes:
        """Open a wrapped key; see `MasterKey.unwrap`."""
        if key_id not in self._ciphers:
            raise KeyMissing
        try:
            return self._ciphers[key_id].decrypt(wrapped[:NONCE_LENGTH], wrapped[NONCE_LENGTH:], associated)
        except InvalidTag:
            raise Tampered from None


class Together:
    """Two master keys as one, while the first takes the place of the second."""

    def __init__(self, wrapping: MasterKey, older: MasterKey) -> None:
        self._wrapping, self._older = wrapping, older
        self.key_id, self.wrap = wrapping.key_id, wrapping.wrap

    def unwrap(self, key_id: str, wrapped: bytes, associated: bytes) -> bytes:
        """Open a wrapped key with whichever of the two wrapped it; see `MasterKey.unwrap`."""
        master = self._wrapping if key_id == self.key_id else self._older
        return master.unwrap(key_id, wrapped, associated)


def id_of(key: bytes) -> str:
    """Give the id of a master key: the beginning of a hash of it."""
    return hashlib.sha256(b"vejviser master key" + key).hexdigest()[:ID_LENGTH]


def parse(setting: str) -> MasterKey:
    """Give the master key that a setting describes.

    Raises:
        VaultNotReady: the setting is of no known kind, or what it names gives no key; the text never holds what was read.

    """
    kind, colon, rest = setting.partition(":")
    if not colon or not rest or kind not in KINDS:
        raise VaultNotReady(f"the master key must be one of {', '.join(f'{name}:...' for name in KINDS)}; for example file:/path/of/master")
    return LocalMasterKey(*KINDS[kind](rest))


def path_of(setting: str) -> Path | None:
    """Give the path of a setting `file:/path`; None for another kind."""
    kind, _, rest = setting.partition(":")
    return Path(rest) if kind == "file" and rest else None


def keys_in(path: Path) -> tuple[bytes, ...]:
    """Read the keys of a key file.

    Raises:
        VaultNotReady: there is none, other users may read it, or it holds no keys.

    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except OSError as error:
        raise VaultNotReady(f"the master key file {path} cannot be read: {error.strerror}; `vejviser vault init` makes one") from error
    if mode & OPEN_TO_OTHERS:
        raise VaultNotReady(f"the master key file {path} is open to other users: chmod 600 it, and rotate it if others used this machine")
    return _keys_of_text(content, f"the master key file {path}")


def write_keys(path: Path, keys: tuple[bytes, ...], *, replace: bool) -> None:
    """Write a key file that only its user can read, in one step.

    Raises:
        FileExistsError: there is one, and it is not to be replaced.

    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.writelines(f"{key.hex()}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(beside, path, replace=replace)


def put_in_place(beside: Path, path: Path, *, replace: bool) -> None:
    """Give a finished file its name, so that nobody ever sees half of it.

    Raises:
        FileExistsError: there is a file of that name, and it is not to be replaced.

    """
    try:
        if replace:
            beside.replace(path)
        else:
            path.hardlink_to(beside)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def new_key() -> bytes:
    """Make a key of 32 random bytes."""
    return secrets.token_bytes(KEY_LENGTH)


def _keys_from_file(rest: str) -> tuple[bytes, ...]:
    return keys_in(Path(rest))


def _keys_from_command(rest: str) -> tuple[bytes, ...]:
    """Run the command without a shell; what it writes to either stream is shown nowhere."""
    try:
        done = subprocess.run(shlex.split(rest), capture_output=True, check=False, timeout=SECONDS_FOR_A_COMMAND, stdin=subprocess.DEVNULL)  # noqa: S603  the installation's own setting
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        # The error of a time-out holds what was written so far.
        raise VaultNotReady(f"the command of the master key did not run: {type(error).__name__}") from None
    if done.returncode:
        raise VaultNotReady(f"the command of the master key ended with {done.returncode}")
    return _keys_of_text(done.stdout, "the command of the master key")


def _keys_of_text(content: bytes, source: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(bytes.fromhex(line.decode("ascii")) for line in content.split())
    except ValueError:
        keys = ()
    if not keys or any(len(key) != KEY_LENGTH for key in keys):
        raise VaultNotReady(f"{source} must give one key a line, 64 hexadecimal digits each")
    return keys


KINDS: dict[str, Callable[[str], tuple[bytes, ...]]] = {"file": _keys_from_file, "command": _keys_from_command}
