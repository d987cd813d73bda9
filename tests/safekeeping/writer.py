# SPDX-License-Identifier: EUPL-1.2
"""A process that records cases as the pages do, and notes what was acknowledged.

python -m tests.safekeeping.writer FILE NUMBER NOTE
"""

from __future__ import annotations

import os
import sys
import time

from vejviser.site.starting import start_django

start_django("web")

from django.db import Error, connection  # noqa: E402  only once Django is set up

from tests.cast import Cast  # noqa: E402


def write(acknowledged: str, number: int, note: str) -> None:
    """Open cases and record an event in each, until so many were acknowledged; a database that is away is tried again."""
    file, cast, done = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND), Cast(), 0
    while done < number:
        try:
            case = cast.case()
            entry = cast.record(case, cast.coordinator, note=note, type="encounter", at="2026-01-05T10:15", by="police")
        except Error:
            connection.close()
            time.sleep(0.1)
            cast = Cast()
            continue
        os.write(file, f"{entry}\n".encode())
        done += 1


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
