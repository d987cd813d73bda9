# SPDX-License-Identifier: EUPL-1.2
"""A record of another directory, proposed as a row of ours.

    python -m vejviser.services.from_hsds RECORD.json ORGANISATION RULE…

What is taken over is a name, a description, kinds, ages and languages. A record that tells where something lies is refused, not cut: who
sent it should know. Telephones and hours belong into the mechanism's register, and sentences are made of attributes; neither is taken over.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vejviser.mechanisms import find
from vejviser.services.catalogue import catalogue
from vejviser.services.eligibility import language_names
from vejviser.services.problem import ServiceProblem
from vejviser.services.refused_words import place_fields, refuse_places
from vejviser.services.row_checks import checked_service
from vejviser.services.service import STAYING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AGES: Final = ("minimum_age", "maximum_age")
_LEAST: Final = 3


def proposed_row(record: Any, organisation: str, rules: Sequence[str], checked: str) -> dict[str, Any]:
    """Give the row that a service of the Human Services Data Specification 3.1 would be, resting on rules such as R34; `checked` is a day.

    Raises:
        ServiceProblem: the record is no service, tells a place, or has no kind that stands in our taxonomy.

    """
    if not isinstance(record, dict) or not isinstance(record.get("name"), str) or not isinstance(record.get("description"), str):
        raise ServiceProblem("record", "Allowed: one service with `name` and `description`.")
    for where in _places_told(record, "record"):
        raise ServiceProblem(where, "This record tells a place. Ask whoever sent it for one without.")
    terms = _terms(record)
    row: dict[str, Any] = {
        "id": f"{organisation.replace('_', '-')}-{terms[0].replace('.', '-').replace('_', '-')}",
        "organisation": organisation,
        "name": {"en": record["name"], "da": record.get("alternate_name") or record["name"]},
        "description": {"en": record["description"], "da": record["description"]},
        "terms": terms,
        "rules": list(rules),
        "checked": checked,
        "checked_by": "provider",
        "eligibility": _eligibility(record),
    }
    if any(term.startswith(STAYING) for term in terms):
        row["confidential"] = True
    refuse_places(row, "record")
    checked_service(row, 0, catalogue().terms)
    return row


def written(row: dict[str, Any]) -> str:
    """Write a row as it stands in `services.toml`."""
    lines = ["[[services]]"]
    for name, value in row.items():
        parts = {f"{name}.{inner}": text for inner, text in value.items()} if isinstance(value, dict) else {name: value}
        lines += [f"{field} = {_value(text)}" for field, text in parts.items()]
    # A day is written without quotation marks.
    return "\n".join(lines).replace(f'checked = "{row["checked"]}"', f"checked = {row['checked']}") + "\n"


def main(arguments: list[str]) -> int:
    """Print the row; or say what is wrong, and nothing of what stands in the file."""
    if len(arguments) < _LEAST:
        sys.stderr.write("Say the file, the id of the organisation, and the rules: RECORD.json ORGANISATION R34\n")
        return 2
    path, organisation, *rules = arguments
    today = find().zone.from_datetime(dt.datetime.now(dt.UTC)).day
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        sys.stdout.write(written(proposed_row(record, organisation, rules, today.isoformat())))
    except (ServiceProblem, OSError, ValueError) as problem:
        sys.stderr.write(f"{problem if isinstance(problem, ServiceProblem) else 'The file cannot be read as JSON.'}\n")
        return 1
    return 0


def _terms(record: dict[str, Any]) -> list[str]:
    known = {term.id for term in catalogue().terms if term.until is None}
    codes = [one.get("taxonomy_term", {}).get("code") for one in record.get("attributes", ()) if isinstance(one, dict)]
    terms = [code for code in dict.fromkeys(codes) if code in known]
    if not terms:
        raise ServiceProblem("record.attributes", "None of its kinds stands in our taxonomy. Write one as `taxonomy_term.code`.")
    return terms


def _eligibility(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: int(record[name]) for name in _AGES if isinstance(record.get(name), int | float)}
    codes = [one.get("code") for one in record.get("languages", ()) if isinstance(one, dict)]
    spoken = [code for code in codes if code in language_names()]
    return {**found, **({"languages": spoken} if spoken else {})}


def _places_told(value: Any, where: str) -> Iterator[str]:
    """Find every field that is for a place and holds something, but the front door that is nowhere."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _places_told(inner, f"{where}[{number}]")
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        if name == "location" and isinstance(inner, dict) and inner.get("location_type") == "virtual":
            yield from _places_told({key: one for key, one in inner.items() if key != "location_type"}, f"{where}.{name}")
        elif name.lower() in place_fields() and inner not in (None, "", [], {}):
            yield f"{where}.{name}"
        else:
            yield from _places_told(inner, f"{where}.{name}")


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, bool) else str(value).lower()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
