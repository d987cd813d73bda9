# SPDX-License-Identifier: EUPL-1.2
"""From what was typed to a case file; or, for every input that cannot be used, what is wrong with it and what is allowed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vejviser.futures.written_days import read_day
from vejviser.mechanisms import find
from vejviser.public.trying.questions import said_in
from vejviser.public.trying.typed import DAY, MOST_FILLED
from vejviser.rules.case_file import case_from

if TYPE_CHECKING:
    from vejviser.public.trying.questions import LineFile
    from vejviser.public.trying.typed import Row, Typed
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import FieldFile

AGES: Final = ("unknown", "adult", "child")
_YES_NO: Final = {"true": True, "false": False, "null": None}
# A day asked about that lies outside is a slip of the hand; the years of the rules end later than any period that begins within.
FIRST_ASKED: Final = 1990
LAST_ASKED: Final = 2100
_ONE_DAY: Final = dt.timedelta(days=1)
_MOST_DAYS: Final = 1000


@dataclass(frozen=True)
class Facts:
    """What was typed, as the rules take it. `case` is None where something cannot be used; `errors` then says what, by the input's name."""

    mechanism: Mechanism
    day: dt.date
    case: Case | None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def moment(self) -> Moment:
        """The end of the day asked about, so that all that happened on it counts."""
        following = dt.datetime.fromisoformat(self.mechanism.zone.start_of(self.day + _ONE_DAY).local)
        return self.mechanism.zone.from_datetime(following - dt.timedelta(seconds=1))


def facts_from(typed: Typed, name: str, age_event: str, language: str, today: dt.date) -> Facts:
    """Check everything that was typed for a mechanism; errors are in the language, `today` bounds the day of birth."""
    base = find(name)
    profile = typed.value("profile")
    known = profile in base.pack.mechanism.profiles
    reader = _Reader(find(f"{name}@{profile}") if known else base, language)
    if profile and not known:
        reader.errors["profile"] = reader.said["choose"]
    return reader.read(typed, age_event, today)


class _Reader:
    def __init__(self, mechanism: Mechanism, language: str) -> None:
        self.mechanism, self.language, self.errors = mechanism, language, dict[str, str]()
        self.said: dict[str, str] = said_in(language)["errors"]

    def read(self, typed: Typed, age_event: str, today: dt.date) -> Facts:
        day = self._day("day", typed.value("day"), today) or today
        if not FIRST_ASKED <= day.year <= LAST_ASKED:
            self.errors["day"] = self.said["day_range"].format(first=FIRST_ASKED, last=LAST_ASKED)
        born = self._day("born", typed.value("born"), None)
        if born is not None and born > today:
            self.errors["born"] = self.said["born_ahead"]
        rows = typed.filled
        if len(rows) > MOST_FILLED:
            self.errors["day"] = self.said["too_many"].format(most=MOST_FILLED)
        events = [event for row in rows if (event := self._event(row)) is not None]
        if self.errors:
            return Facts(self.mechanism, day, None, self.errors)
        age = typed.value("age")
        if born is None and age in AGES[1:]:
            first = min((str(event["at"]) for event in events), default=day.isoformat())
            events.insert(0, {"type": age_event, "at": min(first, day.isoformat()), "outcome": age})
        person: dict[str, Any] = {"born": None, "citizenships": [], "gender": "", "unaccompanied": bool(typed.value("alone"))}
        if born is not None:
            person["born"] = born.isoformat()
        raw = {"case": said_in(self.language)["case"], "mechanism": self.mechanism.id, "person": person, "events": events}
        return Facts(self.mechanism, day, case_from(raw, self.mechanism.vocabulary, today=today))

    def _day(self, name: str, text: str, today: dt.date | None) -> dt.date | None:
        found = read_day(text) if text else today
        if text and found is None:
            self.errors[name] = self.said["day"]
        return found

    def _event(self, row: Row) -> dict[str, Any] | None:
        line, before = row.line, len(self.errors)
        shape = self.mechanism.events.get(line.event)
        if shape is None:
            self.errors[f"{row.name}-{DAY}"] = self.said["other_reading"]
            return None
        if not row.values.get(DAY):
            self.errors[f"{row.name}-{DAY}"] = self.said["no_day"]
        at = self._day(f"{row.name}-{DAY}", row.values.get(DAY, ""), None)
        found: dict[str, Any] = {"type": line.event, "at": "" if at is None else at.isoformat(), **line.set, **dict.fromkeys(line.null)}
        for name in line.ask:
            value = self._value(row, name, shape.fields[name])
            if value is not None or (shape.fields[name].nullable and row.values.get(name)):
                found[name] = value
        self._together(row, found)
        return found if len(self.errors) == before else None

    def _value(self, row: Row, name: str, shape: FieldFile) -> Any:
        """Read one field; None where it is left out, or is not known, or cannot be used and has an error."""
        text, key = row.values.get(name, ""), f"{row.name}-{name}"
        if not text:
            if not (shape.optional or shape.with_):
                self.errors[key] = self.said["choose"]
            return None
        if name in row.line.tick:
            return "-"
        if shape.type == "date":
            day = self._day(key, text, None)
            return None if day is None else day.isoformat()
        if shape.type == "integer":
            return self._number(key, text)
        if shape.type == "boolean":
            return self._one_of(key, text, _YES_NO)
        allowed = shape.values if shape.type == "choice" else (*shape.also, *self.mechanism.register.ids)
        return self._one_of(key, text, {one: one for one in allowed})

    def _one_of(self, key: str, text: str, allowed: dict[str, Any]) -> Any:
        if text not in allowed:
            self.errors[key] = self.said["choose"]
        return allowed.get(text)

    def _number(self, key: str, text: str) -> int | None:
        if text.isascii() and text.isdigit() and 0 < int(text) < _MOST_DAYS:
            return int(text)
        self.errors[key] = self.said["number"].format(most=_MOST_DAYS - 1)
        return None

    def _together(self, row: Row, found: dict[str, Any]) -> None:
        """Check what concerns several fields: those that belong to an answer, and those of which exactly one is given."""
        shape = self.mechanism.events[row.line.event]
        for name in row.line.ask:
            ties = shape.fields[name].with_
            tied = bool(ties) and all(found.get(other) == value for other, value in ties.items())
            if ties and tied is not (name in found) and f"{row.name}-{name}" not in self.errors:
                self.errors[f"{row.name}-{name}"] = self.said["needed" if tied else "not_needed"].format(**self._named(row.line, ties))
        names = shape.exactly_one_of
        if names and sum(name in found for name in names) != 1 and not any(f"{row.name}-{name}" in self.errors for name in names):
            self.errors[f"{row.name}-{names[0]}"] = self.said["one_of"]

    def _named(self, line: LineFile, ties: dict[str, Any]) -> dict[str, str]:
        texts = self.mechanism.texts(self.language)
        other, value = next(iter(ties.items()))
        words = (texts.find(f"values.{table}.{value}") for table in (f"{line.event}_{other}", other))
        return {"answer": next((str(word) for word in words if word), str(value))}
