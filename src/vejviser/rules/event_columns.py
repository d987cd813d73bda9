# SPDX-License-Identifier: EUPL-1.2
"""Columns that a table makes from the event it judges: who did it, whether a reason was given, how a proposed date compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.clocks import proposed_last_day
from vejviser.rules.setters import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.clocks import ClockRule
    from vejviser.rules.columns import Column, Columns
    from vejviser.rules.events import Event
    from vejviser.rules.pack_format import ColumnFile, FieldFile
    from vejviser.rules.register import Register
    from vejviser.rules.state import State

    ReadEvent = Callable[[State, Event, int], int]

YES_NO = ("no", "yes")
COMPARED = ("nothing", "earlier", "same", "later")


class EventParts(NamedTuple):
    """What the columns of one table are made from. `orgs_among` gives the organisations that a table names in a situation."""

    register: Register
    clocks: tuple[ClockRule, ...]
    orgs_among: Callable[[str, int, Event], frozenset[str]]


def add_column(table: str, name: str, file: ColumnFile, field: FieldFile | None, columns: Columns) -> Column:
    """Add the column under `table.name`; its domain follows from what it looks at."""
    domain: tuple[str, ...]
    if file.compare_to is not None:
        domain = COMPARED
    elif file.role is not None or file.among is not None or file.is_ or file.present or field is None:
        domain = YES_NO
    else:
        domain = YES_NO if field.type == "boolean" else field.values
    return columns.add(f"{table}.{name}", domain)


def reader_of(column: Column, file: ColumnFile, parts: EventParts) -> ReadEvent:
    """Make the function (state, event, situation) -> bit of the column's value."""
    if file.compare_to is not None:
        return _compare(column, file, parts)
    field, bits = str(file.field), column.bits
    yes, no = bits.get("yes", 0), bits.get("no", 0)
    if file.role is not None:
        role, register = file.role, parts.register
        return lambda _state, event, _bits: yes if register.has_role(str(event.fields[field]), role, event.at.day) else no
    if file.among is not None:
        among, orgs_among = file.among, parts.orgs_among
        return lambda _state, event, situation: yes if event.fields[field] in orgs_among(among, situation, event) else no
    if file.is_:
        allowed = frozenset(file.is_)
        return lambda _state, event, _bits: yes if event.fields.get(field) in allowed else no
    if file.present:
        return lambda _state, event, _bits: yes if str(event.fields.get(field) or "").strip() else no
    named = {"true": "yes", "false": "no"}
    return lambda _state, event, _bits: bits[named.get(text_of(event.fields[field]), text_of(event.fields[field]))]


def _compare(column: Column, file: ColumnFile, parts: EventParts) -> ReadEvent:
    rule = next(rule for rule in parts.clocks if rule.id == file.clock)
    moves = {move.on: move for move in (rule.file.extended_by, rule.file.shortened_by) if move is not None}
    nothing, earlier, same, later = (column.bits[value] for value in COMPARED)

    def read(state: State, event: Event, _situation: int) -> int:
        clock = state.clocks[rule.place]
        proposed = proposed_last_day(moves[event.type], event, clock)
        other = event.at.day if file.compare_to == "event" else None if clock is None else getattr(clock, str(file.compare_to))
        if proposed is None or other is None:
            return nothing
        return same if proposed == other else earlier if proposed < other else later

    return read
