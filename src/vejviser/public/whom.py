# SPDX-License-Identifier: EUPL-1.2
"""Whom to reach at this minute, in the words of a language: what `rules.contact` answers, with days and times as people there write them.

Sources: R6-R13, A35 (days in doubt), A37 (danger to life), A40 (why plain mail is not for personal data).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from babel.dates import format_date, format_time

from vejviser.mechanisms import find
from vejviser.public.texts import words
from vejviser.rules.contact import contact_at
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.rules.contact import Contact
    from vejviser.rules.mechanism import Mechanism

# CLDR names Filipino by its own code.
_LOCALE: Final = {"tl": "fil", "en": "en_GB"}
_PAIRS: Final = 2
# A weekday, a day and a month without a year, where a language does not simply put one after the other.
_DAYS: Final = {
    "da": "EEEE d. MMMM",
    "th": "EEEE'ที่' d MMMM",
    "ro": "EEEE, d MMMM",
    "vi": "EEEE, d MMMM",
    "uk": "EEEE, d MMMM",
    "es": "EEEE d 'de' MMMM",
    "tl": "EEEE, MMMM d",
}


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number to call: its address for the telephone, how it is read, whose it is (`short`: in a word) and why it is the one."""

    id: str
    address: str
    shown: str
    name: str
    short: str
    why: str
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Whom to reach: the first number, what else there is, and until when this holds."""

    first: Number
    others: tuple[Number, ...]
    open: bool
    until: str
    meanwhile: str
    doubts: tuple[str, ...]
    emergency: str
    secure_mail: str
    mail: str


def whom_to_reach(language: str, at: dt.datetime | None = None) -> Whom:
    """Say whom to reach at an instant (left out: now), in a language; the answer holds for the minute it was asked in."""
    moment = (at or clock.now()).astimezone(dt.UTC).replace(second=0, microsecond=0)
    return _of_minute(language, moment)


@lru_cache(maxsize=64)
def _of_minute(language: str, minute: dt.datetime) -> Whom:
    mechanism = find()
    found = contact_at(mechanism, mechanism.zone.from_datetime(minute), language="da" if language == "da" else "en")
    said = words(language)["whom"]
    numbers = tuple(_number(line.id, line.phone, line.rules, said) for line in found.now)
    return Whom(
        first=numbers[0],
        others=numbers[1:] or _instead(mechanism, found, said),
        open=found.point_of_contact.open,
        until=_until(found, language, minute),
        meanwhile=said["meanwhile_open" if found.point_of_contact.open else "meanwhile_closed"],
        doubts=tuple(said["doubt"] for _flag in found.flags[:1]),
        emergency=found.emergency,
        secure_mail=found.secure_mail or "",
        mail=found.mail or "",
    )


def _number(name: str, phone: str | None, rules: tuple[str, ...], said: dict[str, Any], why: str = "") -> Number:
    return Number(
        id=name,
        address=f"tel:{phone}",
        shown=telephone(phone or ""),
        name=said["names"][name],
        short=said["short"][name],
        why=why or said["why"][name],
        rules=rules,
    )


def _instead(mechanism: Mechanism, found: Contact, said: dict[str, Any]) -> tuple[Number, ...]:
    """Give, on a day whose hours are in doubt, the other numbers that are for the hours in which the hotline is closed (A35, R11)."""
    if not found.flags:
        return ()
    day = mechanism.zone.moment(found.at).day
    closed = [(name, mechanism.register.contact(name, day)) for name in mechanism.pack.mechanism.contact.closed]
    taken = found.now[0].phone
    return tuple(_number(name, one[1].phone, one[1].rules, said, said["instead"]) for name, one in closed if one and one[1].phone != taken)


def _until(found: Contact, language: str, minute: dt.datetime) -> str:
    said = words(language)["whom"]
    contact = found.point_of_contact
    change = contact.closes if contact.open else contact.opens
    if change is None:
        return ""
    when = dt.datetime.fromisoformat(change)
    today = minute.astimezone(when.tzinfo).date()
    # Within the same day the weekday is said too: whoever reads it at midnight may not know which day it is.
    text: str = said["open_until" if contact.open else ("opens_today" if when.date() == today else "opens")]
    return text.format(day=day_in_words(when.date(), language), time=time_in_words(when.time(), language))


def telephone(number: str) -> str:
    """Write a Danish number in pairs after the country's code: +45 70 20 25 50."""
    if not number.startswith("+45"):
        return number
    rest = number[3:]
    return " ".join(["+45", *(rest[at : at + _PAIRS] for at in range(0, len(rest), _PAIRS))])


def day_in_words(day: dt.date, language: str) -> str:
    """Write a legal day with its weekday, by the Gregorian calendar in every language."""
    pattern = _DAYS.get(language, "EEEE d MMMM")
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d", "d'er'")
    return _latin(format_date(day, pattern, locale=_LOCALE.get(language, language)))


def time_in_words(time: dt.time, language: str) -> str:
    """Write a time of day: 8.30 in Danish, 08:30 elsewhere."""
    return _latin(format_time(time, "H.mm" if language == "da" else "HH:mm", locale=_LOCALE.get(language, language)))


def _latin(text: str) -> str:
    """Write digits as the signs and telephones of the country do."""
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
