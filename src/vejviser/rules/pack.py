# SPDX-License-Identifier: EUPL-1.2
"""Reading the folder of a mechanism: strict, complete or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli
from msgspec import Struct

from vejviser.rules import pack_format as form
from vejviser.rules import register_format
from vejviser.rules.pack_allowed import allowed_there
from vejviser.rules.problems import PackError, Problem

Entry = TypeVar("Entry")


class Pack(Struct, frozen=True, kw_only=True):
    """The files of a mechanism that its answers are made of, read and checked for form; `folder` is where they lie."""

    folder: Path
    mechanism: form.MechanismFile
    parameters: dict[str, form.ParameterFile]
    events: dict[str, form.EventFile]
    facts: dict[str, form.FactFile]
    clocks: tuple[form.ClockFile, ...]
    tables: tuple[form.TableFile, ...]
    organisations: dict[str, register_format.OrganisationFile]
    calendar: register_format.CalendarFile
    never: tuple[form.NeverFile, ...] = ()


def read_pack(folder: Path) -> Pack:
    """Read the files that answers are made of.

    Raises:
        PackError: with every problem of form, each naming file and key. A broken pack never loads half.

    """
    reader = _Reader(folder)
    mechanism = reader.whole("mechanism.toml", form.MechanismFile)
    parameters = reader.tables("parameters.toml", "parameters", form.ParameterFile)
    events = reader.tables("events.toml", "events", form.EventFile)
    facts = reader.tables("facts.toml", "facts", form.FactFile)
    organisations = reader.tables("organisations.toml", "organisations", register_format.OrganisationFile)
    calendar = reader.whole("calendar.toml", register_format.CalendarFile)
    clocks = tuple(reader.whole(name, form.ClockFile) for name in reader.names("clocks"))
    tables = tuple(table for name in reader.names("tables") for table in reader.list(name, "table", form.TableFile))
    never = tuple(reader.list("never.toml", "never", form.NeverFile)) if (folder / "never.toml").is_file() else ()
    if reader.problems:
        raise PackError(reader.problems)
    return Pack(
        folder=folder,
        mechanism=mechanism,
        parameters=parameters,
        events=events,
        facts=facts,
        clocks=clocks,
        tables=tables,
        organisations=organisations,
        calendar=calendar,
        never=never,
    )


def read_tables(folder: Path, name: str, key: str, kind: type[Entry]) -> dict[str, Entry]:
    """Read one further file whose top level is a table of entries: sources, rules, conflicts.

    Raises:
        PackError: naming file and key.

    """
    reader = _Reader(folder)
    entries = reader.tables(name, key, kind)
    if reader.problems:
        raise PackError(reader.problems)
    return entries


class _Reader:
    """Reads files of one folder and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        if not folder.is_dir():
            raise PackError([Problem(str(folder), "no such folder; a mechanism is a folder with mechanism.toml")])

    def names(self, subfolder: str) -> list[str]:
        return sorted(f"{subfolder}/{path.name}" for path in (self.folder / subfolder).glob("*.toml"))

    def content(self, name: str) -> dict[str, Any]:
        try:
            return tomli.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem(name, "the file is missing"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, f"not readable as TOML: {error}"))
        return {}

    def convert(self, value: object, kind: type[Entry], where: str) -> Entry:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            self.problems.append(Problem(where, f"{error}{allowed_there(kind, str(error))}".replace("`$.", "`")))
            return None  # type: ignore[return-value]  # never used: read_pack raises before

    def whole(self, name: str, kind: type[Entry]) -> Entry:
        before = len(self.problems)
        content = self.content(name)
        if len(self.problems) > before:
            return None  # type: ignore[return-value]  # never used: read_pack raises before
        return self.convert(content, kind, name)

    def tables(self, name: str, key: str, kind: type[Entry]) -> dict[str, Entry]:
        content = self.content(name)
        for other in content.keys() - {key}:
            self.problems.append(Problem(name, f"unknown key {other!r}; allowed: {key}"))
        entries = content.get(key, {})
        if not isinstance(entries, dict):
            self.problems.append(Problem(f"{name}: {key}", f"must be tables such as [{key}.name]"))
            return {}
        return {entry: self.convert(value, kind, f"{name}: {key}.{entry}") for entry, value in entries.items()}

    def list(self, name: str, key: str, kind: type[Entry]) -> list[Entry]:
        content = self.content(name)
        for other in content.keys() - {key}:
            self.problems.append(Problem(name, f"unknown key {other!r}; allowed: {key}"))
        entries = content.get(key, [])
        if not isinstance(entries, list):
            self.problems.append(Problem(f"{name}: {key}", f"must be a list of tables, each under [[{key}]]"))
            return []
        return [self.convert(value, kind, f"{name}: {_named(value, position)}") for position, value in enumerate(entries)]


def _named(value: object, position: int) -> str:
    return str(value.get("name", position)) if isinstance(value, dict) else str(position)
