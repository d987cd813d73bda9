# SPDX-License-Identifier: EUPL-1.2
"""What in a free text may say who somebody is: numbers to call, mail addresses, numbers of the CPR form, a name after "is called"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# How a number of the CPR form begins: a day (60 more for a replacement number), a month, a year. After a plus it is a number to call.
CPR_DAY: Final = r"(?<![\d+])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
# The last four digits may be masked already.
_CPR: Final = re.compile(rf"{CPR_DAY}[ -]?(?:\d{{4}}|xxxx)(?!\d)")
_MAIL: Final = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\".]+")
_PHONE: Final = re.compile(r"(?<![\w-])(?:\+|00)?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_NAME: Final = re.compile(
    r"\b(?:[Hh]edder|[Kk]aldes|[Nn]avnet er|[Nn]avn(?: er)?:|(?:[Mm]y |[Hh]er |[Hh]is |[Tt]he )?[Nn]ame(?: is|:)|[Ii]s called|[Cc]alled)"
    r"\s+(?P<name>[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-ÞĂÂÎȘȚĐЀ-Я][\w'’-]*){0,3})"
)


class Find(NamedTuple):
    """One find: `cpr`, `mail`, `phone` or `name`, and where it stands: from sign `start` up to `end`."""

    kind: str
    start: int
    end: int
    text: str


def finds(text: str) -> list[Find]:
    """Give what may identify somebody, in the order of the text; no two finds overlap."""
    found: list[Find] = []
    for kind, pattern, group in (("mail", _MAIL, 0), ("cpr", _CPR, 0), ("phone", _PHONE, 0), ("name", _NAME, "name")):
        for one in pattern.finditer(text):
            here = Find(kind, one.start(group), one.end(group), one[group])
            if not any(here.start < other.end and other.start < here.end for other in found) and not _is_date(here):
                found.append(here)
    return sorted(found, key=lambda one: one.start)


def _is_date(find: Find) -> bool:
    return find.kind == "phone" and _DATE.fullmatch(find.text.strip()) is not None
