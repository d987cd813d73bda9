# SPDX-License-Identifier: EUPL-1.2
"""The schema of a mechanism's folder."""

from __future__ import annotations

from typing import Any

import msgspec

from vejviser.rules import pack_format, register_format
from vejviser.schemas.dialect import DIALECT

# Files of a pack that hold tables of entries under one key, and the struct of an entry.
_TABLES: dict[str, tuple[str, type]] = {
    "parameters.toml": ("parameters", pack_format.ParameterFile),
    "events.toml": ("events", pack_format.EventFile),
    "facts.toml": ("facts", pack_format.FactFile),
    "organisations.toml": ("organisations", register_format.OrganisationFile),
    "sources.toml": ("sources", register_format.SourceFile),
    "rules.toml": ("rules", register_format.RuleFile),
    "conflicts.toml": ("conflicts", register_format.ConflictFile),
}
_WHOLE: dict[str, type] = {"mechanism.toml": pack_format.MechanismFile, "calendar.toml": register_format.CalendarFile}


def mechanism_schema() -> dict[str, Any]:
    """Describe the folder of a mechanism, as one object with a member for each TOML file; days are written as text."""
    kinds = [
        *_WHOLE.values(),
        *(kind for _key, kind in _TABLES.values()),
        pack_format.ClockFile,
        pack_format.TableFile,
        pack_format.NeverFile,
    ]
    refs, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    by_kind = dict(zip(kinds, refs, strict=True))
    whole = {name: by_kind[kind] for name, kind in _WHOLE.items()}
    tables = {name: _under(key, {"type": "object", "additionalProperties": by_kind[kind]}) for name, (key, kind) in _TABLES.items()}
    list_of_tables = _under("table", {"type": "array", "items": by_kind[pack_format.TableFile]})
    never = _under("never", {"type": "array", "items": by_kind[pack_format.NeverFile]})
    return {
        "$schema": DIALECT,
        "$id": "urn:vejviser:mechanism",
        "title": "The folder of a mechanism, file by file",
        "type": "object",
        "properties": {**whole, **tables, "never.toml": never},
        "patternProperties": {
            "^clocks/[^/]+\\.toml$": by_kind[pack_format.ClockFile],
            "^tables/[^/]+\\.toml$": list_of_tables,
            "^texts/[a-z]+\\.toml$": {"type": "object"},
            "^cases/[^/]+\\.toml$": {"type": "object"},
        },
        "required": [*_WHOLE, *_TABLES],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _under(key: str, entries: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {key: entries}, "required": [key], "additionalProperties": False}
