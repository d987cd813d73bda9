# SPDX-License-Identifier: EUPL-1.2
"""For whom a service is. What is left out is unknown: it is asked, and never means no."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from vejviser.services.problem import ServiceProblem
from vejviser.services.words import Words

OLDEST: Final = 120
PLACES_OF_BRANCH: Final = 3
_LANGUAGES: Final = Path(__file__).parent / "denmark" / "languages.toml"


class Eligibility(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The attributes of a service. Ages in years, both ends included; languages as ISO 639-3; `stay_days` is the longest stay.

    No attribute asks whether somebody helps the police (R29).
    """

    minimum_age: int | None = None
    maximum_age: int | None = None
    child_alone: str | None = None
    genders: tuple[str, ...] | None = None
    stays: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    interpretation: str | None = None
    children_along: str | None = None
    children_from: int | None = None
    children_to: int | None = None
    children_most: int | None = None
    pregnant: str | None = None
    pregnant_to_week: int | None = None
    partner: str | None = None
    pets: str | None = None
    access: tuple[str, ...] | None = None
    care: str | None = None
    substances: str | None = None
    psychiatric: str | None = None
    wishes: Words | None = None
    stay_days: int | None = None
    refers: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    cost: str | None = None
    areas: tuple[str, ...] | None = None


VOCABULARY: Final[dict[str, tuple[str, ...]]] = {
    "child_alone": ("yes", "no", "with_representative"),
    "genders": ("woman", "man", "other"),
    "stays": ("lawful", "none", "asylum_seeker", "eu"),
    "statuses": ("presumed", "identified"),
    "forms": ("sexual", "forced_labour", "criminal_acts", "slavery_like", "organ_removal"),
    "interpretation": ("yes", "no", "phone"),
    "children_along": ("yes", "no"),
    "pregnant": ("yes", "no"),
    "partner": ("no", "after_talk"),
    "pets": ("no", "small", "yes"),
    "access": ("step_free", "bathroom", "lift", "sensory"),
    "care": ("none", "daily", "night"),
    "substances": ("not_on_site", "tolerated", "treatment"),
    "psychiatric": ("stable", "acute"),
    "refers": ("anyone", "person", "citizen", "cmm", "police", "authority", "prosecution", "ngo"),
    "needs": ("none", "presumed", "identification", "immigration_order", "asylum"),
    "cost": ("free",),
    "areas": ("hovedstaden", "sjaelland", "syddanmark", "midtjylland", "nordjylland"),
}
# What a place with a front door says to everybody; the rest is told on the telephone.
SAID_AT_THE_DOOR: Final = frozenset(
    {"minimum_age", "maximum_age", "child_alone", "genders", "stays", "statuses", "languages", "interpretation", "refers", "needs", "cost"}
)


@cache
def language_names() -> dict[str, dict[str, str]]:
    """Give the languages that a row may name, by their ISO 639-3 code."""
    return tomllib.loads(_LANGUAGES.read_text(encoding="utf-8"))["languages"]  # type: ignore[no-any-return]


def public_part(eligibility: Eligibility, *, confidential: bool) -> Eligibility:
    """Give what everybody may read: all of it, or of a confidential service what is said at its front door."""
    if not confidential:
        return eligibility
    return Eligibility(**{name: value for name, value in asdict(eligibility).items() if name in SAID_AT_THE_DOOR})


def check_eligibility(eligibility: Eligibility, where: str) -> None:
    """Check every value against the words that are allowed.

    Raises:
        ServiceProblem: with the field and what is allowed in it. The value is not repeated: it could be what must not be written.

    """
    for name, allowed in {**VOCABULARY, "languages": tuple(language_names())}.items():
        value = getattr(eligibility, name)
        values = () if value is None else (value,) if isinstance(value, str) else value
        if value is not None and (not values or not set(values) <= set(allowed)):
            raise ServiceProblem(f"{where}.{name}", f"Allowed: {', '.join(allowed)}. Leave the field out where it is unknown.")
    for least, most in (("minimum_age", "maximum_age"), ("children_from", "children_to")):
        low, high = getattr(eligibility, least), getattr(eligibility, most)
        if not all(value is None or 0 <= value <= OLDEST for value in (low, high)):
            raise ServiceProblem(f"{where}.{least}", f"Allowed: whole years from 0 to {OLDEST}.")
        if low is not None and high is not None and low > high:
            raise ServiceProblem(f"{where}.{most}", f"It must not be lower than `{least}`.")
    for name in ("children_most", "pregnant_to_week", "stay_days"):
        value = getattr(eligibility, name)
        if value is not None and value < 1:
            raise ServiceProblem(f"{where}.{name}", "Allowed: whole numbers from 1.")
