# SPDX-License-Identifier: EUPL-1.2
"""What a picture says of an event: its kind, its recorded values, and who acted. Free text (notes, names, reasons) stays out of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vejviser.pictures.wording import Wording
    from vejviser.rules.events import Event

_ACTOR = "by"
_ANSWER = "value"
_CLOSED = frozenset({"choice", "choices"})
_WITHOUT_FREE_TEXT = frozenset({"organisation", "boolean", "date", "integer", "country", *_CLOSED})


def event_line(wording: Wording, event: Event) -> str:
    """Write one event in one line, without its date."""
    details: list[str] = []
    for name in event.fields:
        text = _detail(wording, event, name)
        if text:
            label = wording.get(f"events.{event.type}.fields.{name}")
            # The first value of a closed list answers the event itself; any other needs to be told what it is.
            details.append(text if _speaks_for_itself(wording, event, name) and not details else f"{label}: {text}")
    parts = [wording.get(f"events.{event.type}.label"), "; ".join(details)]
    if event.fields.get(_ACTOR) is not None:
        parts.append(wording.organisation(str(event.fields[_ACTOR]), event.at.day))
    return " – ".join(part for part in parts if part)


def _speaks_for_itself(wording: Wording, event: Event, name: str) -> bool:
    kind = wording.mechanism.events[event.type].fields[name].type
    return name == _ANSWER or kind in _CLOSED or (kind == "boolean" and wording.texts.find(f"values.{name}") is not None)


def _detail(wording: Wording, event: Event, name: str) -> str:
    """Write the value of a field; empty for the actor, for what was left open, and for free text."""
    shape, value = wording.mechanism.events[event.type].fields.get(name), event.fields[name]
    if name == _ACTOR or shape is None or shape.type not in _WITHOUT_FREE_TEXT:
        return ""
    if shape.type == "organisation" and value is not None:
        return wording.organisation(str(value), event.at.day)
    if isinstance(value, dt.date):
        return wording.day(value)
    if shape.type == "choices":
        return ", ".join(_word(wording, event.type, name, one) for one in value)
    return _word(wording, event.type, name, value)


def _word(wording: Wording, event: str, name: str, value: Any) -> str:
    """Give the word for a value; yes and no where the field has no words of its own."""
    code = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    for table in (f"{event}_{name}", name, *(["bool"] if isinstance(value, bool) else [])):
        found = wording.texts.find(f"values.{table}.{code}")
        if isinstance(found, str):
            return found
    return "" if value is None else code
