# SPDX-License-Identifier: EUPL-1.2
"""Where a shelter lies can neither be written nor said again: in no field, no free text, no name of a field, no message."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import to_builtins

from tests.services.rows import KINDS, OFFERS, SHELTER, offers, write
from vejviser.mechanisms import find
from vejviser.services.catalogue import catalogue, checked
from vejviser.services.problem import ServiceProblem
from vejviser.services.refused_words import looks_like_a_place

PLACES = [
    "Nørregade 12",
    "Testvej nr. 4B",
    "Kanariehaven 3",
    "Kanarie Alle 7, 2. tv.",
    "2100 København",
    "DK-8000",
    "2300 KØBENHAVN S",
    "in Aalborg",
    "på Københavns hovedbanegård",
    "2200 kbh n",
    "55.6761, 12.5683",
    "55° 40' N",
    "https://maps.example/x",
    "https://goo.gl/abc",
    "12 Canary Street",
    "Amagerfælledvej 7",
    "Solsikken 24 B",
    "9F7JMH7W+2X",
    "Nørre\u200bgade 12",
    "Kastanieallé\u00a07",
    "\uff2eørregade \uff11\uff12",
]
TEXTS = [
    "name.en",
    "name.da",
    "description.en",
    "description.da",
    "checked_by",
    "source",
    "contact",
    "organisation",
    "id",
    "eligibility.cost",
    "eligibility.child_alone",
    "eligibility.wishes.en",
]
EVERYBODY = [number for number, _one in enumerate(OFFERS["services"])]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("field", TEXTS)
def test_no_field_takes_a_place_and_no_message_says_it_again(field: str, place: str) -> None:
    data = offers()
    service = data["services"][SHELTER]
    service.setdefault("eligibility", {})
    write(service, field, place)
    refuse(data, place)


@pytest.mark.parametrize("place", PLACES)
def test_no_list_note_or_name_of_a_field_takes_a_place(place: str) -> None:
    for change in (
        {"terms": ["acc.women", place]},
        {"rules": ["R31", place]},
        {"notes": [{"profile": "current", "source": "nrm_dk", "text": {"en": place, "da": "x"}}]},
        {"notes": [{"profile": "current", "url": f"https://x.example/{place}", "text": {"en": "x", "da": "x"}}]},
        {"eligibility": {"genders": ["woman", place]}},
        {"eligibility": {place: "x"}},
        {place: "x"},
    ):
        data = offers()
        data["services"][SHELTER] |= change
        refuse(data, place)


@pytest.mark.parametrize("number", EVERYBODY)
def test_a_row_without_a_front_door_takes_no_place_either(number: int) -> None:
    data = offers()
    write(data["services"][number], "description.en", f"Come to {PLACES[0]}")
    refuse(data, PLACES[0])


def refuse(data: dict[str, Any], place: str) -> None:
    with pytest.raises(ServiceProblem) as refused:
        checked(KINDS, data)
    assert place not in str(refused.value)
    assert place not in refused.value.where
    # The library's own message would hold the value; it is not the cause either.
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("field", ["address", "latitude", "postcode", "place", "Map", "eligibility.city", "logo", "schedule_link"])
def test_no_row_has_a_field_for_a_place(field: str) -> None:
    data = offers()
    data["services"][SHELTER].setdefault("eligibility", {})
    write(data["services"][SHELTER], field, "x")
    with pytest.raises(ServiceProblem):
        checked(KINDS, data)


def test_a_place_to_stay_cannot_be_declared_open() -> None:
    data = offers()
    data["services"][SHELTER]["confidential"] = False
    with pytest.raises(ServiceProblem, match="front door"):
        checked(KINDS, data)


def test_a_region_with_few_shelters_is_not_named() -> None:
    data = offers()
    data["services"][SHELTER]["eligibility"] = {"areas": ["nordjylland"]}
    with pytest.raises(ServiceProblem, match="Fewer than three"):
        checked(KINDS, data)
    # Three of the branch in the region: then it tells nothing.
    for number in range(3):
        data["services"].insert(0, {**data["services"][SHELTER + number], "id": f"shelter-{number}"})
    assert checked(KINDS, data).services[0].eligibility.areas == ("nordjylland",)


@given(street=some.from_regex(r"[A-ZÆØÅ][a-zæøå]{2,9}(vej|gade|stræde|plads|torv)", fullmatch=True), number=some.integers(1, 999))
def test_any_street_with_a_number_looks_like_a_place(street: str, number: int) -> None:
    assert looks_like_a_place(f"Call at {street} {number} and ring")
    assert looks_like_a_place(f"{street}  {number}.")


def test_what_the_directory_says_today_looks_like_no_place() -> None:
    for service in catalogue().services:
        for text in (service.name.en, service.name.da, service.description.en, service.description.da):
            assert not looks_like_a_place(text)


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def test_what_the_register_says_of_organisations_with_a_shelter_looks_like_no_place() -> None:
    for organisation in {service.organisation for service in catalogue().services if service.confidential}:
        said = texts(to_builtins(find().pack.organisations[organisation]))
        assert len(said) > 10
        for text in said:
            # The place in a source, such as the third entry of a table, is none in a town.
            assert not looks_like_a_place(text.replace("3rd entry", "")), text
