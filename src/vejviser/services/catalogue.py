# SPDX-License-Identifier: EUPL-1.2
"""The taxonomy and the services of a country, read from its folder and checked."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct, ValidationError, convert, field

from vejviser.services.problem import ServiceProblem
from vejviser.services.refused_words import refuse_dependence, refuse_places

FOLDER = Path(__file__).parent / "denmark"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    en: str
    da: str

    def spoken(self, language: str) -> str:
        """Give the text in Danish, or else in English."""
        return self.da if language == "da" else self.en


class Term(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of service; `right` is the entitlement it counts for, `basis` where it comes from."""

    id: str
    group: str
    en: str
    da: str
    basis: str
    right: str | None = None
    answer_within: tuple[str, ...] = ()
    until: dt.date | None = None
    successor: str | None = None

    def spoken(self, language: str) -> str:
        """Give the name in Danish, or else in English."""
        return self.da if language == "da" else self.en


class Eligibility(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """For whom a service is. What is left out is unknown: it is asked, and never means no. Ages in years; languages as ISO 639-3."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    genders: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    refers: tuple[str, ...] | None = None


class Service(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A service of an organisation. Contacts and hours are those of the mechanism's register, by id; places are not kept at all."""

    id: str
    organisation: str
    name: Words
    description: Words
    terms: tuple[str, ...]
    source: str
    checked: dt.date
    checked_by: str
    contact: str | None = None
    confidential: bool = False
    note: Words | None = None
    eligibility: Eligibility = field(default_factory=Eligibility)


class Catalogue(Struct, frozen=True):
    """All kinds of service and all services, in the order of their files."""

    groups: dict[str, Words]
    terms: tuple[Term, ...]
    services: tuple[Service, ...]

    def term(self, identifier: str) -> Term:
        """Give the kind of service with that id. Raises KeyError."""
        return {term.id: term for term in self.terms}[identifier]

    def of(self, organisation: str) -> tuple[Service, ...]:
        """Give the services of an organisation."""
        return tuple(service for service in self.services if service.organisation == organisation)

    def organisations(self) -> tuple[str, ...]:
        """Give the ids of the organisations that have services, in the order of the file."""
        return tuple(dict.fromkeys(service.organisation for service in self.services))


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
    raw = offers.get("services")
    if not isinstance(raw, list) or not raw:
        raise ServiceProblem("services", "There must be at least one.")
    services = tuple(_service(one, number, {term.id for term in terms}) for number, one in enumerate(raw))
    for what, ids in (("terms", [term.id for term in terms]), ("services", [one.id for one in services])):
        if len(set(ids)) < len(ids):
            raise ServiceProblem(what, "An id stands twice.")
    if any(term.group not in groups for term in terms):
        raise ServiceProblem("terms", "A term names a group that is not there.")
    return Catalogue(groups, terms, services)


def _service(raw: object, number: int, terms: set[str]) -> Service:
    where = f"services[{number}]"
    if isinstance(raw, dict):
        # A place to stay is confidential whether its row says so or not.
        stays = any(str(term).startswith("acc.") for term in raw.get("terms", ()))
        if stays and raw.get("confidential") is not True:
            raise ServiceProblem(f"{where}.confidential", "A place to stay has a front door only: write `confidential = true`.")
        if raw.get("confidential"):
            refuse_places({key: value for key, value in raw.items() if key != "source"}, where)
        refuse_dependence(raw.get("eligibility", {}), f"{where}.eligibility")
    try:
        service = convert(raw, Service)
    except ValidationError as problem:
        raise ServiceProblem(where, str(problem)) from None
    if not service.terms or not set(service.terms) <= terms:
        raise ServiceProblem(f"{where}.terms", "Name kinds of service that stand in the taxonomy.")
    if not service.source.strip() or not service.checked_by.strip():
        raise ServiceProblem(f"{where}.source", "Say where it stands, and who checked it.")
    return service
