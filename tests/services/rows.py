# SPDX-License-Identifier: EUPL-1.2
"""The rows of the directory as they stand in the files, to be changed by a test; and how a field of a row is written."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

from vejviser.services.catalogue import FOLDER

KINDS = tomllib.loads((FOLDER / "taxonomy.toml").read_text(encoding="utf-8"))
OFFERS = tomllib.loads((FOLDER / "services.toml").read_text(encoding="utf-8"))
SHELTER = next(number for number, one in enumerate(OFFERS["services"]) if one.get("confidential"))


def offers() -> dict[str, Any]:
    """Give a copy of the services."""
    return copy.deepcopy(OFFERS)


def kinds() -> dict[str, Any]:
    """Give a copy of the kinds."""
    return copy.deepcopy(KINDS)


def write(service: dict[str, Any], field: str, value: object) -> None:
    """Write a field of a row; `note.en` is the field `en` of the field `note`."""
    *outer, last = field.split(".")
    for name in outer:
        service = service.setdefault(name, {"en": "x", "da": "x"})
    service[last] = value


def shape(value: Any) -> Any:
    """Give the names of a table of words without the words."""
    return {name: shape(inner) for name, inner in value.items()} if isinstance(value, dict) else type(value).__name__
