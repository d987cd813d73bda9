# SPDX-License-Identifier: EUPL-1.2
"""Schemas of the parts of a case file: days and moments, the person, and each type of event with its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import EventFile, FieldFile

_YEAR = "(?:19|20|21)[0-9]{2}"
_MONTH_AND_DAY = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
_DAY = f"{_YEAR}-{_MONTH_AND_DAY}"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
_OFFSET = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"

_TYPES: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "date": {"$ref": "#/$defs/day"},
    "text": {"type": "string"},
    "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "country": {"$ref": "#/$defs/country"},
}


def basic_definitions(mechanism: Mechanism) -> dict[str, Any]:
    """Describe days, moments, countries and the organisations of the register."""
    return {
        "day": {"type": "string", "format": "date", "pattern": f"^{_DAY}$", "description": "A legal day."},
        "moment": {
            "type": "string",
            "pattern": f"^{_DAY}(?:T{_CLOCK}{_OFFSET})?$",
            "description": "A date (its first instant), a local date-time, or one with an offset.",
        },
        "country": {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2."},
        "organisation": {"enum": list(mechanism.register.ids)},
    }


def person_schema() -> dict[str, Any]:
    """Describe the person."""
    return {
        "type": "object",
        "properties": {
            "born": {"anyOf": [{"$ref": "#/$defs/day"}, {"type": "null"}], "description": "Not in the future; null = the age is unknown."},
            "citizenships": {"type": "array", "items": {"$ref": "#/$defs/country"}},
            "gender": {"type": "string"},
            "unaccompanied": {"type": "boolean"},
        },
        "required": ["born", "citizenships", "gender", "unaccompanied"],
        "additionalProperties": False,
    }


def event_schema(name: str, file: EventFile, mechanism: Mechanism) -> dict[str, Any]:
    """Describe one type of event, with the fields that belong to a value of another field and only there."""
    texts = mechanism.texts("en")
    fields = {key: {"description": texts.get(f"events.{name}.fields.{key}"), **_field(field)} for key, field in file.fields.items()}
    shape: dict[str, Any] = {
        "description": texts.get(f"events.{name}.help"),
        "type": "object",
        "properties": {
            "type": {"const": name},
            "at": {"$ref": "#/$defs/moment"},
            "note": {"type": "string"},
            "recorded": {"$ref": "#/$defs/moment"},
            **fields,
        },
        "required": ["type", "at", *(key for key, field in file.fields.items() if not field.optional and not field.with_)],
        "additionalProperties": False,
    }
    ties = [_tie(key, field) for key, field in file.fields.items() if field.with_]
    if ties:
        shape["allOf"] = ties
    if file.exactly_one_of:
        shape["oneOf"] = [{"required": [key]} for key in file.exactly_one_of]
    return shape


def _tie(key: str, field: FieldFile) -> dict[str, Any]:
    others = {other: {"const": value} for other, value in field.with_.items()}
    return {
        "if": {"properties": others, "required": list(others)},
        "then": {"required": [key]},
        "else": {"properties": {key: False}},
    }


def _field(field: FieldFile) -> dict[str, Any]:
    if field.type == "organisation":
        plain: dict[str, Any] = {"$ref": "#/$defs/organisation"}
        if field.also:
            plain = {"anyOf": [plain, {"enum": list(field.also)}]}
    elif field.type == "choice":
        plain = {"enum": list(field.values)}
    elif field.type == "choices":
        plain = {"type": "array", "items": {"enum": list(field.values)}, "minItems": 1}
    elif field.type == "integer":
        bounds = {"minimum": field.minimum, "maximum": field.maximum}
        plain = {"type": "integer", **{key: bound for key, bound in bounds.items() if bound is not None}}
    else:
        plain = _TYPES[field.type]
    return {"anyOf": [plain, {"type": "null"}]} if field.nullable else plain
