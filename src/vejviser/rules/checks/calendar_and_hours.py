# SPDX-License-Identifier: EUPL-1.2
"""Opening hours that cannot be read, and a calendar that does not reach far enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding
from vejviser.rules.opening_hours import HoursProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole

# How many years ahead dates must be reliable: permits, return programmes and childhoods end that far away.
YEARS_AHEAD = 10


def opening_hours(whole: Whole) -> Iterator[Finding]:
    """Report each line of opening hours that does not parse."""
    for name, organisation in whole.pack.organisations.items():
        for contact in organisation.contact:
            if contact.hours is not None:
                try:
                    whole.default.hours(contact.hours)
                except HoursProblem as problem:
                    yield Finding(f"organisations.toml: organisations.{name}.contact.{contact.id}.hours", str(problem), "hours")


def horizon(whole: Whole, year: int) -> Iterator[Finding]:
    """Report a calendar that is not vouched for from the year in which the source was read to ten years after `year`."""
    calendar = whole.pack.calendar
    first = min((source.as_read.year for source in whole.sources.values() if source.kind == "source_text"), default=year)
    if calendar.verified_from > first:
        what = f"is {calendar.verified_from}; the source was read in {first}, so this must be {first} or earlier"
        yield Finding("calendar.toml: verified_from", what, "calendar")
    if calendar.verified_to < year + YEARS_AHEAD:
        what = f"is {calendar.verified_to}; for the year {year} it must be {year + YEARS_AHEAD} or later"
        yield Finding("calendar.toml: verified_to", what, "calendar")
