# SPDX-License-Identifier: EUPL-1.2
"""Comparing what is expected of an assessment with what it says.

An expected object must be contained in the one given; of a list, each expected entry must be there (found by its id or organisation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def differences(expected: dict[str, Any], absent: Mapping[str, tuple[str, ...]], got: dict[str, Any]) -> list[str]:
    """Give every difference; `absent` maps a list (its path with dots) to names that must not be in it, `*` to any at all."""
    return [*_compared(expected, got, ""), *_present(absent, got)]


def _compared(expected: Any, got: Any, path: str) -> list[str]:
    if isinstance(expected, dict) and isinstance(got, dict):
        found: list[str] = []
        for key, value in expected.items():
            inner = f"{path}.{key}".lstrip(".")
            found += _compared(value, got[key], inner) if key in got else [f"{inner}: expected {value!r}, there is none"]
        return found
    if isinstance(expected, list | tuple) and isinstance(got, list | tuple):
        return [line for entry in expected for line in _listed(entry, got, path)]
    same = type(expected) is type(got) and expected == got
    return [] if same else [f"{path}: expected {expected!r}, got {got!r}"]


def _listed(entry: Any, got: Sequence[Any], path: str) -> list[str]:
    """Give the differences to the entry of the same name that comes nearest."""
    if not isinstance(entry, dict):
        return [] if entry in got else [f"{path}: expected {entry!r} among {got!r}"]
    name = _name(entry)
    candidates = [_compared(entry, other, f"{path}[{name}]") for other in got if _name(other) == name]
    return min(candidates, key=len) if candidates else [f"{path}: expected {name!r} among {[_name(other) for other in got]!r}"]


def _present(absent: Mapping[str, tuple[str, ...]], got: dict[str, Any]) -> Iterator[str]:
    for path, names in absent.items():
        value: Any = got
        for part in path.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, list | tuple):
            yield f"{path}: is no list of an assessment"
            continue
        there = [_name(entry) for entry in value]
        if "*" in names and there:
            yield f"{path}: expected nothing, got {there!r}"
        yield from (f"{path}: {name!r} must not be there" for name in names if name in there)


def _name(entry: Any) -> Any:
    """Give the name by which an entry of a list is found."""
    return entry.get("id", entry.get("org")) if isinstance(entry, dict) else entry
