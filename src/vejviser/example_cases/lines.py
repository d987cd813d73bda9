# SPDX-License-Identifier: EUPL-1.2
"""Case files as lines of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vejviser.example_cases.journey import STREAM_END, STREAM_START, generate

if TYPE_CHECKING:
    from datetime import date
    from typing import TextIO


def write_ndjson(file: TextIO, count: int, *, random_state: int, start: date = STREAM_START, end: date = STREAM_END) -> int:
    """Write `count` case files to `file`, one a line, and return how many; the same arguments give the same bytes.

    ValueError as `generate`.
    """
    encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    written = 0
    for case in generate(count, random_state=random_state, start=start, end=end):
        file.write(encode(case) + "\n")
        written += 1
    return written
