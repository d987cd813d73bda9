# SPDX-License-Identifier: EUPL-1.2
"""Services for other systems. Of a confidential one nothing is told but its front door: no capacity, no history, no place."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import asdict

from vejviser.mechanisms import find
from vejviser.public.directory.hsds.identifiers import Record, attribute, identifier
from vejviser.public.directory.hsds.schedules import days, schedules
from vejviser.public.directory.hsds.taxonomy import term
from vejviser.services import described, register
from vejviser.services.catalogue import catalogue
from vejviser.services.eligibility import language_names, public_part
from vejviser.services.freshness import asked_again, targets
from vejviser.services.words import LANGUAGES, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.services.service import Service

_MONTH: Final = dt.timedelta(days=31)
# What the standard has a field of its own for is no attribute.
_OWN_FIELD: Final = frozenset({"minimum_age", "maximum_age", "languages", "interpretation", "refers", "cost", "areas", "wishes"})


def service(one: Service, day: dt.date) -> Record:
    """Give a service with all that belongs to it, as it is on a day."""
    here = identifier("service", one.id)
    record: Record = {
        "id": here,
        "organization_id": identifier("organization", one.organisation),
        "name": one.name.en,
        "alternate_name": one.name.da,
        "description": one.description.en,
        "status": _status(one, day),
        "eligibility_description": _both(one, described.for_whom),
        "application_process": _both(one, described.how_to_refer),
        "assured_date": one.checked.isoformat(),
        "last_modified": f"{one.checked.isoformat()}T00:00:00Z",
        **_optional(one, day),
        "phones": _phones(one, day, service_id=here),
        "schedules": _schedules(one, day),
        "service_areas": _areas(one),
        "service_at_locations": [front_door(one, day)],
        "languages": _languages(one),
        "required_documents": _documents(one),
        "cost_options": _costs(one),
        "attributes": _attributes(one, day),
    }
    return {name: value for name, value in record.items() if value != []}


def front_door(one: Service, day: dt.date) -> Record:
    """Give the front door of a service: a telephone, and a location that is nowhere."""
    here = identifier("service_at_location", one.id)
    place = identifier("location", one.id)
    door = {"id": place, "location_type": "virtual", "name": "Front door by phone"}
    record = {"id": here, "service_id": identifier("service", one.id), "location_id": place, "location": door}
    phones = _phones(one, day, service_at_location_id=here)
    return {**record, "phones": phones} if phones else record


def _status(one: Service, day: dt.date) -> str:
    if one.paused:
        return "temporarily closed"
    return "active" if register.still_offers(one.organisation, day) else "inactive"


def _both(one: Service, say: Callable[[Service, str], str]) -> str:
    """Say something in both languages: the standard has one field for it."""
    return " / ".join(say(one, language) for language in LANGUAGES)


def _optional(one: Service, day: dt.date) -> Record:
    """Give the plain fields that are there only where something is known."""
    found: Record = {}
    contact = register.contact_of(one, day)
    current = register.contact_of(one, day, "current")
    mail = current.mail if current else None
    if mail:
        found["email"] = mail
    if contact and contact.url and not register.stale(one, day):
        found["url"] = contact.url
    for name in ("minimum_age", "maximum_age"):
        if getattr(one.eligibility, name) is not None:
            found[name] = getattr(one.eligibility, name)
    if one.eligibility.interpretation is not None:
        found["interpretation_services"] = sentences("en")["for_whom"]["interpretation"][one.eligibility.interpretation]
    if one.eligibility.cost is not None:
        found["fees_description"] = described.cost(one, "en")
    warnings = [note.text.en for note in one.notes if note.profile == "current"]
    if warnings:
        found["alert"] = "Today: " + " ".join(warnings)
    return found


def _phones(one: Service, day: dt.date, **owner: str) -> list[Record]:
    """Give the number, unless it is one that today's contacts no longer have."""
    number = register.number_of(one, day)
    if not number or "phone" in register.stale(one, day):
        return []
    kind = "/".join(owner)
    return [{"id": identifier("phone", f"{one.id}/{kind}"), **owner, "number": number, "type": "voice", "description": "Front door"}]


def _schedules(one: Service, day: dt.date) -> list[Record]:
    contact = register.contact_of(one, day)
    if contact is None or contact.hours is None:
        return []
    here = identifier("service", one.id)
    lines = _lines(contact.hours, day)
    return [{"id": identifier("schedule", f"{one.id}/{number}/{day}"), "service_id": here, **line} for number, line in enumerate(lines)]


@lru_cache(maxsize=4)
def _lines(hours: str, day: dt.date) -> tuple[Record, ...]:
    # So many whole months ahead, and never less.
    last = day + int(targets()["schedule_months"]) * _MONTH
    return tuple(schedules(days(find(), hours, day, last)))


def _areas(one: Service) -> list[Record]:
    names = [sentences("en")["words"]["areas"][area] for area in one.eligibility.areas or ()] or ["Denmark"]
    return [
        {
            "id": identifier("service_area", f"{one.id}/{name}"),
            "service_id": identifier("service", one.id),
            "name": name,
            "extent": "Whole country" if name == "Denmark" else name,
            "extent_type": "text",
        }
        for name in names
    ]


def _languages(one: Service) -> list[Record]:
    here = identifier("service", one.id)
    return [
        {"id": identifier("language", f"{one.id}/{code}"), "service_id": here, "name": language_names()[code]["en"], "code": code}
        for code in one.eligibility.languages or ()
    ]


def _documents(one: Service) -> list[Record]:
    here = identifier("service", one.id)
    texts = described.needed(one, "en")
    return [{"id": identifier("required_document", f"{one.id}/{text}"), "service_id": here, "document": text} for text in texts]


def _costs(one: Service) -> list[Record]:
    if one.eligibility.cost is None:
        return []
    return [{"id": identifier("cost_option", one.id), "service_id": identifier("service", one.id), "amount": 0, "currency": "DKK"}]


def _attributes(one: Service, day: dt.date) -> list[Record]:
    """Give the kinds of the service, then what the standard has no field for."""
    here = identifier("service", one.id)
    kinds = [catalogue().term(code) for code in register.terms_on(one, day)]
    found: list[Record] = [
        {
            "id": identifier("attribute", f"{one.id}/{kind.id}"),
            "link_id": here,
            "link_entity": "service",
            "label": "Service type",
            "taxonomy_term_id": identifier("taxonomy_term", f"{kind.id}/en"),
            "taxonomy_term": term(kind, "en"),
        }
        for kind in kinds
    ]
    said = [("Hours", "known" if _schedules(one, day) else "unknown"), ("Basis", ", ".join(one.rules)), ("Checked by", one.checked_by)]
    said += [(f"Contact: {name}", "that of the source is no longer current") for name in register.stale(one, day)]
    if asked_again(one.checked, day):
        said.append(("Checked", "longer ago than the target; ask again"))
    known = asdict(public_part(one.eligibility, confidential=one.confidential))
    for name, value in known.items():
        if value is not None and name not in _OWN_FIELD:
            said.append((f"Eligibility: {name}", ", ".join(value) if isinstance(value, tuple) else str(value)))
    return found + [attribute("service", one.id, label, value) for label, value in said]
