# SPDX-License-Identifier: EUPL-1.2
"""How events set facts: each function here turns one definition of the pack into one function that acts on the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.state import Expiry

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.columns import Column
    from vejviser.rules.events import Event
    from vejviser.rules.pack_format import BalanceFile, CoveredFile, DifferFile, SetterFile
    from vejviser.rules.register import Register
    from vejviser.rules.state import State

    Setter = Callable[[State, Event], None]


def text_of(value: object) -> str:
    """Write a field's value as the files of a pack name it."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def says(event: Event, where: dict[str, tuple[str, ...]]) -> bool:
    """Whether every field that `where` names has one of the values given for it."""
    for field, allowed in where.items():  # noqa: SIM110  asked of every event, and all() with a generator takes twice the time
        if text_of(event.fields.get(field)) not in allowed:
            return False
    return True


def latch(column: Column, clause: SetterFile, keep: str, register: Register) -> Setter:
    """Make the function that sets a fact from an event: its latest value, its first, or the strongest (the last in its domain)."""
    read = _reader(column, clause, register)
    place, mask, where, until = column.place, column.mask, clause.where, clause.until
    after = column.bits[clause.then] if clause.then else 0

    def apply(state: State, event: Event) -> None:
        if where and not says(event, where):
            return
        bit = read(event)
        if (keep == "first" and state.marks[place]) or (keep == "strongest" and bit <= state.latched & mask):
            return
        state.latched = state.latched & ~mask | bit
        state.marks[place] = (event.place,)
        if after or state.expiries:  # what is recorded later without an end replaces what had one
            _keep_expiry(state, column, event.fields.get(until) if until else None, bit, after)

    return apply


def _keep_expiry(state: State, column: Column, last_day: object, bit: int, after: int) -> None:
    if last_day is None:
        state.expiries.pop(column.place, None)
    else:
        state.expiries[column.place] = Expiry(bit, last_day, after)  # type: ignore[arg-type]  # the vocabulary made it a date


def _reader(column: Column, clause: SetterFile, register: Register) -> Callable[[Event], int]:
    """Make the function that reads the bit of a fact's value from an event."""
    if clause.value is not None:
        constant = column.bits[clause.value]
        return lambda _event: constant
    field, role, default, bits = str(clause.field), clause.role, column.default, column.bits
    if role is not None:
        yes, no = bits["yes"], bits["no"]
        return lambda event: yes if register.has_role(str(event.fields[field]), role, event.at.day) else no
    names = {**{value: value for value in column.domain}, **clause.as_}
    by_text = {text: bits[value] for text, value in names.items()}
    return lambda event: default if field not in event.fields else by_text[text_of(event.fields[field])]


def collect_findings(column: Column, rule: DifferFile) -> Setter:
    """Make the function that keeps the latest finding of each authority."""

    def apply(state: State, event: Event) -> None:
        findings = state.findings.setdefault(column.place, {})
        findings[text_of(event.fields[rule.per])] = (text_of(event.fields[rule.field]), event.place)
        state.marks[column.place] = tuple(sorted(index for _value, index in findings.values()))

    return apply


def count_openings(column: Column, rule: BalanceFile) -> Setter:
    """Make the function that counts what was opened and what ended."""

    def apply(state: State, event: Event) -> None:
        counts = state.counts.setdefault(column.place, [0, 0])
        value = event.fields[rule.field]
        if value in (rule.up, rule.down):
            counts[value == rule.down] += 1
            state.marks[column.place] += (event.place,)

    return apply


def cover_days(column: Column, rule: CoveredFile) -> Setter:
    """Make the function that keeps from when to when an event covers."""

    def apply(state: State, event: Event) -> None:
        span = (event.at.day, event.fields.get(rule.until), event.place)
        state.covers.setdefault(column.place, []).append(span)

    return apply
