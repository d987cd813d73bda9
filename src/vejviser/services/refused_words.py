# SPDX-License-Identifier: EUPL-1.2
"""What no row may say: where a place lies, and that help depends on helping the police (R29)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any, Final

from vejviser.services.problem import ServiceProblem

LOOKS_LIKE_AN_ADDRESS: Final = "This looks like an address. No service has one here."
DEPENDS_ON_HELP: Final = "No help depends on co-operation or testimony (R29)."
_OF_PLACES: Final = tomllib.loads((Path(__file__).parent / "denmark" / "places.toml").read_text(encoding="utf-8"))
_PLACE_KEYS: Final = frozenset(_OF_PLACES["fields"])
_PLACES: Final = "|".join(map(re.escape, _OF_PLACES["names"]))
_WAYS: Final = "|".join(map(re.escape, _OF_PLACES["ways"]))
_ADDRESS: Final = (
    re.compile(rf"\w*({_WAYS})(en|et|n|s)?\s+(nr\.?\s*)?\d", re.IGNORECASE),
    # Whatever it is called: a name and a number of a house.
    re.compile(r"\b[A-ZÆØÅ][\wæøåé]{3,}\s+(nr\.?\s*)?\d{1,3}\s?[A-Z]?\b(?!\s?\d)"),
    re.compile(r"\b\d{1,4}\s+[\w']+\s+(street|road|avenue|lane|square)\b", re.IGNORECASE),
    re.compile(r"\b(dk|d)-?\s?\d{4}\b", re.IGNORECASE),
    re.compile(r"\b(postnr|postnummer|postcode|zip)\b", re.IGNORECASE),
    re.compile(r"(?<![\d+])(?<!\d[ -])\b[1-9]\d{3}\s+[A-ZÆØÅ][a-zæøå]+", re.UNICODE),
    re.compile(r"-?\b\d{1,2}[.,]\d{3,}\s*[°,;/ ]+\s*-?\d{1,3}[.,]\d{3,}"),
    re.compile(r"\d{1,3}\s*°\s*\d"),
    re.compile(
        r"(maps\.|/maps|goo\.gl|openstreetmap|osm\.org|krak\.|"
        r"what3words|///|plus\.codes|geo:|waze\.|bing\.com/maps|degulesider)",
        re.IGNORECASE,
    ),
    re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    re.compile(rf"\b({_PLACES})(s|er|ere|sk|ske)?\b", re.IGNORECASE),
)
_HELPING_POLICE: Final = re.compile(
    r"co[- ]?operat|testif|testimon|samarbejd\w*|"
    r"vidneudsagn|vidneforklaring|afgiver? forklaring|witness statement|helps? the police",
    re.IGNORECASE,
)


def place_fields() -> frozenset[str]:
    """Give the names, in small letters, of fields that would hold a place."""
    return _PLACE_KEYS


def looks_like_a_place(text: str) -> bool:
    """Say whether a text names a street, a postcode, a town, coordinates or a map; wide and invisible letters do not hide it."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return any(pattern.search(plain) for pattern in _ADDRESS)


def refuse_places(value: Any, where: str) -> None:
    """Go through every field of a row, however deep.

    Raises:
        ServiceProblem: a field is for a place, or its name or a text in it looks like one.

    """
    if isinstance(value, dict):
        for key, inner in value.items():
            if looks_like_a_place(str(key)):
                raise ServiceProblem(where, LOOKS_LIKE_AN_ADDRESS)
            if str(key).lower() in _PLACE_KEYS:
                raise ServiceProblem(f"{where}.{key}", "No service has such a field here: places are not kept.")
            refuse_places(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            refuse_places(inner, f"{where}[{number}]")
    elif isinstance(value, str) and looks_like_a_place(value):
        raise ServiceProblem(where, LOOKS_LIKE_AN_ADDRESS)


def refuse_dependence(value: Any, where: str) -> None:
    """Go through the eligibility of a service.

    Raises:
        ServiceProblem: a name or a value in it speaks of co-operation with the police or of testimony.

    """
    if isinstance(value, dict):
        for key, inner in value.items():
            refuse_dependence(str(key), f"{where}.{key}")
            refuse_dependence(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            refuse_dependence(inner, f"{where}[{number}]")
    elif isinstance(value, str) and _HELPING_POLICE.search(value.replace("_", " ")):
        raise ServiceProblem(where, DEPENDS_ON_HELP)
