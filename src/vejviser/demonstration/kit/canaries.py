# SPDX-License-Identifier: EUPL-1.2
"""Marks that stand for a text: each occurs once in an installation, and nowhere else in the world."""

from __future__ import annotations

import re
from random import Random
from typing import Final, NamedTuple

# Consonants alone: no word of any language, untouched by every cleaning of texts, the same in any case of letters.
_LETTERS: Final = "bcdfghjkmnprstvwx"
_LENGTH: Final = 16
PATTERN: Final = re.compile(rf"zq[{_LETTERS}]{{{_LENGTH}}}")


class Canary(NamedTuple):
    """A mark and where it was put.

    `section` is a letter of the matrix, or empty for what belongs to no case. `author` is a mail address; `entry` the id of the entry
    that holds it; `recorded_at` an ISO instant; `is_code` says that it is a place code. `of` names another place: `referral`, `contact`,
    `draft`, `link`, `user`, `organisation`.
    """

    text: str
    kind: str
    field: str
    section: str = ""
    case: str = ""
    entry: str = ""
    author: str = ""
    recorded_at: str = ""
    is_code: bool = False
    of: str = "case"


class Canaries:
    """Makes marks, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        """Begin with none."""
        self._chance = Random(seed)  # noqa: S311  a mark is no secret
        self.made: list[Canary] = []

    def new(self) -> str:
        """Give a mark that was not given before."""
        return "zq" + "".join(self._chance.choice(_LETTERS) for _ in range(_LENGTH))

    def keep(self, canary: Canary) -> None:
        """Remember where a mark was put."""
        self.made.append(canary)

    def put(self, kind: str, field: str, *, of: str, author: str = "") -> str:
        """Make a mark for something that is no entry of a case."""
        text = self.new()
        self.keep(Canary(text, kind, field, of=of, author=author))
        return text
