# SPDX-License-Identifier: EUPL-1.2
"""What the mechanism's register knows of those who offer services: the way to reach them, their contracts, and what has become of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from vejviser.mechanisms import DEFAULT, find

if TYPE_CHECKING:
    from vejviser.rules.register_format import ContactFile, RoleFile
    from vejviser.services.service import Service

PROFILES: Final = ("described", "current")
EMERGENCY: Final = "emergency"
# The role that an organisation has by a contract under the action plan (A44), and the kind of service that it then offers.
_BY_CONTRACT: Final = ("interviewer", "ident.interview")
# Roles that say who may act in a case, not what somebody offers.
_NO_OFFER: Final = frozenset({"authority", "first_contact"})


class Contract(Struct, frozen=True, kw_only=True):
    """A contract under the action plan: from and to which legal day, both included, by which profile (A44)."""

    profile: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


def contact_of(service: Service, day: dt.date, profile: str = "described") -> ContactFile | None:
    """Give the way to reach a service on a day; None where the register has none."""
    mechanism = find(f"{DEFAULT}@{profile}")
    found = mechanism.register.contact(service.contact, day) if service.contact else None
    return found[1] if found else None


def number_of(service: Service, day: dt.date, profile: str = "described") -> str:
    """Give the number to call, as a telephone takes it; empty where none is known."""
    if service.contact == EMERGENCY:
        return str(find().pack.mechanism.emergency)
    contact = contact_of(service, day, profile)
    return (contact.phone if contact else None) or ""


def stale(service: Service, day: dt.date) -> tuple[str, ...]:
    """Name what the described contact has and today's has not, or not any more: `phone`, `mail`."""
    described, current = contact_of(service, day), contact_of(service, day, "current")
    if described is None:
        return ()
    return tuple(
        name
        for name in ("phone", "mail")
        if getattr(described, name) is not None and getattr(described, name) != (getattr(current, name) if current else None)
    )


def contracts(organisation: str) -> tuple[Contract, ...]:
    """Give the contracts of an organisation under the action plan, as each profile knows them."""
    return tuple(
        Contract(profile=profile, valid_from=role.from_, valid_to=role.until, source=role.source or "")
        for profile in PROFILES
        for role in _roles(organisation, profile)
        if role.role == _BY_CONTRACT[0] and find().pack.organisations[organisation].kind == "ngo"
    )


def terms_on(service: Service, day: dt.date, profile: str = "described") -> tuple[str, ...]:
    """Give the kinds that a service is of on a day: what is offered by contract, only while the contract holds."""
    held = find().pack.organisations[service.organisation].kind != "ngo" or any(
        contract.profile == profile
        and (contract.valid_from is None or contract.valid_from <= day)
        and (contract.valid_to is None or day <= contract.valid_to)
        for contract in contracts(service.organisation)
    )
    return tuple(term for term in service.terms if held or term != _BY_CONTRACT[1])


def still_offers(organisation: str, day: dt.date) -> bool:
    """Say whether an organisation still has a role with an offer today, by the profile of today."""
    return any(role.role not in _NO_OFFER and role.holds_on(day) for role in _roles(organisation, "current"))


def successor(organisation: str) -> str | None:
    """Give the id of who took over from an organisation; None if nobody is known."""
    return find().pack.organisations[organisation].successor


def _roles(organisation: str, profile: str) -> tuple[RoleFile, ...]:
    known = find(f"{DEFAULT}@{profile}").register.organisations.get(organisation)
    return known.roles if known else ()
