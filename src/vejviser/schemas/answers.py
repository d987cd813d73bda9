# SPDX-License-Identifier: EUPL-1.2
"""Schemas of the answers."""

from __future__ import annotations

from typing import Any

import msgspec

from vejviser.rules.answers import Assessment
from vejviser.rules.contact import Contact
from vejviser.schemas.dialect import DIALECT


def assessment_schema() -> dict[str, Any]:
    """Describe an assessment."""
    return _of_struct(Assessment, "assessment", "Assessment of a case at a moment")


def contact_schema() -> dict[str, Any]:
    """Describe the answer to who can be reached."""
    return _of_struct(Contact, "contact", "Who to reach at a moment")


def _of_struct(kind: type, name: str, title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": f"urn:vejviser:{name}", "title": title, **msgspec.json.schema(kind)}
