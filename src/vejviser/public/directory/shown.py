# SPDX-License-Identifier: EUPL-1.2
"""What a page shows of a service: the service's own words, and its telephone, mail and hours out of the mechanism's register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.mechanisms import find
from vejviser.public.whom import day_in_words, telephone
from vejviser.rules.contact import contact_at
from vejviser.services.matching import Asked, Fit, fit
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.rules.register_format import ContactFile
    from vejviser.services.catalogue import Catalogue, Service


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A service as it stands on a page; `opened` is None where its hours are unknown."""

    id: str
    name: str
    organisation: str
    slug: str
    description: str
    kinds: tuple[str, ...]
    telephone: str
    number: str
    mail: str
    confidential: bool
    opened: bool | None
    asks: bool
    anyone: bool
    checked: str
    checked_by: str
    source: str


def slug(organisation: str) -> str:
    """Write the id of an organisation as it stands in an address."""
    return organisation.replace("_", "-")


def name_of(organisation: str, language: str) -> str:
    """Give the name of an organisation today."""
    name = find().register.name(organisation, clock.today(), language)
    return name[:1].upper() + name[1:]


def contact_of(service: Service) -> ContactFile | None:
    """Give the way to reach a service today; None where the register has none."""
    found = find().register.contact(service.contact, clock.today()) if service.contact else None
    return found[1] if found else None


def open_now(service: Service) -> bool | None:
    """Say whether a service is open at this minute, None where its hours are unknown."""
    contact = contact_of(service)
    if contact is None or contact.hours is None:
        return None
    mechanism = find()
    return contact_at(mechanism, mechanism.zone.from_datetime(clock.now())).point_of_contact.open


def found(catalogue: Catalogue, asked: Asked, language: str) -> tuple[Shown, ...]:
    """Give the services that fit, then those to ask."""
    pairs = [(service, fit(service, asked, opened=open_now(service))) for service in catalogue.services]
    return tuple(
        shown(catalogue, service, language, answer) for wished in (Fit.FITS, Fit.ASK) for service, answer in pairs if answer is wished
    )


def shown(catalogue: Catalogue, service: Service, language: str, answer: Fit = Fit.FITS) -> Shown:
    """Give a service as it stands on a page."""
    contact = contact_of(service)
    phone = (contact.phone if contact else None) or ""
    day = day_in_words(service.checked, language)
    return Shown(
        id=service.id,
        name=service.name.spoken(language),
        organisation=name_of(service.organisation, language),
        slug=slug(service.organisation),
        description=service.description.spoken(language),
        kinds=tuple(catalogue.term(term).spoken(language) for term in service.terms),
        telephone=f"tel:{phone}" if phone else "",
        number=telephone(phone),
        mail=(contact.mail if contact else None) or "",
        confidential=service.confidential,
        opened=open_now(service),
        asks=answer is Fit.ASK,
        anyone="anyone" in (service.eligibility.refers or ()),
        checked=f"{day} {service.checked.year}",
        checked_by=service.checked_by,
        source=service.source,
    )
