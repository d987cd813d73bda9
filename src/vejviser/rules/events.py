# SPDX-License-Identifier: EUPL-1.2
"""Who a case is about, and what was recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.instants import Moment


class Person(NamedTuple):
    """The person of a case file. `born` None = the age is unknown."""

    born: dt.date | None
    citizenships: tuple[str, ...]
    gender: str
    unaccompanied: bool


class Event(NamedTuple):
    """One recorded event. `place` is where it stands in the file, from 0; `at` when it happened, `recorded` when it was written down."""

    place: int
    type: str
    at: Moment
    recorded: Moment
    fields: dict[str, Any]
