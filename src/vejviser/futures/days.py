# SPDX-License-Identifier: EUPL-1.2
"""The days that somebody chose for what is supposed, out of what a form sent: names begin with `when-`, and end with the event's key."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from vejviser.futures.view import said_in
from vejviser.futures.written_days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "when-"
# So far ahead no right of the mechanisms reaches; later days are slips of the hand.
_FURTHEST: Final = dt.timedelta(days=3660)
_KEY: Final = re.compile(r"[a-z_]+(-[a-z_]+)?-[a-z_]+", re.ASCII)
_LONGEST: Final = 30


def chosen_days(data: Mapping[str, str], asked: dt.date, language: str) -> tuple[dict[str, dt.date], dict[str, str]]:
    """Give the days by the keys of events, and what is wrong with those that cannot be used; an empty one is the proposed day."""
    said = said_in(language)
    chosen: dict[str, dt.date] = {}
    errors: dict[str, str] = {}
    for name, text in data.items():
        key, typed = name.removeprefix(NAME), text.strip()[:_LONGEST]
        if not name.startswith(NAME) or not _KEY.fullmatch(key) or not typed:
            continue
        day = read_day(typed)
        if day is None:
            errors[key] = said["wrong_day"].format(typed=typed, example=asked.isoformat())
        elif day < asked:
            errors[key] = said["too_early"].format(typed=typed, first=asked.isoformat())
        elif day > asked + _FURTHEST:
            errors[key] = said["too_late"].format(typed=typed, last=(asked + _FURTHEST).isoformat())
        else:
            chosen[key] = day
    return chosen, errors
