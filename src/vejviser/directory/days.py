# SPDX-License-Identifier: EUPL-1.2
"""Legal days and the instants at their borders, in the zone of the mechanism."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from vejviser.mechanisms import find

_ONE_DAY: Final = dt.timedelta(days=1)


def zone() -> ZoneInfo:
    """Give the zone of legal days."""
    return ZoneInfo(find().zone.name)


def start_of(day: dt.date) -> dt.datetime:
    """Give the instant at which a legal day begins."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone())


def end_of(day: dt.date) -> dt.datetime:
    """Give the instant at which a legal day is over."""
    return start_of(day + _ONE_DAY)


def day_of(instant: dt.datetime) -> dt.date:
    """Give the legal day of an instant."""
    return instant.astimezone(zone()).date()


def last_day_of(ends: dt.datetime | None) -> dt.date | None:
    """Give the last legal day of a span that ends at an instant (None: it does not end)."""
    return None if ends is None else day_of(ends - dt.timedelta(microseconds=1))
