# SPDX-License-Identifier: EUPL-1.2
"""Numbers, times, telephones, addresses and names of offices, put into sentences: from the mechanism, never from a translation.

A sentence becomes pieces, because a telephone number stays written from left to right in a text that goes the other way.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from vejviser.mechanisms import find
from vejviser.public.rights.quantities import quantity
from vejviser.public.rights.statements import grounds
from vejviser.public.whom import telephone, time_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.safestring import SafeString

    from vejviser.rules.register_format import ContactFile

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_HOURS: Final = re.compile(r"(\S+) (\d\d:\d\d)-(\d\d:\d\d)")
# Which days each of the two sentences about hours speaks of.
_DAYS: Final = {"hotline_weekdays": "Mo-Fr", "hotline_weekends": "Sa-Su,PH"}
_LENGTHS: Final = {
    "reflection_days": ("reflection_days", "day"),
    "reflection_total": ("reflection_total_days", "day"),
    "permit_months": ("permit_months", "month"),
    "return_months": ("return_assistance_months", "month"),
    "programme_months": ("return_programme_months", "month"),
    "transition_days": ("transition_days", "day"),
}
_TELEPHONES: Final = {
    "hotline_phone": "cmm_hotline",
    "police_phone": "police_hotline",
    "hopenow_phone": "hopenow_support",
    "amiami_phone": "amiami_support",
    "reden_phone": "reden_support",
}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a sentence. `fixed` keeps its direction of writing and is not broken; `tongue` is its language where it is another one."""

    text: str
    fixed: bool = False
    tongue: str = ""
    address: str = ""


def pieces(sentence: str, given: Mapping[str, Piece]) -> tuple[Piece, ...]:
    """Cut a sentence at its placeholders and put in what is given.

    Raises:
        KeyError: the sentence asks for something that is not given.

    """
    parts = PLACEHOLDER.split(sentence)
    found = (given[part] if at % 2 else Piece(text=part) for at, part in enumerate(parts))
    return tuple(piece for piece in found if piece.text)


def html(found: Iterable[Piece]) -> SafeString:
    """Write pieces for a page: everything escaped, what is fixed isolated, telephones and addresses as links."""
    return mark_safe("".join(_html(piece) for piece in found))  # noqa: S308  each piece was escaped


def plain(found: Iterable[Piece]) -> str:
    """Give pieces as one text."""
    return "".join(piece.text for piece in found)


@lru_cache(maxsize=64)
def given(language: str, day: dt.date) -> dict[str, Piece]:
    """Give everything that a sentence can be filled with, as it holds on a legal day.

    Raises:
        LookupError: the mechanism does not have what a sentence of the page speaks of.

    """
    mechanism = find()
    found = {name: Piece(text=text, fixed=True, tongue="" if language == "da" else "da") for name, text in grounds().names.items()}
    found |= {name: _telephone(_contact(contact, day).phone or "") for name, contact in _TELEPHONES.items()}
    found |= {name: Piece(text=_hours(days, language, day), fixed=True) for name, days in _DAYS.items()}
    for name, (parameter, unit) in _LENGTHS.items():
        found[name] = Piece(text=quantity(mechanism.parameters[parameter].on(day), unit, language))
    found |= {name: Piece(text=quantity(one.value, one.unit, language)) for name, one in grounds().figures.items()}
    found["adult_age"] = Piece(text=str(mechanism.parameters["adult_age"].on(day)))
    emergency = mechanism.pack.mechanism.emergency
    found["emergency"] = Piece(text=emergency, fixed=True, address=f"tel:{emergency}")
    hotline = _contact("cmm_hotline", day)
    found |= {"cmm_mail": _mail(hotline.mail), "cmm_secure_mail": _mail(hotline.secure_mail)}
    return found


def _contact(name: str, day: dt.date) -> ContactFile:
    found = find().register.contact(name, day)
    if found is None:
        raise LookupError(f"the mechanism has no contact {name!r} on {day}")
    return found[1]


def _telephone(number: str) -> Piece:
    return Piece(text=telephone(number), fixed=True, address=f"tel:{number}")


def _mail(address: str | None) -> Piece:
    if not address:
        raise LookupError("the mechanism has no mail address of the point of contact for a sentence that names it")
    return Piece(text=address, fixed=True, address=f"mailto:{address}")


def _hours(days: str, language: str, day: dt.date) -> str:
    line = _contact("cmm_hotline", day).hours or ""
    for part in line.split(";"):
        found = _HOURS.fullmatch(part.strip())
        if found and found[1] == days:
            return "-".join(time_in_words(dt.time.fromisoformat(time), language) for time in found.groups()[1:])
    raise LookupError(f"the sentences speak of hours on {days}, and the hotline has {line!r}")


def _html(piece: Piece) -> str:
    text = str(escape(piece.text))
    if piece.fixed:
        text = format_html('<bdi dir="ltr" lang="{}">{}</bdi>' if piece.tongue else '<bdi dir="ltr">{1}</bdi>', piece.tongue, piece.text)
    return format_html('<a href="{}">{}</a>', piece.address, mark_safe(text)) if piece.address else text  # noqa: S308  escaped above
