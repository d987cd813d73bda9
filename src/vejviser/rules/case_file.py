# SPDX-License-Identifier: EUPL-1.2
"""A case file: what is known of one person, as JSON (or YAML), checked as a whole before anything is concluded from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vejviser.rules.events import Event, Person
from vejviser.rules.problems import Problem, RefusedError
from vejviser.rules.repeated_keys import repeated_keys
from vejviser.rules.vocabulary import COUNTRY, date_of, wrong_date

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.vocabulary import Vocabulary

_CASE = ("case", "mechanism", "person", "events")
_PERSON = ("born", "citizenships", "gender", "unaccompanied")


class Case(NamedTuple):
    """A case that was accepted. `events` stand in their legal order: by instant, then by place in the file."""

    id: str
    mechanism: str
    person: Person
    events: tuple[Event, ...]


def decode(text: str | bytes) -> Any:
    """Read JSON.

    Raises:
        RefusedError: the text is not JSON, or an object in it holds a key more than once.

    """
    try:
        value = msgspec.json.decode(text)
        problems = repeated_keys(text, value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError([Problem("$", f"not JSON: {error}")]) from error
    if problems:
        raise RefusedError(problems)
    return value


def decode_yaml(text: str) -> Any:
    """Read YAML 1.2, in which `NO` is a country and a date stays as it was written.

    Raises:
        RefusedError: the text is not YAML.

    """
    # Imported when needed: most cases are JSON, and the reader is slow to load.
    from vejviser.rules.yaml_reading import read_yaml  # noqa: PLC0415

    return read_yaml(text)


def case_from(raw: object, vocabulary: Vocabulary, *, today: dt.date, any_mechanism: bool = False) -> Case:
    """Check a decoded case file against the vocabulary of its mechanism; `today` bounds the day of birth.

    The case may name its mechanism alone (`denmark`) or with a profile or version (`denmark@current`); whether that exists is for
    the caller to say, who chooses the vocabulary. `any_mechanism`: the caller chose another mechanism than the case names.

    Raises:
        RefusedError: with one problem for everything that is wrong, each with its JSON path.

    """
    if not isinstance(raw, dict):
        raise RefusedError([Problem("$", "must be an object with case, mechanism, person and events")])
    problems = [Problem(f"$.{key}", f"unknown field; a case file has {', '.join(_CASE)}") for key in raw if key not in _CASE]
    problems += [Problem(f"$.{key}", "is missing") for key in _CASE if key not in raw]
    if not isinstance(raw.get("case", ""), str) or raw.get("case") == "":
        problems.append(Problem("$.case", "must be text that names the case"))
    if "mechanism" in raw:
        problems += _mechanism(raw["mechanism"], None if any_mechanism else vocabulary.mechanism)
    person = _person(raw.get("person"), problems, today) if "person" in raw else None
    events = _events(raw.get("events", []), vocabulary, problems)
    if problems or person is None:
        raise RefusedError(problems)
    # The sort is stable: events of one instant keep the order of the file.
    ordered = sorted(events, key=lambda event: event.at.instant)
    return Case(raw["case"], raw["mechanism"], person, tuple(ordered))


def _mechanism(name: object, allowed: str | None) -> list[Problem]:
    if not isinstance(name, str) or not name:
        return [Problem("$.mechanism", f"must be text that names the mechanism{'' if allowed is None else f', such as {allowed}'}")]
    if allowed is None or name.partition("@")[0] == allowed:
        return []
    return [Problem("$.mechanism", f"unknown mechanism {name!r}; allowed: {allowed}")]


def _events(raw: object, vocabulary: Vocabulary, problems: list[Problem]) -> list[Event]:
    if not isinstance(raw, list):
        problems.append(Problem("$.events", "must be a list of events; it may be empty"))
        return []
    events = [vocabulary.event(entry, place, problems) for place, entry in enumerate(raw)]
    return [event for event in events if event is not None]


def _person(raw: object, problems: list[Problem], today: dt.date) -> Person | None:
    if not isinstance(raw, dict):
        problems.append(Problem("$.person", f"must be an object with {', '.join(_PERSON)}"))
        return None
    before = len(problems)
    problems += [Problem(f"$.person.{key}", f"unknown field; a person has {', '.join(_PERSON)}") for key in raw if key not in _PERSON]
    problems += [Problem(f"$.person.{key}", "is missing") for key in _PERSON if key not in raw]
    born = _born(raw, problems, today)
    citizenships = raw.get("citizenships", [])
    if not _are_countries(citizenships):
        problems.append(Problem("$.person.citizenships", "must be a list of countries of two capital letters (ISO 3166), such as BR"))
    if not isinstance(raw.get("gender", ""), str):
        problems.append(Problem("$.person.gender", "must be text"))
    if not isinstance(raw.get("unaccompanied", False), bool):
        problems.append(Problem("$.person.unaccompanied", "must be true or false, without quotes"))
    if len(problems) > before:
        return None
    return Person(born, tuple(citizenships), raw["gender"], raw["unaccompanied"])


def _born(raw: dict[str, Any], problems: list[Problem], today: dt.date) -> dt.date | None:
    text = raw.get("born")
    if text is None:
        return None
    born = date_of(text)
    if born is None:
        problems.append(Problem("$.person.born", f"{wrong_date(text)}, or null for an unknown age"))
    elif born > today:
        problems.append(Problem("$.person.born", f"{text} lies in the future; a day of birth is today or earlier"))
    return born


def _are_countries(value: object) -> bool:
    if not isinstance(value, list):
        return False
    return all(isinstance(entry, str) and COUNTRY.fullmatch(entry) for entry in value)
