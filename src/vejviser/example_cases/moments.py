# SPDX-License-Identifier: EUPL-1.2
"""The moments at which the answer about a case may change: what to ask about when checking one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vejviser.example_cases.local_time import add_months, birthday, iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.example_cases.case_shapes import CaseFile, Event

DAYS_AFTER = {"reflection_period": (30, 120)}
MONTHS_AFTER = {"residence_permit": (6, 12), "arrival": (6, 12)}


def as_ofs(case: CaseFile) -> list[str]:
    """Return values for `--as-of`, each once, sorted as text.

    Every event's own `at`, the days around it, and the last days that may follow from it (30 and 120 days after a reflection
    period, 6 and 12 months after a permit or an arrival, every `until`, the 18th birthday), each with the day after.
    """
    found = {str(event["at"]) for event in case["events"]}
    for event in case["events"]:
        found.update(iso(day) for day in days_around(event))
    born = case["person"]["born"]
    if born is not None and case["events"]:
        majority = birthday(date.fromisoformat(born).toordinal(), 18)
        found.update((iso(majority - 1), iso(majority)))
    return sorted(found)


def days_around(event: Event) -> Iterator[int]:
    """Yield the ordinals of the days at which `event` may matter."""
    day = date.fromisoformat(str(event["at"])[:10]).toordinal()
    yield from (day - 1, day, day + 1)
    kind = str(event["type"])
    last_days = [day + days for days in DAYS_AFTER.get(kind, ())]
    last_days += [add_months(day, months) for months in MONTHS_AFTER.get(kind, ())]
    if "until" in event:
        last_days.append(date.fromisoformat(str(event["until"])).toordinal())
    for last in last_days:
        yield from (last, last + 1)
