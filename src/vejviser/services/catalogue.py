# SPDX-License-Identifier: EUPL-1.2
"""The taxonomy and the services of a country, read from its folder and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from vejviser.services.problem import ServiceProblem
from vejviser.services.row_checks import check_areas, checked_service
from vejviser.services.service import Service
from vejviser.services.taxonomy import Term, check_terms
from vejviser.services.words import Words

FOLDER = Path(__file__).parent / "denmark"


class Catalogue(Struct, frozen=True):
    """All kinds of service and all services, in the order of their files; the last service is the one that arranges the rest."""

    groups: dict[str, Words]
    terms: tuple[Term, ...]
    services: tuple[Service, ...]

    def term(self, identifier: str) -> Term:
        """Give the kind of service with that id. Raises KeyError."""
        return {term.id: term for term in self.terms}[identifier]

    def of(self, organisation: str) -> tuple[Service, ...]:
        """Give the services of an organisation."""
        return tuple(service for service in self.services if service.organisation == organisation)

    def offering(self, term: str) -> tuple[Service, ...]:
        """Give the services that are of a kind."""
        return tuple(service for service in self.services if term in service.terms)

    def organisations(self) -> tuple[str, ...]:
        """Give the ids of the organisations that have services, in the order of the file."""
        return tuple(dict.fromkeys(service.organisation for service in self.services))

    def arranging(self) -> Service:
        """Give the service that stands for every kind that nobody is named for."""
        return self.services[-1]


@cache
def catalogue() -> Catalogue:
    """Read the services of Denmark. Raises ServiceProblem."""
    kinds = tomllib.loads((FOLDER / "taxonomy.toml").read_text(encoding="utf-8"))
    offers = tomllib.loads((FOLDER / "services.toml").read_text(encoding="utf-8"))
    return checked(kinds, offers)


def checked(kinds: dict[str, object], offers: dict[str, object]) -> Catalogue:
    """Check what stands in the two files and give it.

    Raises:
        ServiceProblem: a field is missing, unknown or of the wrong kind, an id stands twice or names nothing, or a word is refused.

    """
    try:
        groups = convert(kinds.get("groups"), dict[str, Words])
        terms = convert(kinds.get("terms"), tuple[Term, ...])
    except ValidationError as problem:
        raise ServiceProblem("taxonomy", str(problem)) from None
    check_terms(terms, groups)
    raw = offers.get("services")
    if not isinstance(raw, list) or not raw:
        raise ServiceProblem("services", "There must be at least one.")
    services = tuple(checked_service(one, number, terms) for number, one in enumerate(raw))
    if len({service.id for service in services}) < len(services):
        raise ServiceProblem("services", "An id stands twice.")
    check_areas(services)
    return Catalogue(groups, terms, _arranged(services, terms))


def _arranged(services: tuple[Service, ...], terms: tuple[Term, ...]) -> tuple[Service, ...]:
    """Give the arranging row every kind that no other row has, so that no kind of help is without an entry."""
    named = [service for service in services if not service.arranges]
    arranging = [service for service in services if service.arranges]
    if len(arranging) != 1:
        raise ServiceProblem("services", "Exactly one row says `arranges = true`: it stands for all that nobody is named for.")
    held = {term for service in named for term in service.terms}
    rest = tuple(term.id for term in terms if term.id not in held and not term.act and term.until is None)
    return (*named, replace(arranging[0], terms=rest))
