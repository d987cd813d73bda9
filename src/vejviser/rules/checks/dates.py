# SPDX-License-Identifier: EUPL-1.2
"""Dated entries: days on which two hold where one is meant, and days on which none does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import Dated
    from vejviser.rules.tables import Row

_ONE_DAY = dt.timedelta(days=1)


def holes_and_overlaps(whole: Whole) -> Iterator[Finding]:
    """Report holes and overlaps of parameters, rows of one id, names and contacts, in each profile."""
    for profile, mechanism in whole.mechanisms.items():
        for where, entries, whole_time in _series(mechanism):
            yield from _of_series(f"{where} ({profile})", entries, whole_time=whole_time)


def _series(mechanism: Mechanism) -> Iterator[tuple[str, Sequence[Dated | Row], bool]]:
    """Give what should follow one another without holes; True: from the beginning of time to its end."""
    needed = {mechanism.pack.mechanism.contact.line, *mechanism.pack.mechanism.contact.open, *mechanism.pack.mechanism.contact.closed}
    for parameter in mechanism.parameters.values():
        yield f"parameters.toml: parameters.{parameter.id}", parameter.values, True
    for organisation in mechanism.register.organisations.values():
        yield f"organisations.toml: organisations.{organisation.id}.name", organisation.names, False
        for contact in dict.fromkeys(contact.id for contact in organisation.contacts):
            entries = [entry for entry in organisation.contacts if entry.id == contact]
            yield f"organisations.toml: organisations.{organisation.id}.contact.{contact}", entries, contact in needed
    for table in mechanism.tables.values():
        for row in dict.fromkeys(row.id for row in table.rows):
            yield f"tables: {table.name}: {row}", [entry for entry in table.rows if entry.id == row], False


def _of_series(where: str, entries: Sequence[Dated | Row], *, whole_time: bool) -> Iterator[Finding]:
    spans = sorted((entry.from_ or dt.date.min, entry.until or dt.date.max) for entry in entries)
    for start, end in spans:
        if start > end:
            yield Finding(where, f"holds from {start} until {end}, which is never", "dates")
    if whole_time and spans[0][0] > dt.date.min:
        yield Finding(where, f"has a hole: nothing holds before {spans[0][0]}", "dates")
    reached = spans[0][1]
    for start, end in spans[1:]:
        if start <= reached:
            yield Finding(where, f"has an overlap: two entries hold on {start}", "dates")
        elif start > reached + _ONE_DAY:
            yield Finding(where, f"has a hole: nothing holds from {reached + _ONE_DAY} until {start - _ONE_DAY}", "dates")
        reached = max(reached, end)
    if whole_time and reached < dt.date.max:
        yield Finding(where, f"has a hole: nothing holds after {reached}", "dates")
