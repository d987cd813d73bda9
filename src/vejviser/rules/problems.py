# SPDX-License-Identifier: EUPL-1.2
"""Refusals: what is wrong with an input, where, and what is allowed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(NamedTuple):
    """One thing that is wrong: `where` is a JSON path (or a file and a key), `what` says what is wrong and what is allowed."""

    where: str
    what: str

    def __str__(self) -> str:
        """One line for a person; what cannot be printed, a line break in a key for instance, is escaped."""
        said = f"{self.where}: {self.what}"
        if said.isprintable():
            return said
        return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in said)


class RefusedError(ValueError):
    """The input was refused as a whole; `problems` lists every reason, in the order of the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all problems; the message joins them."""
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class PackError(RefusedError):
    """A mechanism's folder cannot be loaded; `where` of each problem is the file and the key."""
