# SPDX-License-Identifier: EUPL-1.2
"""Reading what people type in a hurry: telephone numbers, mail addresses, days. Nothing is refused; what looks wrong is said to be so."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from vejviser.mechanisms import find
from vejviser.public.whom import telephone
from vejviser.site import clock

# Eight digits without a country's code are a Danish number; fewer or more than a number can have is kept as it was written.
_DANISH_DIGITS: Final = 8
_FEWEST, _MOST = 5, 15
_MASKED: Final = re.compile(r"\b\d{6}[ -]?xxxx")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_DAY: Final = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# Between these there are two numbers, or a number and something else: put together they would call a stranger.
_APART: Final = re.compile(r"[^\W\d_]+|[/,;]")
# Ten past two to one, the fourteenth of October to another.
_EITHER: Final = re.compile(r"\D*(?:[01]?\d|2[0-3])\.(?:0[1-9]|1[0-2])[^\d.]*")
_TIME: Final = re.compile(r"(\d{1,2})[.:](\d{2})")
_HOUR: Final = 24
_CENTURY: Final = 2000


class Read(NamedTuple):
    """What was typed, as it is understood; `odd` where it does not look like what was asked for."""

    value: str
    odd: bool


def is_masked(text: str) -> bool:
    """Say whether a number of the CPR form stood in a text; its last digits are replaced before anything is kept."""
    return _MASKED.search(text) is not None


def phone(text: str) -> Read:
    """Read a telephone number: digits of any script, a plus or two zeros before a country's code; eight digits alone are Danish."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    if sum(any(sign.isdigit() for sign in piece) for piece in _APART.split(digits)) > 1:
        return Read(text, odd=True)
    bare = re.sub(r"[^\d+]", "", digits)
    bare = re.sub(r"^00", "+", bare)
    number = bare.lstrip("+").replace("+", "")
    if not _FEWEST <= len(number) <= _MOST:
        return Read(text, odd=True)
    if not bare.startswith("+"):
        return Read(telephone(f"+45{number}"), odd=False) if len(number) == _DANISH_DIGITS else Read(number, odd=False)
    return Read(telephone(f"+{number}"), odd=False)


def mail(text: str) -> Read:
    """Read a mail address: one @ and a dot behind it, in any script."""
    return Read(text, odd=not _MAIL.fullmatch(text))


def moment(text: str) -> dt.datetime | None:
    """Read a day, a time or both, as Danes or machines write them; none where nothing can be read, or it could be a day as well as a time.

    Without a day it is today's, without a year the nearest one, without a time the beginning of the day. The zone is the mechanism's.
    """
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    today = clock.today()
    if _EITHER.fullmatch(digits):
        return None
    day, rest = _day_in(digits, today)
    found = _TIME.search(rest)
    if (day is None and found is None) or (found and (int(found[1]) >= _HOUR or int(found[2]) >= 60)):  # noqa: PLR2004  minutes
        return None
    time = dt.time(int(found[1]), int(found[2])) if found else dt.time()
    return dt.datetime.combine(day or today, time, ZoneInfo(find().zone.name))


def _day_in(text: str, today: dt.date) -> tuple[dt.date | None, str]:
    iso = _ISO_DAY.search(text)
    found = iso or _DAY.search(_TIME.sub(lambda time: " " * len(time[0]) if ":" in time[0] else time[0], text))
    if not found:
        return None, text
    rest = text[: found.start()] + " " + text[found.end() :]
    if iso:
        return _valid(int(found[1]), int(found[2]), int(found[3])), rest
    if found[3]:
        year = int(found[3])
        return _valid(year if year >= _CENTURY else year + _CENTURY, int(found[2]), int(found[1])), rest
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _valid(year, int(found[2]), int(found[1])))]
    return (min(near, key=lambda day: abs(day - today)) if near else None), rest if near else text


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
