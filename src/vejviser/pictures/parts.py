# SPDX-License-Identifier: EUPL-1.2
"""What a timeline consists of, before it is drawn. Dates are inclusive legal days in the mechanism's zone; texts are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class Segment(NamedTuple):
    """A stretch of days, `first` to `last`, with one value. `projected`: after the day of the picture, if nothing new is recorded."""

    first: dt.date
    last: dt.date
    value: str
    label: str
    projected: bool


class Band(NamedTuple):
    """A row of segments without holes, such as the stages of the case."""

    name: str
    segments: tuple[Segment, ...]


class Move(NamedTuple):
    """A decision of `day` that moved the last day of a period away from `former`; `kind` is a key of the texts."""

    day: dt.date
    former: dt.date
    kind: str
    label: str


class Bar(NamedTuple):
    """One unbroken period of a clock. `superseded_from`: the first day on which another period took its place."""

    starts: dt.date
    last_day: dt.date
    cap: dt.date | None
    superseded_from: dt.date | None
    moves: tuple[Move, ...]
    labels: tuple[tuple[dt.date, str], ...]


class Lane(NamedTuple):
    """All periods of one clock, one after the other, with the gaps between them. `widens`: the picture must show all of it."""

    clock: str
    name: str
    bars: tuple[Bar, ...]
    gaps: tuple[Segment, ...]
    widens: bool


class DutyFlag(NamedTuple):
    """A duty from a day on; `state` is pending, due, held or void."""

    day: dt.date
    state: str
    label: str


class EventMark(NamedTuple):
    """A known event: its number in order of time, its day, and what is written of it. `violations`: what the rules say against it."""

    number: int
    day: dt.date
    when: str
    what: str
    violations: tuple[str, ...]


class Timeline(NamedTuple):
    """Everything that the picture of a case shows. `first` and `last` are the days at its edges, `today` the day it is as known on."""

    language: str
    title: str
    subtitle: str
    summary: str
    today: dt.date
    today_label: str
    first: dt.date
    last: dt.date
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    duties: tuple[DutyFlag, ...]
    events: tuple[EventMark, ...]
