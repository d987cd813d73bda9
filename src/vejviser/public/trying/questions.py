# SPDX-License-Identifier: EUPL-1.2
"""What is asked: for each event that can change an answer one line, with the fields that matter and what stands for the others."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from vejviser.rules.pack_format import Identifier, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent


class LineFile(Strict, frozen=True, kw_only=True):
    """A kind of event that can be entered: `ask` its fields, `set` and `null` those that change nothing and are not asked.

    `options` keeps a list of organisations short, `default` is chosen before anybody chooses, `tick` are texts of which only their being
    there matters.
    """

    event: Identifier
    ask: tuple[str, ...] = ()
    set: dict[str, Any] = {}  # noqa: RUF012  a struct copies its defaults
    null: tuple[str, ...] = ()
    options: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  a struct copies its defaults
    default: dict[str, str] = {}  # noqa: RUF012  a struct copies its defaults
    tick: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class GroupFile(Strict, frozen=True, kw_only=True):
    """Lines that belong to one measure."""

    id: Identifier
    lines: tuple[LineFile, ...]


class ExampleFile(Strict, frozen=True, kw_only=True):
    """A golden case of the mechanism, and the day to ask about it."""

    id: Identifier
    day: str


class QuestionsFile(Strict, frozen=True, kw_only=True):
    """All that is asked; `age_event` is what an age without a day of birth is entered as, with its outcomes `child` and `adult`."""

    age_event: Identifier
    groups: tuple[GroupFile, ...]
    examples: tuple[ExampleFile, ...]

    @property
    def lines(self) -> Iterator[LineFile]:
        """Every line, in the order of the page."""
        return (line for group in self.groups for line in group.lines)


@cache
def questions(mechanism: str) -> QuestionsFile:
    """Give what is asked for a mechanism.

    Raises:
        FileNotFoundError: nothing is asked for it.
        msgspec.ValidationError: the file has another shape.

    """
    return msgspec.convert(tomllib.loads((FOLDER / f"{mechanism}.toml").read_text(encoding="utf-8")), QuestionsFile)


@cache
def said_in(language: str) -> dict[str, Any]:
    """Give the words of the page."""
    return tomllib.loads((FOLDER / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
