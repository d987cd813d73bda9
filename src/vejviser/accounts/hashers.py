# SPDX-License-Identifier: EUPL-1.2
"""How passwords are kept: Argon2id with 128 MiB, and never more than two at a time in one process."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher

# 128 MiB each: without this, as many sign-ins at once as there are threads would take all memory.
_AT_A_TIME: Final = BoundedSemaphore(2)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id, 128 MiB (in KiB below), three passes, one lane: about 0.3 s on one core."""

    memory_cost = 128 * 1024
    time_cost = 3
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Make the text that is stored."""
        with _AT_A_TIME:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether a password is the stored one."""
        with _AT_A_TIME:
            return super().verify(password, encoded)
