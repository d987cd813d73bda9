# SPDX-License-Identifier: EUPL-1.2
"""Measures the page for trying the rules through Django's client, with a history of twelve events, and prints p50 and p95.

    python benchmarks/trying.py [--rounds 300]

answer   what follows, with reasons and the timeline
ways     four futures side by side
compare  the four futures alone, without the page
"""

from __future__ import annotations

import argparse
import atexit
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TWELVE = {
    "age": "adult",
    "day": "2027-03-25",
    "encounter-0-at": "2027-03-02",
    "encounter-0-by": "police",
    "referral-0-at": "2027-03-03",
    "referral-0-by": "police",
    "referral-0-consent": "given",
    "stay-0-at": "2027-03-04",
    "stay-0-legal": "false",
    "interview-0-at": "2027-03-08",
    "interview-0-by": "cmm",
    "interview-0-representative_present": "false",
    "identification-0-at": "2027-03-15",
    "identification-0-by": "dis",
    "identification-0-outcome": "identified",
    "reflection_period-0-at": "2027-03-17",
    "reflection_period-0-by": "dis",
    "offer-0-at": "2027-03-17",
    "offer-0-what": "accommodation",
    "offer-0-answer": "accepted",
    "offer-1-at": "2027-03-17",
    "offer-1-what": "psychological",
    "offer-1-answer": "declined",
    "participation-0-at": "2027-03-19",
    "participation-0-value": "false",
    "return_wish-0-at": "2027-03-20",
    "return_wish-0-value": "true",
    "return_cooperation-0-at": "2027-03-20",
    "return_cooperation-0-value": "true",
    "reflection_extension-0-at": "2027-03-24",
    "reflection_extension-0-until": "2027-05-10",
    "reflection_extension-0-by": "dis",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    _begin()
    from django.test import Client  # noqa: PLC0415  Django is set up first

    client = Client()
    _print("answer", rounds, lambda: _posted(client, "show"))
    _print("ways", rounds, lambda: _posted(client, "compare"))
    _print("compare", rounds, _compared())


def _begin() -> None:
    """Make a home for a kit in which everything is invented, with files named without a build, as the tests do."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests import database  # noqa: PLC0415  found only now

    database.prepare_environment()
    atexit.register(database.end_run)
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()


def _posted(client: object, do: str) -> None:
    response = client.post("/en/trying/", {**TWELVE, "do": do})  # type: ignore[attr-defined]
    if response.status_code != 200 or b'id="answer"' not in response.content:  # noqa: PLR2004
        raise RuntimeError(f"the page did not answer: {response.status_code}")


def _compared() -> Callable[[], object]:
    import datetime as dt  # noqa: PLC0415

    from vejviser.futures.compare import compare  # noqa: PLC0415
    from vejviser.futures.plan import plan_of  # noqa: PLC0415
    from vejviser.public.trying.facts import facts_from  # noqa: PLC0415
    from vejviser.public.trying.questions import questions  # noqa: PLC0415
    from vejviser.public.trying.typed import typed_from  # noqa: PLC0415

    asked = questions("denmark")
    facts = facts_from(typed_from(TWELVE, asked), "denmark", asked.age_event, "en", dt.date(2027, 3, 25))
    case = facts.case
    if case is None:
        raise RuntimeError(f"the facts were refused: {facts.errors}")
    return lambda: compare(facts.mechanism, case, plan_of(facts.mechanism).futures, facts.moment)


def _print(name: str, rounds: int, act: Callable[[], object]) -> None:
    act()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:8} p50 {statistics.median(times):6.1f} ms   p95 {cuts[-1]:6.1f} ms   ({rounds} rounds)")


if __name__ == "__main__":
    main()
