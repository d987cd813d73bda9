# SPDX-License-Identifier: EUPL-1.2
"""The statements with their grounds, and their sentences in each language that there is: `statements.toml` and `texts/LANGUAGE.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

FOLDER: Final = Path(__file__).parent
TEXTS: Final = FOLDER / "texts"
# The parts of the page after the ten lines, in their order; an id is the letters of its part and a number.
PARTS: Final = ("W", "H", "M", "S", "P", "N", "J", "Y", "G", "U", "F", "I", "Q", "QA")
FIRST: Final = "T"


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ground of a statement. `modal` counts sentences from 1; None where no rule leaves anything to somebody's decision."""

    rules: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    design: Literal["", "promise", "advice"] = ""
    kept_by: str = ""
    modal: tuple[int, ...] | None = None
    parameters: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of today or law beyond the source of the mechanism; whatever rests on it is to be checked before use."""

    about: str
    url: tuple[str, ...]


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that the mechanism does not hold. `unit` is that of a length of time, or empty."""

    value: int
    unit: Literal["", "hour", "day", "month", "year"]
    source: str


class Grounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file: `read` is the day on which the sources were read, `left_out` what the page does not say, and why."""

    read: dt.date
    names: dict[str, str]
    figures: dict[str, Figure]
    sources: dict[str, Source]
    statements: dict[str, Statement]
    left_out: dict[str, str]
    leaflet: dict[str, tuple[str, ...]]


class Sentences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of a language, with the state of their translation."""

    language: str
    made_by: Literal["project", "machine"]
    checked_by_native: bool
    checked_against: str
    page: dict[str, str]
    state: dict[str, Any]
    titles: dict[str, str]
    sheet: dict[str, str]
    statements: dict[str, tuple[str, ...]]


@cache
def grounds() -> Grounds:
    """Read the grounds.

    Raises:
        msgspec.ValidationError: something in the file is not what it should be; the message names where.

    """
    return msgspec.convert(_read(FOLDER / "statements.toml"), Grounds)


@cache
def sentences(language: str) -> Sentences:
    """Read the sentences of a language.

    Raises:
        FileNotFoundError: there is no such language.
        msgspec.ValidationError: something in the file is not what it should be; the message names where.

    """
    return msgspec.convert(_read(TEXTS / f"{language}.toml"), Sentences)


def written() -> tuple[str, ...]:
    """Give the languages that there is a file for."""
    return tuple(sorted(path.stem for path in TEXTS.glob("*.toml")))


def part_of(statement: str) -> str:
    """Give the letters of an id: the part of the page that the statement stands in."""
    return statement.rstrip("0123456789")


def of_part(part: str) -> tuple[str, ...]:
    """Give the ids of the statements of a part, in the order of the file."""
    return tuple(one for one in grounds().statements if part_of(one) == part)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
