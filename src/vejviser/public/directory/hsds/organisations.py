# SPDX-License-Identifier: EUPL-1.2
"""Organisations for other systems: never deleted, each with who took over from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.mechanisms import find
from vejviser.public.directory.hsds.identifiers import Record, attribute, identifier
from vejviser.services import register
from vejviser.services.catalogue import catalogue

if TYPE_CHECKING:
    import datetime as dt

SCHEME: Final = "Register of the mechanism"
_PLAIN: Final = ("id", "name", "alternate_name", "description", "status")


def organisation(name: str, day: dt.date, services: list[Record], *, full_service: bool = False) -> Record:
    """Give an organisation with its services: whole ones, or what tells one from another."""
    own = [one for one in services if one["organization_id"] == identifier("organization", name)]
    record: Record = {
        "id": identifier("organization", name),
        "name": _name(name, day, "en"),
        "alternate_name": _alternate(name, day),
        "description": "; ".join(service.name.en for service in catalogue().of(name)),
        "organization_identifiers": [_identifier(name)],
        "programs": _programs(name),
        "attributes": _attributes(name, day),
        "services": own if full_service else [{key: one[key] for key in _PLAIN} for one in own],
    }
    return {key: value for key, value in record.items() if value != []}


def _name(name: str, day: dt.date, language: str) -> str:
    found = find().register.name(name, day, language)
    return found[:1].upper() + found[1:]


def _alternate(name: str, day: dt.date) -> str:
    """Give the Danish name, and every other name that the organisation has or had."""
    known = find().pack.organisations[name].name
    names = [_name(name, day, "da"), *(text for entry in known for text in entry.text.values())]
    own = _name(name, day, "en").casefold()
    distinct = {text.casefold(): text for text in reversed(names) if text.casefold() != own}
    return "; ".join(reversed(distinct.values())) or names[0]


def _identifier(name: str) -> Record:
    here = {"id": identifier("organization_identifier", name), "organization_id": identifier("organization", name)}
    return {**here, "identifier_scheme": SCHEME, "identifier_type": "register", "identifier": name}


def _programs(name: str) -> list[Record]:
    """Give the action plan under which an organisation has a contract; its days stay attributes, for they differ by profile."""
    if not register.contracts(name):
        return []
    here = {"id": identifier("program", name), "organization_id": identifier("organization", name)}
    return [{**here, "name": "Contract under the national action plan", "description": "Interviews for identification (R24, A44)."}]


def _attributes(name: str, day: dt.date) -> list[Record]:
    said = []
    heir = register.successor(name)
    if heir:
        said.append(("Successor", f"{heir}: {find('denmark@current').register.name(heir, day, 'en')}"))
    if not register.still_offers(name, day):
        said.append(("Today", "no role with an offer is known"))
    for contract in register.contracts(name):
        end = contract.valid_to.isoformat() if contract.valid_to else "open"
        start = contract.valid_from.isoformat() if contract.valid_from else "open"
        said.append((f"Contract ({contract.profile})", f"from {start} to {end}"))
    return [attribute("organization", name, label, value) for label, value in said]
