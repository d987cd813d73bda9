# SPDX-License-Identifier: EUPL-1.2
"""The one place where a recorded fact is checked: a JSON object becomes a typed event, or every reason why not is said."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from vejviser.rules.events import Event
from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR, Moment, TimeProblem, Zone
from vejviser.rules.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.pack_format import EventFile, FieldFile

    Check = Callable[[Any], str | None]

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_NO_WORDS: frozenset[str] = frozenset()
_COMMON = frozenset({"type", "at", "note", "recorded"})


def date_of(text: object) -> dt.date | None:
    """Read a plain date of the years 1900 to 2199; None if it is no such date."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def wrong_date(value: object) -> str:
    """Say what is wrong with a value that is no usable date, and what is allowed."""
    return f"{value!r} is not a date of the years {FIRST_YEAR} to {LAST_YEAR}; needed is an existing YYYY-MM-DD"


class EventShape:
    """One type of event, ready to check."""

    def __init__(self, name: str, file: EventFile, organisations: tuple[str, ...]) -> None:
        """Prepare a check for every field."""
        self.name, self.file = name, file
        self.checks: dict[str, Check] = {field: _check(shape, organisations) for field, shape in file.fields.items()} | {"note": _text}
        self.names = tuple(file.fields)
        # Most fields hold one of a few words; a word that is among them needs no further check.
        self.words = {field: _words(shape, organisations) for field, shape in file.fields.items()}
        self.dates = tuple(field for field, shape in file.fields.items() if shape.type == "date")
        self.allowed = _COMMON | set(file.fields)
        self.required = dict.fromkeys(field for field, shape in file.fields.items() if not shape.optional and not shape.with_)
        self.tied = {field: shape.with_ for field, shape in file.fields.items() if shape.with_}

    def problems(self, raw: dict[str, Any], where: str) -> list[Problem]:
        """Give everything that is wrong with the fields of an event."""
        found = []
        for key, value in raw.items():
            if value.__class__ is str and value in self.words.get(key, _NO_WORDS):
                continue
            check = self.checks.get(key)
            if check is not None:
                wrong = check(value)
                if wrong is not None:
                    found.append(Problem(f"{where}.{key}", wrong))
            elif key not in _COMMON:
                found.append(Problem(f"{where}.{key}", f"unknown field; {self.name} has {', '.join(sorted(self.allowed - {'type'}))}"))
        if not raw.keys() >= self.required.keys():
            found += [Problem(f"{where}.{key}", f"is missing; {self.name} needs it") for key in self.required if key not in raw]
        if self.tied:
            found += self._ties(raw, where)
        if self.file.exactly_one_of:
            found += self._exclusions(raw, where)
        return found

    def _ties(self, raw: dict[str, Any], where: str) -> list[Problem]:
        found = []
        for key, tie in self.tied.items():
            tied = all(raw.get(other) == value for other, value in tie.items())
            said = " and ".join(f"{other} = {value}" for other, value in tie.items())
            if tied and key not in raw:
                found.append(Problem(f"{where}.{key}", f"is missing; it is needed with {said}"))
            if not tied and key in raw:
                found.append(Problem(f"{where}.{key}", f"is allowed only with {said}"))
        return found

    def _exclusions(self, raw: dict[str, Any], where: str) -> list[Problem]:
        names = self.file.exactly_one_of
        if sum(name in raw for name in names) == 1:
            return []
        return [Problem(where, f"{self.name} has exactly one of {' and '.join(names)}")]


class Vocabulary:
    """What can be recorded in a mechanism."""

    def __init__(self, mechanism: str, events: dict[str, EventFile], organisations: tuple[str, ...], zone: Zone) -> None:
        """Prepare the shapes of all event types."""
        self.mechanism, self.zone = mechanism, zone
        self.shapes = {name: EventShape(name, file, organisations) for name, file in events.items()}

    def event(self, raw: object, place: int, problems: list[Problem]) -> Event | None:
        """Make an event of a JSON value; append to `problems` and give None if it is none."""
        where = f"$.events[{place}]"
        if not isinstance(raw, dict):
            problems.append(Problem(where, "must be an object with type and at"))
            return None
        kind = raw.get("type")
        shape = self.shapes.get(kind) if isinstance(kind, str) else None
        if shape is None:
            problems.append(Problem(f"{where}.type", f"{_said(kind, raw)}; allowed: {', '.join(sorted(self.shapes))}"))
            return None
        at = self._moment(raw, "at", where, problems)
        recorded = self._moment(raw, "recorded", where, problems) if "recorded" in raw else at
        found = shape.problems(raw, where)
        problems += found
        if found or at is None or recorded is None:
            return None
        fields = {key: raw[key] for key in shape.names if key in raw}
        for key in shape.dates:
            if key in fields:
                fields[key] = dt.date.fromisoformat(fields[key])
        return Event(place, shape.name, at, recorded, fields)

    def _moment(self, raw: dict[str, Any], key: str, where: str, problems: list[Problem]) -> Moment | None:
        text = raw.get(key)
        if not isinstance(text, str):
            problems.append(Problem(f"{where}.{key}", "is missing or not text; needed is a date or date-time such as 2027-01-20T14:30"))
            return None
        try:
            return self.zone.moment(text)
        except TimeProblem as problem:
            problems.append(Problem(f"{where}.{key}", str(problem)))
            return None


def _said(kind: object, raw: dict[str, Any]) -> str:
    return f"{kind!r} is not an event type" if "type" in raw else "is missing; an event has a type"


def _words(field: FieldFile, organisations: tuple[str, ...]) -> frozenset[str]:
    """Give the words that a field may hold, if it may hold nothing but a word of a list."""
    values = {"organisation": (*field.also, *organisations), "choice": field.values}
    return frozenset(values.get(field.type, ()))


def _check(field: FieldFile, organisations: tuple[str, ...]) -> Check:
    """Make the check of one field: None if the value is right, else what is wrong and what is allowed."""
    makers: dict[str, Callable[[], Check]] = {
        "organisation": lambda: _one_of((*field.also, *organisations)),
        "choice": lambda: _one_of(field.values),
        "choices": lambda: _some_of(field.values),
        "boolean": lambda: lambda value: None if isinstance(value, bool) else "must be true or false, without quotes",
        "date": lambda: _date,
        "integer": lambda: _whole_number(field),
        "text": lambda: _text,
        "language": lambda: _matching(_LANGUAGE, "must be a language tag such as en or pt-BR"),
        "country": lambda: _matching(COUNTRY, "must be a country of two capital letters (ISO 3166), such as BR"),
    }
    plain = makers[field.type]()
    if not field.nullable:
        return plain
    return lambda value: None if value is None else _or_null(plain(value))


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "must be text"


def _date(value: Any) -> str | None:
    return None if date_of(value) else wrong_date(value)


def _or_null(wrong: str | None) -> str | None:
    return None if wrong is None else f"{wrong}, or null"


def _one_of(values: tuple[str, ...]) -> Check:
    allowed = frozenset(values)

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return None
        return f"{value!r} is not allowed; allowed: {', '.join(values)}"

    return check


def _some_of(values: tuple[str, ...]) -> Check:
    allowed = frozenset(values)

    def check(value: Any) -> str | None:
        if isinstance(value, list) and value and all(isinstance(entry, str) and entry in allowed for entry in value):
            return None
        return f"must be a list of one or more of: {', '.join(values)}"

    return check


def _whole_number(field: FieldFile) -> Check:
    low, high = field.minimum, field.maximum

    def check(value: Any) -> str | None:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and (low is None or value >= low) and (high is None or value <= high):
            return None
        return f"must be a whole number from {low} to {high}"

    return check


def _matching(pattern: re.Pattern[str], wrong: str) -> Check:
    return lambda value: None if isinstance(value, str) and pattern.fullmatch(value) else wrong
