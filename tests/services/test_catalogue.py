# SPDX-License-Identifier: EUPL-1.2
"""The services are what their sources say; no place of a confidential one can be written, and none asks for help to the police."""

from __future__ import annotations

import copy
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vejviser.services.catalogue import FOLDER, catalogue, checked
from vejviser.services.matching import Asked, Fit, fit
from vejviser.services.problem import ServiceProblem

DESIGN = Path(__file__).resolve().parents[3] / "shared" / "design" / "services.md"
KINDS = tomllib.loads((FOLDER / "taxonomy.toml").read_text(encoding="utf-8"))
OFFERS = tomllib.loads((FOLDER / "services.toml").read_text(encoding="utf-8"))
SHELTER = next(number for number, one in enumerate(OFFERS["services"]) if one.get("confidential"))
PLACES = [
    "Nørregade 12",
    "Testvej nr. 4B",
    "2100 København",
    "DK-8000",
    "in Aalborg",
    "55.6761, 12.5683",
    "55° 40' N",
    "https://maps.example/x",
    "https://goo.gl/abc",
    "12 Canary Street",
    "9F7JMH7W+2X",
    "Nørre\u200bgade 12",
    "Kastanieallé\u00a07",
]
TEXTS = ["name.en", "name.da", "description.en", "description.da", "note.en", "note.da", "checked_by", "contact", "organisation", "id"]


def offers() -> dict[str, Any]:
    return copy.deepcopy(OFFERS)


def write(service: dict[str, Any], field: str, value: object) -> None:
    *outer, last = field.split(".")
    for name in outer:
        service = service.setdefault(name, {"en": "x", "da": "x"})
    service[last] = value


@pytest.mark.skipif(not DESIGN.exists(), reason="THE TABLE OF THE DESIGN IS NOT HERE: the taxonomy is not compared")
def test_the_taxonomy_is_the_table_of_the_design() -> None:
    table = DESIGN.read_text(encoding="utf-8").split("## 1. ")[1].split("## 2. ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if re.match(r"\| [a-z]+\.", line)]
    terms = catalogue().terms
    assert [term.id for term in terms] == [row[0] for row in rows]
    assert [term.en for term in terms] == [row[1] for row in rows]
    assert all(row[2].startswith(term.da) for term, row in zip(terms, rows, strict=True))
    assert all((term.right or "–") == row[3] for term, row in zip(terms, rows, strict=True) if row[3] != "same")
    assert all((" / ".join(term.answer_within) or "–") == row[5] for term, row in zip(terms, rows, strict=True))


def test_every_service_has_a_source_and_a_day_on_which_it_was_checked() -> None:
    for service in catalogue().services:
        assert re.search(r"\bR\d", service.source)
        assert service.checked.year >= 2026
        assert service.checked_by


@pytest.mark.parametrize("field", ["source", "checked", "checked_by", "terms", "name"])
def test_a_service_without_a_needed_field_is_refused(field: str) -> None:
    data = offers()
    del data["services"][0][field]
    with pytest.raises(ServiceProblem):
        checked(KINDS, data)


def test_every_right_leads_to_a_service() -> None:
    offered = {catalogue().term(term).right for service in catalogue().services for term in service.terms}
    assert {term.right for term in catalogue().terms} <= offered


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("field", TEXTS)
def test_no_field_of_a_confidential_service_takes_a_place(field: str, place: str) -> None:
    data = offers()
    write(data["services"][SHELTER], field, place)
    with pytest.raises(ServiceProblem) as refused:
        checked(KINDS, data)
    # Said without the place: an error text is read by others too.
    assert place not in str(refused.value)


@pytest.mark.parametrize("field", ["address", "latitude", "postcode", "place", "Map", "note.street", "eligibility.city"])
def test_a_confidential_service_has_no_field_for_a_place(field: str) -> None:
    data = offers()
    write(data["services"][SHELTER], field, "x")
    with pytest.raises(ServiceProblem):
        checked(KINDS, data)


def test_a_place_to_stay_cannot_be_declared_open() -> None:
    data = offers()
    data["services"][SHELTER]["confidential"] = False
    with pytest.raises(ServiceProblem, match="front door"):
        checked(KINDS, data)


@pytest.mark.parametrize(
    "condition",
    [
        {"co_operates": True},
        {"testifies": "yes"},
        {"refers": ["those who cooperate"]},
        {"genders": ["woman, testimony given"]},
        {"samarbejder": 1},
    ],
)
def test_no_service_can_depend_on_helping_the_police(condition: dict[str, Any]) -> None:
    data = offers()
    data["services"][0]["eligibility"] = condition
    with pytest.raises(ServiceProblem, match="R29"):
        checked(KINDS, data)


ASKED = some.builds(
    Asked,
    need=some.sampled_from(["", "acc.women", "med.clinic", "leg.rights"]),
    whom=some.sampled_from(["", "woman", "man", "other", "child"]),
    language=some.sampled_from(["", "eng", "tha"]),
    referrer=some.sampled_from(["", "citizen", "police"]),
    opened=some.booleans(),
)


@given(asked=ASKED, opened=some.sampled_from([True, False, None]))
def test_unknown_never_means_no_and_what_fits_is_known_to(asked: Asked, opened: bool | None) -> None:  # noqa: FBT001
    for service in catalogue().services:
        answer = fit(service, asked, opened=opened)
        offered = not asked.need or asked.need in service.terms
        closed = asked.opened and opened is False
        # No row says for whom it is not: only another need, or a known closing, can exclude.
        assert (answer is Fit.NOT) == (not offered or closed)
        if answer is Fit.FITS:
            assert not asked.opened or opened
            assert not asked.whom
            assert not asked.language
