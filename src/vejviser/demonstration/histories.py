# SPDX-License-Identifier: EUPL-1.2
"""Which invented case histories the demonstration tells: sixty, of every stage that a case can be in today, two raids among them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any, Final, NamedTuple

from vejviser.example_cases import generate
from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from

CASES: Final = 60
# How many people were met in each raid, and how many days ago it was.
RAIDS: Final = ((4, 12), (3, 75))
_CANDIDATES: Final = 150
_OLDEST: Final = dt.timedelta(days=500)


class Told(NamedTuple):
    """A history up to today: who the person is in law, the events that have happened, and the raid it belongs to (None: none)."""

    person: dict[str, Any]
    events: list[dict[str, Any]]
    raid: int | None


def told(now: dt.datetime, *, count: int = CASES, random_state: int = 7) -> list[Told]:
    """Choose the histories, the oldest first; the same instant and number give the same ones."""
    today = find().zone.from_datetime(now).day
    raids = [
        _until(file, today, place) for place, (people, ago) in enumerate(RAIDS) for file in _met(people, today - dt.timedelta(ago), place)
    ]
    by_stage: defaultdict[str, list[Told]] = defaultdict(list)
    for file in generate(_CANDIDATES, random_state=random_state, start=today - _OLDEST, end=today - dt.timedelta(days=2)):
        one = _until(file, today, None)
        by_stage[_stage(one, now)].append(one)
    chosen: list[Told] = []
    while len(chosen) < count - len(raids) and any(by_stage.values()):
        chosen += [group.pop() for group in by_stage.values() if group]
    return sorted([*chosen[: count - len(raids)], *raids], key=lambda one: str(one.events[0]["at"]))


def _met(people: int, day: dt.date, random_state: int) -> list[Any]:
    return list(generate(people, random_state=90 + random_state, start=day, end=day))


def _until(file: Any, today: dt.date, raid: int | None) -> Told:
    """Keep what has happened before today; what people wrote beside it is written anew."""
    events = [
        {key: value for key, value in event.items() if key not in ("note", "recorded")}
        for event in file["events"]
        if dt.date.fromisoformat(str(event["at"])[:10]) < today
    ]
    return Told(dict(file["person"]), events, raid)


def _stage(one: Told, now: dt.datetime) -> str:
    mechanism = find()
    raw = {"case": "case", "mechanism": "denmark", "person": one.person, "events": one.events}
    moment = mechanism.zone.from_datetime(now)
    return assess(mechanism, case_from(raw, mechanism.vocabulary, today=moment.day, any_mechanism=True), moment).stage
