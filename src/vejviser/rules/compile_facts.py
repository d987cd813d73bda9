# SPDX-License-Identifier: EUPL-1.2
"""Turning the facts of a pack into columns, setters and derivations, in an order in which each finds what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules import derivations, setters
from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.clocks import ClockRule
    from vejviser.rules.columns import Column, Columns
    from vejviser.rules.derivations import Derive
    from vejviser.rules.pack_format import FactFile
    from vejviser.rules.parameters import Parameter
    from vejviser.rules.register import Register
    from vejviser.rules.setters import Setter


class FactParts(NamedTuple):
    """What facts are made from, in one profile."""

    files: dict[str, FactFile]
    columns: Columns
    register: Register
    parameters: dict[str, Parameter]
    clocks: tuple[ClockRule, ...]


def add_columns(files: dict[str, FactFile], columns: Columns, register: Register) -> None:
    """Add the column of every fact; a domain of organisations is the register's."""
    for name, file in files.items():
        more = register.ids if file.domain_of == "organisations" else ()
        columns.add(name, (*file.domain, *more), ask=file.ask)


def setters_of(parts: FactParts) -> dict[str, list[Setter]]:
    """Give the setters of each event type."""
    found: dict[str, list[Setter]] = {}
    for name, file in parts.files.items():
        column = parts.columns.by_name[name]
        for clause in file.set:
            found.setdefault(clause.on, []).append(setters.latch(column, clause, file.keep, parts.register))
        if file.differ is not None:
            found.setdefault(file.differ.on, []).append(setters.collect_findings(column, file.differ))
        if file.balance is not None:
            found.setdefault(file.balance.on, []).append(setters.count_openings(column, file.balance))
        if file.covered is not None:
            found.setdefault(file.covered.on, []).append(setters.cover_days(column, file.covered))
    return found


def derivation_of(name: str, parts: FactParts) -> Derive | None:
    """Give the derivation of a fact; None if events alone set it, or a table answers it."""
    file, column, columns = parts.files[name], parts.columns.by_name[name], parts.columns.by_name
    if any(clause.then for clause in file.set):
        return derivations.expiring(column)
    if file.differ is not None:
        return derivations.differing(column)
    if file.balance is not None:
        return derivations.balanced(column)
    if file.covered is not None:
        return derivations.covered(column)
    if file.first_recorded:
        return derivations.first_recorded(column, tuple(columns[source] for source in file.first_recorded))
    return _from_elsewhere(file, column, parts)


def _from_elsewhere(file: FactFile, column: Column, parts: FactParts) -> Derive | None:
    if file.clock is not None:
        places = {rule.id: rule.place for rule in parts.clocks}
        return derivations.of_clock(column, places[file.clock.id], file.clock.shows)
    if file.age is not None:
        return derivations.age(column, parts.parameters[file.age.years], parts.parameters[file.age.near_days])
    if file.person is not None:
        return derivations.of_person(column, file.person)
    if file.former is not None:
        return derivations.former(column, parts.columns.by_name[file.former.fact], file.former.nobody)
    return None


def in_order(needs: dict[str, tuple[str, ...]]) -> list[str]:
    """Order facts so that each comes after those it needs; the order of the file where it does not matter.

    Raises:
        PackError: two facts need each other.

    """
    done: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in open_:
            raise PackError([Problem("facts.toml", f"facts need each other: {' -> '.join([*open_, name])}")])
        open_.append(name)
        for needed in needs.get(name, ()):
            visit(needed)
        open_.pop()
        done.append(name)

    for name in needs:
        visit(name)
    return done


def closure(names: Iterable[str], needs: dict[str, tuple[str, ...]]) -> set[str]:
    """Give the facts with everything that they need."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found
