# SPDX-License-Identifier: EUPL-1.2
"""What a page shows of a service: its own words and sentences, and its telephone, mail and hours out of the mechanism's register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.mechanisms import find
from vejviser.public.directory.texts import words
from vejviser.public.directory.today import NoteView, contract_lines, gone_lines, notes, stale_line
from vejviser.public.whom import day_in_words, telephone, time_in_words
from vejviser.rules.contact import contact_at
from vejviser.services import described, register
from vejviser.services.catalogue import catalogue
from vejviser.services.finding import is_act
from vejviser.services.freshness import asked_again, days_since
from vejviser.services.matching import Answer, Fit
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.services.service import Service


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A service as it stands on a page; `opened` is None where its hours are unknown, `ask` what is not known of it for what was asked."""

    id: str
    name: str
    organisation: str
    slug: str
    description: str
    kinds: tuple[str, ...]
    telephone: str
    number: str
    mail: str
    secure_mail: str
    url: str
    confidential: bool
    is_act: bool
    paused: bool
    opened: bool | None
    hours: str
    ask: str
    for_whom: str
    how: str
    languages: str
    cost: str
    contracts: tuple[NoteView, ...]
    number_stale: bool
    gone: tuple[str, ...]
    mail_stale: str
    notes: tuple[NoteView, ...]
    checked: str
    checked_by: str
    asked_again: bool
    rules: tuple[str, ...]


def slug(organisation: str) -> str:
    """Write the id of an organisation as it stands in an address."""
    return organisation.replace("_", "-")


def name_of(organisation: str, language: str) -> str:
    """Give the name of an organisation today."""
    name = find().register.name(organisation, clock.today(), language)
    return name[:1].upper() + name[1:]


def open_now(service: Service) -> bool | None:
    """Say whether a service is open at this minute, None where its hours are unknown (A38). The number to call now counts as open."""
    mechanism, now = find(), clock.now()
    moment = mechanism.zone.from_datetime(now)
    if service.contact == register.EMERGENCY or service.contact in {line.id for line in contact_at(mechanism, moment).now}:
        return True
    contact = register.contact_of(service, moment.day)
    if contact is None or contact.hours is None:
        return None
    return mechanism.hours(contact.hours).state_at(moment).open


def shown(service: Service, language: str, answer: Answer | None = None) -> Shown:
    """Give a service as it stands on a page, with what was answered if something was asked."""
    day, said = clock.today(), words(language)
    contact, number = register.contact_of(service, day), register.number_of(service, day)
    is_asked = answer is not None and answer.fit is not Fit.FITS
    return Shown(
        id=service.id,
        name=service.name.spoken(language),
        organisation=name_of(service.organisation, language),
        slug=slug(service.organisation),
        description=service.description.spoken(language),
        kinds=tuple(catalogue().term(term).spoken(language) for term in register.terms_on(service, day)),
        telephone=f"tel:{number}" if number else "",
        number=telephone(number),
        mail=(contact.mail if contact else None) or "",
        secure_mail=(contact.secure_mail if contact else None) or "",
        url=(contact.url if contact else None) or "",
        confidential=service.confidential,
        is_act=is_act(catalogue(), service),
        paused=service.paused,
        opened=open_now(service),
        hours=hours_in_words(service, language),
        ask=", ".join(said["attributes"][name] for name in answer.because) if answer and is_asked else "",
        for_whom="" if "anyone" in (service.eligibility.refers or ()) else described.for_whom(service, language),
        how=described.how_to_refer(service, language),
        languages=", ".join(described.spoken_languages(service, language)),
        cost=described.cost(service, language),
        contracts=contract_lines(service, language),
        number_stale="phone" in register.stale(service, day),
        gone=gone_lines(service, day, language),
        mail_stale=stale_line(service, "mail", day, language),
        notes=notes(service, language),
        checked=_checked(service, language),
        checked_by=said["checkers"][service.checked_by],
        asked_again=asked_again(service.checked, day),
        rules=service.rules,
    )


def hours_in_words(service: Service, language: str) -> str:
    """Say until when a service is open or when it opens next; that they are unknown where they are (A38)."""
    mechanism, said = find(), words(language)
    moment = mechanism.zone.from_datetime(clock.now())
    contact = register.contact_of(service, moment.day)
    if contact is None or contact.hours is None:
        return str(said["open_now"] if open_now(service) else said["hours_unknown"])
    state = mechanism.hours(contact.hours).state_at(moment)
    change = state.closes if state.open else state.opens
    if change is None:
        return str(said["open_now"] if state.open else said["closed_now"])
    pattern = said["open_until" if state.open else "closed_until"]
    return str(pattern.format(day=day_in_words(change.date(), language), time=time_in_words(change.time(), language)))


def now_in_words(language: str) -> str:
    """Write this minute as people there write it, with its weekday."""
    local = dt.datetime.fromisoformat(find().zone.from_datetime(clock.now()).local)
    return f"{day_in_words(local.date(), language)}, {time_in_words(local.time(), language)}"


def _checked(service: Service, language: str) -> str:
    said, days = words(language), days_since(service.checked, clock.today())
    ago = said["ago_one"] if days == 1 else said["ago"].format(days=days)
    return f"{day_in_words(service.checked, language)} {service.checked.year} ({said['ago_none'] if days == 0 else ago})"
