# SPDX-License-Identifier: EUPL-1.2
"""Ids of records: always the same for the same kind and name, so that other systems can keep them."""

from __future__ import annotations

import uuid
from typing import Any, Final

Record = dict[str, Any]
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:vejviser:services:denmark")


def identifier(kind: str, name: str) -> str:
    """Give the id of a record: UUID version 5 of its kind and our own id."""
    return str(uuid.uuid5(_SPACE, f"{kind}/{name}"))


def attribute(entity: str, name: str, label: str, value: str) -> Record:
    """Give a note on a record: what the standard has no field for."""
    return {
        "id": identifier("attribute", f"{entity}/{name}/{label}/{value}"),
        "link_id": identifier(entity, name),
        "link_entity": entity,
        "label": label,
        "value": value,
    }
