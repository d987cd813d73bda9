# SPDX-License-Identifier: EUPL-1.2
"""Reading a day as people write it: 2027-03-25 as browsers send it, or 25.3.2027 as it is written by hand."""

from __future__ import annotations

import datetime as dt
import re

from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR

_WRITTEN = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})", re.ASCII)


def read_day(text: str) -> dt.date | None:
    """Give the day that a text names; None if it names none of the years 1900 to 2198, of which every day has one after it."""
    found = _WRITTEN.fullmatch(text)
    try:
        day = dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year < LAST_YEAR else None
