# SPDX-License-Identifier: EUPL-1.2
"""Who to reach, as text: the number to call stands first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.reporting.words import Words, bracketed

if TYPE_CHECKING:
    from vejviser.reporting.page import Page
    from vejviser.rules.contact import Contact, Line
    from vejviser.rules.mechanism import Mechanism


def contact_text(mechanism: Mechanism, contact: Contact, page: Page, *, language: str = "en") -> str:
    """Write whom to call on a page and give all its text."""
    words = Words(mechanism, language, dt.datetime.fromisoformat(contact.at).date())
    for place, line in enumerate(contact.now):
        _line(line, page, words, first=place == 0)
    page.gap()
    page.line(words.word("danger_now", phone=contact.emergency), strong=True)
    _hours(contact, page, words)
    _mail(contact, page, words)
    for flag in contact.flags:
        page.gap()
        page.line(f"{words.word('flags')}: {flag.message}{bracketed((flag.id,))}")
    page.gap()
    day = words.text(f"values.day.{contact.day}")
    page.line(words.say("contact_asked", moment=words.moment(contact.at), day=day), quiet=True)
    return str(page)


def _line(line: Line, page: Page, words: Words, *, first: bool) -> None:
    number = words.phone(line.phone) if line.phone else ""
    call = words.say("call_now" if first else "call_then", phone=number)
    if not first:
        page.gap()
    label = f"{words.label('contacts', line.id)}, {words.organisation(line.org)}"
    page.line(f"{call}   {label}{bracketed(line.rules)}", strong=first)
    page.note(words.text(f"contacts.{line.id}.advice"))


def _hours(contact: Contact, page: Page, words: Words) -> None:
    point = contact.point_of_contact
    page.gap()
    name, phone = words.organisation(point.org), f" ({words.phone(point.phone)})" if point.phone else ""
    if point.open:
        state = words.say("open_until", closes=_when(point.closes, words))
    else:
        state = words.say("closed_until", opens=_when(point.opens, words))
    page.line(f"{words.word('point_of_contact')}: {name}{phone}: {state}")


def _when(local: str | None, words: Words) -> str:
    """Write a change of the hours: today by its time alone, another day with its date."""
    if local is None:
        return words.word("unknown")
    day = dt.datetime.fromisoformat(local).date()
    date = words.word("today") if day == words.day else words.date(day)
    return words.text("dates.date_time", date=date, time=words.clock(local))


def _mail(contact: Contact, page: Page, words: Words) -> None:
    if contact.secure_mail:
        page.line(words.say("secure_mail", mail=contact.secure_mail))
    if contact.mail:
        page.line(words.say("plain_mail", mail=contact.mail))
        page.line(words.say("why_no_names"), quiet=True)
