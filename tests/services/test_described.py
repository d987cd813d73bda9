# SPDX-License-Identifier: EUPL-1.2
"""What a service says of itself is made from its attributes, in both languages; a shelter says only what its front door may."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from tests.services.rows import shape
from vejviser.services import described
from vejviser.services.catalogue import catalogue
from vejviser.services.eligibility import SAID_AT_THE_DOOR, VOCABULARY, Eligibility, language_names
from vejviser.services.words import FOLDER, LANGUAGES, sentences

OPEN = next(service for service in catalogue().services if not service.confidential)
SHELTER = next(service for service in catalogue().services if service.confidential)
EVERY = [(name, value) for name, values in VOCABULARY.items() for value in values]
TUPLES = {"genders", "stays", "statuses", "forms", "languages", "access", "refers", "needs", "areas"}


def test_both_languages_have_the_same_sentences() -> None:
    english, danish = (tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8")) for tag in LANGUAGES)
    assert shape(english) == shape(danish)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "value"), EVERY)
def test_every_value_of_every_attribute_has_its_sentence(name: str, value: str, language: str) -> None:
    written: dict[str, Any] = {name: (value,) if name in TUPLES else value}
    known = Eligibility(**written)
    service = replace(OPEN, eligibility=known)
    said = described.for_whom(service, language), described.how_to_refer(service, language), described.cost(service, language)
    unknown = replace(OPEN, eligibility=Eligibility())
    before = described.for_whom(unknown, language), described.how_to_refer(unknown, language), described.cost(unknown, language)
    assert said != before
    assert "{" not in "".join(said)


def test_the_example_of_the_design_is_said_as_it_is_there() -> None:
    known = Eligibility(
        minimum_age=18,
        genders=("woman",),
        stays=VOCABULARY["stays"],
        statuses=VOCABULARY["statuses"],
        refers=("cmm", "police", "ngo", "person"),
        interpretation="phone",
    )
    service = replace(SHELTER, eligibility=known)
    assert described.for_whom(service, "en") == (
        "Aged 18 or older. For women. Any legal stay. With or without identification. With an interpreter by phone."
    )
    assert described.how_to_refer(service, "en") == "By CMM, the police, an organisation or the person. By phone."
    assert described.how_to_refer(service, "da") == "Ved CMM, politiet, en organisation eller personen selv. I telefonen."


def test_a_shelter_tells_nothing_of_its_house_or_of_what_its_people_went_through() -> None:
    told: dict[str, Any] = {
        "forms": ("sexual",),
        "care": "night",
        "substances": "treatment",
        "psychiatric": "acute",
        "access": ("lift",),
        "pets": "small",
        "stay_days": 90,
        "areas": ("nordjylland",),
    }
    assert not set(told) & SAID_AT_THE_DOOR
    closed = replace(SHELTER, eligibility=Eligibility(**told))
    for language in LANGUAGES:
        assert described.for_whom(closed, language) == sentences(language)["for_whom"]["nothing"]
        assert described.for_whom(replace(OPEN, eligibility=Eligibility(**told)), language) != sentences(language)["for_whom"]["nothing"]


@given(least=some.integers(0, 100), most=some.integers(0, 100))
def test_ages_are_said_as_they_are(least: int, most: int) -> None:
    for language in LANGUAGES:
        said = described.for_whom(replace(OPEN, eligibility=Eligibility(minimum_age=least, maximum_age=most)), language)
        assert str(least) in said
        assert str(most) in said


def test_languages_are_kept_once_with_both_codes() -> None:
    assert language_names()["ron"]["iso639_2"] == "rum"
    for code, names in language_names().items():
        assert len(code) == len(names["iso639_2"]) == 3
        assert names["en"]
        assert names["da"]
