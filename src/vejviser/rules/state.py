# SPDX-License-Identifier: EUPL-1.2
"""What is latched while the events of a case are read in order: facts that events set, clocks that events moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.clocks import RunningClock
    from vejviser.rules.events import Person

Indexes = tuple[int, ...]


class Expiry(NamedTuple):
    """A fact that has a value up to a last legal day (included) and another one after it."""

    bit: int
    until: dt.date
    after: int


class State:
    """The facts and clocks after some events. `latched` holds the bits that only events change; `marks` the events behind each fact."""

    __slots__ = ("clocks", "counts", "covers", "expiries", "findings", "latched", "marks", "person", "snapshots")

    def __init__(self, person: Person, latched: int, facts: int, clocks: int) -> None:
        """Start before the first event."""
        self.person = person
        self.latched = latched
        self.marks: list[Indexes] = [()] * facts
        self.expiries: dict[int, Expiry] = {}
        self.findings: dict[int, dict[str, tuple[str, int]]] = {}
        self.counts: dict[int, list[int]] = {}
        self.covers: dict[int, list[tuple[dt.date, dt.date | None, int]]] = {}
        self.snapshots: dict[int, list[tuple[int, int]]] = {}
        self.clocks: list[RunningClock | None] = [None] * clocks
