# SPDX-License-Identifier: EUPL-1.2
"""The directory in the Human Services Data Specification 3.1: only what is public, and of a confidential service its front door alone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from vejviser.public.directory.shown import contact_of, name_of
from vejviser.services.catalogue import catalogue

if TYPE_CHECKING:
    from vejviser.services.catalogue import Service, Term

Record = dict[str, Any]
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:vejviser:services:denmark")
TAXONOMY: Final = "Vejviser services"


def identifier(kind: str, name: str) -> str:
    """Give the id of a record: always the same for the same kind and name."""
    return str(uuid.uuid5(_SPACE, f"{kind}/{name}"))


def records(kind: str) -> list[Record] | None:
    """Give all records of a kind as a list of the standard names it; None for a kind that is not there."""
    makers = {"services": _services, "organizations": _organizations, "taxonomies": _taxonomies, "taxonomy_terms": _terms}
    return makers[kind]() if kind in makers else None


def _taxonomies() -> list[Record]:
    text = "Kinds of service in the national referral mechanism, our own list."
    return [{"id": identifier("taxonomy", TAXONOMY), "name": TAXONOMY, "description": text, "version": "1"}]


def _terms() -> list[Record]:
    everything = catalogue()
    found = [
        _term(name, group.spoken(language), language, parent=None) for name, group in everything.groups.items() for language in ("en", "da")
    ]
    return found + [_term(one.id, one.spoken(language), language, parent=one) for one in everything.terms for language in ("en", "da")]


def _term(code: str, name: str, language: str, *, parent: Term | None) -> Record:
    record: Record = {
        "id": identifier("taxonomy_term", f"{code}/{language}"),
        "code": code,
        "name": name,
        "description": parent.basis if parent else name,
        "taxonomy": TAXONOMY,
        "taxonomy_id": identifier("taxonomy", TAXONOMY),
        "language": language,
    }
    if parent:
        record["parent_id"] = identifier("taxonomy_term", f"{parent.group}/{language}")
    return record


def _organizations() -> list[Record]:
    found = []
    for organisation in catalogue().organisations():
        english, danish = name_of(organisation, "en"), name_of(organisation, "da")
        text = "; ".join(service.name.en for service in catalogue().of(organisation))
        found.append({"id": identifier("organization", organisation), "name": english, "alternate_name": danish, "description": text})
    return found


def _services() -> list[Record]:
    return [_service(service) for service in catalogue().services]


def _service(service: Service) -> Record:
    contact = contact_of(service)
    here = identifier("service", service.id)
    record: Record = {
        "id": here,
        "organization_id": identifier("organization", service.organisation),
        "name": service.name.en,
        "alternate_name": service.name.da,
        "description": service.description.en,
        "status": "active",
        "assured_date": service.checked.isoformat(),
        "attributes": [_attribute(service, code) for code in service.terms],
        "service_at_locations": [_front_door(service)],
    }
    if contact and contact.phone:
        phone = {"id": identifier("phone", service.id), "service_id": here, "number": contact.phone, "type": "voice"}
        record["phones"] = [{**phone, "description": "Front door"}]
    if contact and contact.mail:
        record["email"] = contact.mail
    hours = "unknown" if contact is None or contact.hours is None else "ask the page Now, which knows holidays"
    record["attributes"].append(
        {"id": identifier("hours", service.id), "link_id": here, "link_entity": "service", "label": "Hours", "value": hours}
    )
    return record


def _attribute(service: Service, code: str) -> Record:
    term = catalogue().term(code)
    return {
        "id": identifier("attribute", f"{service.id}/{code}"),
        "link_id": identifier("service", service.id),
        "link_entity": "service",
        "label": "Service type",
        "taxonomy_term_id": identifier("taxonomy_term", f"{code}/en"),
        "taxonomy_term": _term(code, term.en, "en", parent=term),
    }


def _front_door(service: Service) -> Record:
    door = {"id": identifier("location", service.id), "location_type": "virtual", "name": "Front door by phone"}
    return {"id": identifier("service_at_location", service.id), "service_id": identifier("service", service.id), "location": door}
