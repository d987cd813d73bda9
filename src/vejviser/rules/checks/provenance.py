# SPDX-License-Identifier: EUPL-1.2
"""Whether everything says where it was read: a source and the place in it; and which rule each row rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding
from vejviser.rules.compile_tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole

Place = tuple[str, str | None, str | None]


def cited(whole: Whole) -> Iterator[Place]:
    """Give every entry that must cite: where it stands, its source and its pinpoint."""
    for name, parameter in whole.pack.parameters.items():
        for place, value in enumerate(parameter.values):
            yield f"parameters.toml: parameters.{name}.values[{place}]", value.source, value.pin
    for name, organisation in whole.pack.organisations.items():
        for part in ("name", "role", "contact"):
            for place, entry in enumerate(getattr(organisation, part)):
                yield f"organisations.toml: organisations.{name}.{part}[{place}]", entry.source, entry.pin
    for name, rule in whole.rules.items():
        yield f"rules.toml: rules.{name}", rule.source, rule.pin
    for name, convention in whole.pack.mechanism.conventions.items():
        yield f"mechanism.toml: conventions.{name}", convention.source, convention.pin
    for place, holiday in enumerate(whole.pack.calendar.holiday_until):
        yield f"calendar.toml: holiday_until[{place}]", holiday.source, holiday.pin


def uncited(whole: Whole) -> Iterator[Finding]:
    """Report entries without a source or a pinpoint, and rows, clocks and numbers that rest on no rule."""
    for where, source, pin in cited(whole):
        for part, value in (("source", source), ("pin", pin)):
            if not (value or "").strip():
                yield Finding(where, f"{part} is missing; every entry says where it was read", "source")
    for where, rules in _resting(whole):
        if not rules:
            yield Finding(where, "rules is empty; every row, clock and number says which rules it rests on", "source")


def _resting(whole: Whole) -> Iterator[tuple[str, tuple[str, ...]]]:
    for table in whole.pack.tables:
        for profile in whole.mechanisms:
            yield from ((f"tables: {table.name}: {row.id}", row.rules) for row in rows_of(table, profile))
    yield from ((f"clocks/{clock.id}.toml", clock.rules) for clock in whole.pack.clocks)
    yield from ((f"parameters.toml: parameters.{name}", parameter.rules) for name, parameter in whole.pack.parameters.items())
