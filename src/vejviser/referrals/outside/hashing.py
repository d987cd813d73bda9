# SPDX-License-Identifier: EUPL-1.2
"""Argon2id over words and codes: 32 MiB, three passes, one lane (about 70 ms on one core), and never more than four at a time."""

from __future__ import annotations

import secrets
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

_KIB, _PASSES, _KEY_BYTES = 32 * 1024, 3, 32
SALT_BYTES: Final = 16
_AT_A_TIME: Final = BoundedSemaphore(4)
_HASHER: Final = PasswordHasher(time_cost=_PASSES, memory_cost=_KIB, parallelism=1, hash_len=_KEY_BYTES, salt_len=SALT_BYTES)
# What a word is compared with where there is nothing: made once, of something that nobody can type.
_NOTHING: Final = _HASHER.hash(secrets.token_hex(32))


def hashed(words: str) -> str:
    """Give the text that is stored instead of the words."""
    with _AT_A_TIME:
        return _HASHER.hash(words)


def fits(words: str, stored: str | None) -> bool:
    """Tell whether words are the stored ones; where nothing is stored the answer is no, after the same time."""
    with _AT_A_TIME:
        try:
            _HASHER.verify(stored or _NOTHING, words)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def key_of(code: str, salt: bytes) -> bytes:
    """Give the 256-bit key that follows from a code."""
    with _AT_A_TIME:
        return hash_secret_raw(code.encode(), salt, _PASSES, _KIB, 1, _KEY_BYTES, Type.ID)
