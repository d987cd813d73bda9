# SPDX-License-Identifier: EUPL-1.2
"""The schema of a case file, made from the vocabulary of a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.schemas.case_parts import basic_definitions, event_schema, person_schema
from vejviser.schemas.dialect import DIALECT

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism


def case_schema(mechanism: Mechanism) -> dict[str, Any]:
    """Describe the case files that a mechanism accepts.

    A schema cannot tell whether a day or a local time exists (29 February, the change of the clocks) or lies in the future.
    """
    return {
        "$schema": DIALECT,
        "$id": f"urn:vejviser:case:{mechanism.id}:{mechanism.version}:{mechanism.profile}",
        "title": f"Case file of the mechanism {mechanism.full_id}",
        "description": f"Local times are those of {mechanism.zone.name}. Events are ordered by `at`, then by their place in the list.",
        "type": "object",
        "properties": {
            "case": {"type": "string", "minLength": 1, "description": "The name of the case."},
            "mechanism": {"enum": _names(mechanism)},
            "person": {"$ref": "#/$defs/person"},
            "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
        },
        "required": ["case", "mechanism", "person", "events"],
        "additionalProperties": False,
        "$defs": {**basic_definitions(mechanism), "person": person_schema(), **_events(mechanism)},
    }


def _names(mechanism: Mechanism) -> list[str]:
    chosen = (mechanism.version, *mechanism.pack.mechanism.profiles)
    return [mechanism.id, *(f"{mechanism.id}@{name}" for name in chosen)]


def _events(mechanism: Mechanism) -> dict[str, Any]:
    """Describe any event, which leads to the definition of its type, and every type."""
    texts = mechanism.texts("en")
    types = {
        f"event_{name}": {"title": texts.get(f"events.{name}.label"), **event_schema(name, file, mechanism)}
        for name, file in mechanism.events.items()
    }
    choices = [
        {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": {"$ref": f"#/$defs/event_{name}"}}
        for name in mechanism.events
    ]
    event = {
        "type": "object",
        "properties": {"type": {"enum": sorted(mechanism.events)}, "at": {"$ref": "#/$defs/moment"}},
        "required": ["type", "at"],
        "allOf": choices,
    }
    return {"event": event, **types}
