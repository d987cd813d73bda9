# SPDX-License-Identifier: EUPL-1.2
"""What a row of the directory must hold, and what no row may hold. No message repeats a value."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import ValidationError, convert

from vejviser.services.eligibility import PLACES_OF_BRANCH, check_eligibility
from vejviser.services.problem import ServiceProblem
from vejviser.services.refused_words import refuse_dependence, refuse_places
from vejviser.services.service import STAYING, Service

if TYPE_CHECKING:
    from vejviser.services.taxonomy import Term

_VALUE: Final = re.compile(r" '[^']*'| `[^`]*`")
_RULE: Final = re.compile(r"[RAK][1-9][0-9]?")
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9-]*")


def checked_service(raw: object, number: int, terms: tuple[Term, ...]) -> Service:
    """Check a row and give it. Raises ServiceProblem."""
    where = f"services[{number}]"
    if isinstance(raw, dict):
        _refuse_words(raw, where)
    try:
        service = convert(raw, Service)
    except ValidationError as problem:
        # The library repeats what it refuses, and what is refused may be a place.
        raise ServiceProblem(where, _VALUE.sub("", str(problem))) from None
    _check_names(service, where)
    _check_terms(service, where, terms)
    check_eligibility(service.eligibility, f"{where}.eligibility")
    return service


def check_areas(services: tuple[Service, ...]) -> None:
    """Refuse a region that tells where one of few confidential services lies.

    Raises:
        ServiceProblem: fewer than three confidential services name the region.

    """
    there = Counter(area for service in services if service.confidential for area in service.eligibility.areas or ())
    for number, service in enumerate(services):
        if service.confidential and any(there[area] < PLACES_OF_BRANCH for area in service.eligibility.areas or ()):
            message = "Fewer than three confidential services name this region. Leave the field out: the whole country."
            raise ServiceProblem(f"services[{number}].eligibility.areas", message)


def _refuse_words(raw: dict[object, object], where: str) -> None:
    """Refuse places in every row, for no row has one, and help that depends on helping the police."""
    terms = raw.get("terms", ())
    stays = isinstance(terms, list | tuple) and any(str(term).startswith(STAYING) for term in terms)
    if stays and raw.get("confidential") is not True:
        raise ServiceProblem(f"{where}.confidential", "A place to stay has a front door only: write `confidential = true`.")
    refuse_places(raw, where)
    refuse_dependence(raw.get("eligibility", {}), f"{where}.eligibility")


def _check_names(service: Service, where: str) -> None:
    if not _IDENTIFIER.fullmatch(service.id):
        raise ServiceProblem(f"{where}.id", "Allowed: small letters, digits and hyphens, a letter first.")
    if not service.rules or not all(_RULE.fullmatch(rule) for rule in service.rules):
        raise ServiceProblem(f"{where}.rules", "Name the rules that the row rests on, such as R69.")
    for name in ("name", "description"):
        text = getattr(service, name)
        if not text.en.strip() or not text.da.strip():
            raise ServiceProblem(f"{where}.{name}", "Write it in both languages.")
    for place, note in enumerate(service.notes):
        if (note.source is None) == (note.url is None):
            raise ServiceProblem(f"{where}.notes[{place}].source", "Say where it was read: `source` or `url`, one of them.")
        if note.url is not None and not note.url.startswith("https://"):
            raise ServiceProblem(f"{where}.notes[{place}].url", "Allowed: an address that begins with https://.")


def _check_terms(service: Service, where: str, terms: tuple[Term, ...]) -> None:
    usable = {term.id for term in terms if term.until is None}
    if service.arranges:
        if service.terms:
            raise ServiceProblem(f"{where}.terms", "The arranging row names none: it has all that the others have not.")
        return
    if not service.terms or not set(service.terms) <= usable:
        raise ServiceProblem(f"{where}.terms", "Name kinds of service that stand in the taxonomy and are not retired.")
    if len(set(service.terms)) < len(service.terms):
        raise ServiceProblem(f"{where}.terms", "A kind stands twice.")
