# SPDX-License-Identifier: EUPL-1.2
"""The recovery key, in the format of age: its public half encrypts every backup, its secret half is kept by people, away from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyrage

from vejviser.safekeeping.refused import SafekeepingRefused

if TYPE_CHECKING:
    from pathlib import Path


class NewKey(NamedTuple):
    """A recovery key as it is made: `secret` is shown once and kept nowhere."""

    secret: str
    public: str


def make(home: Path, *, replace: bool = False) -> NewKey:
    """Make a recovery key, and keep its public half in the home folder for every later backup.

    Raises:
        SafekeepingRefused: there is one already, and it is not to be replaced.

    """
    path = recipient_file(home)
    if path.exists() and not replace:
        what = "there is a recovery key already; --replace makes a new one: older backups are opened by the older key only, so keep it"
        raise SafekeepingRefused(path, what)
    identity = pyrage.x25519.Identity.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(f"{identity.to_public()}\n", encoding="ascii")
    return NewKey(str(identity), str(identity.to_public()))


def recipient_file(home: Path) -> Path:
    """Give where the public half is kept."""
    return home / "recovery-recipient"


def recipients(home: Path, given: list[str]) -> list[pyrage.x25519.Recipient]:
    """Give whom to encrypt to: those given, else the one of the home folder.

    Raises:
        SafekeepingRefused: there is none, or one is no recipient.

    """
    path = recipient_file(home)
    if not given and not path.exists():
        what = "is needed: the public recovery key, age1…; `vejviser backup --new-recovery-key` makes one"
        raise SafekeepingRefused("--recipient", what)
    found = []
    for text in given or path.read_text(encoding="ascii").split():
        try:
            found.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError as error:
            raise SafekeepingRefused("--recipient", "must be a public key in the format of age, age1…") from error
    return found


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """Read a file with the secret half, as `vejviser backup --new-recovery-key` printed it or `age-keygen` wrote it.

    Raises:
        SafekeepingRefused: it cannot be read, or holds no secret key.

    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        found = [pyrage.x25519.Identity.from_str(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise SafekeepingRefused(path, "the file of the recovery key cannot be read") from error
    except pyrage.IdentityError:
        raise SafekeepingRefused(path, "must hold the secret recovery key, AGE-SECRET-KEY-1…") from None
    if not found:
        raise SafekeepingRefused(path, "must hold the secret recovery key, AGE-SECRET-KEY-1…")
    return found
