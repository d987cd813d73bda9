# SPDX-License-Identifier: EUPL-1.2
"""Golden cases: whole histories with what must follow from them, written so that a lawyer can read, doubt and correct them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import tomli
from msgspec import UNSET, UnsetType

from vejviser.rules.assess import assess
from vejviser.rules.case_file import Case, case_from
from vejviser.rules.golden_match import differences
from vejviser.rules.pack_allowed import allowed_there
from vejviser.rules.pack_format import Strict
from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism

# TOML has no null: these words stand for it, where the case file allows null.
_NULL = ("unknown", "none")


class HistoryFile(Strict, frozen=True, kw_only=True):
    """The person and the events, with the fields of a case file."""

    person: dict[str, Any]
    event: tuple[dict[str, Any], ...] = ()


class ExpectFile(Strict, frozen=True, kw_only=True):
    """What must follow at a moment, and why: any part of an assessment; `absent` maps a list to names that must not be in it."""

    as_of: str
    why: str
    absent: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  a struct copies its defaults
    stage: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    child: bool | UnsetType = UNSET
    identification: dict[str, Any] | UnsetType = UNSET
    clocks: list[dict[str, Any]] | UnsetType = UNSET
    entitlements: list[dict[str, Any]] | UnsetType = UNSET
    duties: list[dict[str, Any]] | UnsetType = UNSET
    not_allowed: list[dict[str, Any]] | UnsetType = UNSET
    next_steps: list[dict[str, Any]] | UnsetType = UNSET
    violations: list[dict[str, Any]] | UnsetType = UNSET
    flags: list[dict[str, Any]] | UnsetType = UNSET


class GoldenFile(Strict, frozen=True, kw_only=True):
    """One file of cases/: `rules` names the rules that the history is there to show; `profile` left out = the default one.

    `titles` has the title in further languages.
    """

    title: str
    titles: dict[str, str] = {}  # noqa: RUF012  a struct copies its defaults
    rules: tuple[str, ...]
    why: str
    profile: str | None = None
    case: HistoryFile
    expect: tuple[ExpectFile, ...]


class Golden(NamedTuple):
    """A golden case; `id` is the name of its file without ending."""

    id: str
    file: GoldenFile

    def title(self, language: str) -> str:
        """Give the title in a language, or as it was first written."""
        return self.file.titles.get(language, self.file.title)

    def profile(self, default: str) -> str:
        """Give the profile that the case is about."""
        return self.file.profile or default

    def history(self, mechanism: Mechanism) -> Case:
        """Give the case, checked like every other case file.

        Raises:
            RefusedError: the history is not a case file of this mechanism.

        """
        days = [mechanism.zone.moment(expected.as_of).day for expected in self.file.expect]
        return case_from(self.raw(mechanism), mechanism.vocabulary, today=max(days, default=dt.date.max))

    def raw(self, mechanism: Mechanism) -> dict[str, Any]:
        """Give the case file as any entrance of the program would get it."""
        person = self.file.case.person
        born = person.get("born")
        return {
            "case": self.id,
            "mechanism": mechanism.id,
            "person": {**person, "born": None if born in _NULL else born},
            "events": [_with_nulls(event, mechanism) for event in self.file.case.event],
        }


def golden_cases(folder: Path) -> tuple[Golden, ...]:
    """Read all golden cases of a mechanism's folder, in the order of their file names.

    Raises:
        PackError: naming file and key.

    """
    problems: list[Problem] = []
    found = [_read(path, problems) for path in sorted((folder / "cases").glob("*.toml"))]
    if problems:
        raise PackError(problems)
    return tuple(golden for golden in found if golden is not None)


def judge(golden: Golden, mechanism: Mechanism) -> list[str]:
    """Give every difference between what the case expects and what the mechanism says; `mechanism` is in the case's profile.

    Raises:
        RefusedError: the history is not a case file of this mechanism, or a moment does not exist.

    """
    case = golden.history(mechanism)
    found: list[str] = []
    for expected in golden.file.expect:
        got = msgspec.json.decode(msgspec.json.encode(assess(mechanism, case, _moment(mechanism, expected))))
        wanted = msgspec.to_builtins(expected)
        parts = {key: value for key, value in wanted.items() if key not in ("as_of", "why", "absent")}
        found += [f"as of {expected.as_of}: {one}   ({expected.why})" for one in differences(parts, expected.absent, got)]
    return found


def _moment(mechanism: Mechanism, expected: ExpectFile) -> Moment:
    return mechanism.zone.moment(expected.as_of)


def _read(path: Path, problems: list[Problem]) -> Golden | None:
    where = f"cases/{path.name}"
    try:
        content = _as_text(tomli.loads(path.read_text(encoding="utf-8")))
        return Golden(path.stem, msgspec.convert(content, GoldenFile))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(where, f"not readable as TOML: {error}"))
    except msgspec.ValidationError as error:
        problems.append(Problem(where, f"{error}{allowed_there(GoldenFile, str(error))}".replace("`$.", "`")))
    return None


def _as_text(part: Any) -> Any:
    """Turn TOML's own dates into the text that a case file has."""
    if isinstance(part, dt.date):
        return part.isoformat()
    if isinstance(part, dict):
        return {key: _as_text(value) for key, value in part.items()}
    return [_as_text(value) for value in part] if isinstance(part, list) else part


def _with_nulls(event: dict[str, Any], mechanism: Mechanism) -> dict[str, Any]:
    file = mechanism.events.get(event.get("type", ""))
    fields = {} if file is None else file.fields
    return {key: None if key in fields and fields[key].nullable and value in _NULL else value for key, value in event.items()}
