# SPDX-License-Identifier: EUPL-1.2
"""What a change of the law does to the cases at hand: the shape that is printed (days are inclusive legal days in the mechanism's zone)."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from vejviser.rules.answers import MechanismName

# What is said of an item that only one of the two mechanisms gives.
ADDED, GONE = "added", "no longer there"


class Change(Struct, frozen=True):
    """One thing that differs. `subject` and `id` say what (`clock`, `reflection`), `what` how (`last day later`), then both values.

    `id` is empty where there is one of its kind only (`stage`). `before` and `after` are null where there is nothing; a day is
    YYYY-MM-DD.
    """

    subject: str
    id: str
    what: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """The kind that changes are counted by, such as `clock reflection: last day later`."""
        return f"{self.subject} {self.id}: {self.what}" if self.id else f"{self.subject}: {self.what}"


class ChangedCase(Struct, frozen=True):
    """An open case that would be answered otherwise: its line in the file, from 1, its id, and all that differs."""

    line: int
    case: str
    changes: tuple[Change, ...]


class RefusedLine(Struct, frozen=True):
    """A line that neither mechanism accepts: its number, from 1, and every problem with its JSON path."""

    line: int
    problems: tuple[str, ...]


class Impact(Struct, frozen=True):
    """Which open cases change between two mechanisms at one moment.

    `read` counts all lines: `open` (of them `changed`), `closed` (ended under both mechanisms) and `refused`. `kinds` counts the
    changed cases by kind of change, the most frequent first; a case counts once for each of its kinds. `changes` and `problems`
    list the changed cases and the refused lines in the order read, `not_listed` how many of either were left out of the lists.
    """

    old: MechanismName
    new: MechanismName
    as_of: str
    read: int
    open: int
    closed: int
    refused: int
    changed: int
    kinds: dict[str, int]
    changes: tuple[ChangedCase, ...]
    problems: tuple[RefusedLine, ...]
    not_listed: int | UnsetType = UNSET
