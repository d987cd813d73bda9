# SPDX-License-Identifier: EUPL-1.2
"""What would have been right where a file of a pack does not have the form it must have."""

from __future__ import annotations

import re
from typing import Any

from msgspec import inspect

_PATH = re.compile(r"at `\$([^`]*)`")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[")


def allowed_there(kind: type[Any], message: str) -> str:
    """Give `; allowed: …` for a refused key or value, by the path that the message names; empty where nothing can be listed."""
    if "unknown field" not in message and "Invalid enum value" not in message:
        return ""
    path = _PATH.search(message)
    found: Any = inspect.type_info(kind)
    for step in _STEP.finditer(path.group(1) if path else ""):
        found = _inner(found, step.group(1))
    if isinstance(found, inspect.StructType):
        return f"; allowed: {', '.join(field.encode_name for field in found.fields)}"
    if isinstance(found, inspect.LiteralType):
        return f"; allowed: {', '.join(str(value) for value in found.values)}"
    return ""


def _inner(found: Any, step: str | None) -> Any:
    """Go one step into a type: to a field of a struct, or to the entries of a list or a dictionary (`step` None)."""
    if isinstance(found, inspect.UnionType):
        found = next((one for one in found.types if not isinstance(one, inspect.NoneType)), found)
    if isinstance(found, inspect.StructType) and step is not None:
        return next((_plain(field.type) for field in found.fields if field.encode_name == step), None)
    if isinstance(found, inspect.DictType):
        return _plain(found.value_type)
    return _plain(getattr(found, "item_type", None))


def _plain(found: Any) -> Any:
    """Leave out what a type is merely wrapped in."""
    while isinstance(found, inspect.Metadata):
        found = found.type
    if isinstance(found, inspect.UnionType):
        return next((_plain(one) for one in found.types if not isinstance(one, inspect.NoneType)), found)
    return found
