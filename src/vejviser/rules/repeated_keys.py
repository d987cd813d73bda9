# SPDX-License-Identifier: EUPL-1.2
"""Keys that stand more than once in one object of a JSON text: readers keep one value and drop the others without a word."""

from __future__ import annotations

import json
from typing import Any

from vejviser.rules.problems import Problem


def repeated_keys(text: str | bytes, value: Any) -> list[Problem]:
    """Give a problem for every key that an object of a JSON text holds more than once, with the path of the object.

    `text` is valid JSON and `value` what it was read as. Most case files are passed by counting alone: as many key ends in the text
    as keys in the value.

    Raises:
        RecursionError: the text is nested too deeply.

    """
    body = text.rstrip() if isinstance(text, bytes) else text.rstrip().encode(errors="surrogatepass")
    # A key whose colon stands apart is not counted, and might make up for one that was dropped.
    apart = b" :" in body or b"\t" in body or b"\n" in body or b"\r" in body
    if not apart and body.count(b'":') == _keys(value):
        return []
    return _searched(text)


def _keys(value: Any) -> int:
    """Count the keys of a value that has the form of a case file, alone or in a line of a batch; -1 where it has another form."""
    try:
        if isinstance(value["case"], dict):
            return len(value) + _keys(value["case"])
        return len(value) + len(value["person"]) + sum(map(len, value["events"]))
    except (KeyError, TypeError):
        return -1


class _Repeating(dict[str, Any]):
    """An object of which some keys stood more than once."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) == len(pairs):
        return read
    found = _Repeating(pairs)
    left = dict.fromkeys(read, 0)
    for key, _value in pairs:
        left[key] += 1
    found.repeated = tuple(key for key, times in left.items() if times > 1)
    return found


def _searched(text: str | bytes) -> list[Problem]:
    problems: list[Problem] = []
    # Numbers stay text: a long one is none of this search's business.
    waiting = [("$", json.loads(text, object_pairs_hook=_object, parse_int=str, parse_float=str, strict=False))]
    while waiting:
        where, part = waiting.pop()
        if isinstance(part, _Repeating):
            problems += [Problem(where, f"has the key {key!r} more than once; allowed: each key once") for key in part.repeated]
        if isinstance(part, dict):
            waiting += [(f"{where}.{key}", inner) for key, inner in reversed(part.items())]
        elif isinstance(part, list):
            waiting += [(f"{where}[{place}]", inner) for place, inner in reversed(list(enumerate(part)))]
    return problems
