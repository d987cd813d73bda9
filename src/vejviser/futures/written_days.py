# SPDX-License-Identifier: EUPL-1.2
"""Reading a day as people write it: 2027-03-25, or 25.3.2027. With a slash nobody knows which number is the month, so that it is none."""

from __future__ import annotations

import datetime as dt
import re

from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR

_WRITTEN = re.compile(r"(\d{1,2})[.-] ?(\d{1,2})[.-] ?(\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(text: str) -> dt.date | None:
    """Give the day that a text names; None if it names none of the years 1900 to 2198, of which every day has one after it."""
    found = _WRITTEN.fullmatch(text)
    if found is None and not _ISO.fullmatch(text):
        return None
    try:
        day = dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year < LAST_YEAR else None
