# SPDX-License-Identifier: EUPL-1.2
"""Where each numbered rule lives: the rows, clocks, numbers, register entries and treatments that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding
from vejviser.rules.compile_tables import rows_of
from vejviser.rules.pack import read_pack, read_tables
from vejviser.rules.register_format import ConflictFile, RuleFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.pack import Pack

Home = tuple[str, tuple[str, ...]]


def where_rules_live(folder: Path) -> dict[str, list[str]]:
    """Say for every rule of a mechanism's rules.toml where it lives, such as `row:duties/leave-after-permit` or `clock:reflection`.

    Raises:
        PackError: the folder cannot be read.

    """
    rules = read_tables(folder, "rules.toml", "rules", RuleFile)
    return homes_of(rules, read_pack(folder), read_tables(folder, "conflicts.toml", "conflicts", ConflictFile))


def homes_of(rules: Iterable[str], pack: Pack, conflicts: dict[str, ConflictFile]) -> dict[str, list[str]]:
    """Say for each rule where it lives."""
    found: dict[str, dict[str, None]] = {rule: {} for rule in rules}
    for home, carried in carried_rules(pack, conflicts):
        for rule in carried:
            if rule in found:
                found[rule][home] = None
    return {rule: list(homes) for rule, homes in found.items()}


def carried_rules(pack: Pack, conflicts: dict[str, ConflictFile]) -> Iterator[Home]:
    """Give every part of a pack that names rules, with the rules it names."""
    yield from _in_tables(pack)
    yield from _in_numbers(pack)
    yield from _in_register(pack)
    yield from ((f"conflict:{name}", conflict.rules) for name, conflict in conflicts.items())


def homeless(whole: Whole) -> Iterator[Finding]:
    """Report rules that live nowhere."""
    for rule, homes in homes_of(whole.rules, whole.pack, whole.conflicts).items():
        if not homes:
            what = "lives nowhere; needed is a row, a clock, a number, a register entry, a contact or a treatment that names it"
            yield Finding(f"rules.toml: rules.{rule}", what, "homeless_rule")


def _in_tables(pack: Pack) -> Iterator[Home]:
    for table in pack.tables:
        for profile in pack.mechanism.profiles:
            for row in rows_of(table, profile):
                yield f"row:{table.name}/{row.id}", row.rules


def _in_numbers(pack: Pack) -> Iterator[Home]:
    for clock in pack.clocks:
        yield f"clock:{clock.id}", (*clock.rules, *clock.rules_when_extended)
    for name, parameter in pack.parameters.items():
        yield f"parameter:{name}", parameter.rules
    for name, convention in pack.mechanism.conventions.items():
        yield f"convention:{name}", convention.rules


def _in_register(pack: Pack) -> Iterator[Home]:
    line = pack.mechanism.contact.line
    for rules in pack.mechanism.contact.rules_by_day.values():
        yield f"contact:{line}", rules
    for name, organisation in pack.organisations.items():
        for contact in organisation.contact:
            yield f"contact:{contact.id}", contact.rules
        for role in organisation.role:
            yield f"role:{name}/{role.role}", role.rules
        yield f"organisation:{name}", organisation.rules
