# SPDX-License-Identifier: EUPL-1.2
"""What rows say: every organisation, role, clock, fact and state in `then` exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from vejviser.rules.checks.finding import Finding, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row, Table

# Which keys the outcome of a row may have, by what its table gives.
_KEYS = {
    "fact": ("value",),
    "authorities": ("org", "mode"),
    "entitlements": ("id", "state", "until"),
    "duties": ("id", "state", "from"),
    "not_allowed": ("id",),
    "next_steps": ("id", "actors", "act_by"),
    "flags": ("id",),
    "violations": ("id", "counts"),
}
_OPTIONAL = ("until", "act_by", "counts")
_STATES = {
    "mode": ("competent", "possible"),
    "entitlements": ("offered", "possible", "running", "ended"),
    "duties": ("pending", "due", "held", "void"),
}
_ACTOR_KEYS = ("fact", "facts", "nobody", "also", "role")


class _Place(NamedTuple):
    """A row, and what its mechanism knows."""

    where: str
    mechanism: Mechanism
    table: Table
    row: Row
    roles: tuple[str, ...]
    clocks: tuple[str, ...]


def unknown_in_outcomes(whole: Whole) -> Iterator[Finding]:
    """Report what the outcomes of rows name and the mechanism does not have, in any profile."""
    for mechanism in whole.mechanisms.values():
        roles = tuple(dict.fromkeys(role.role for entry in mechanism.register.organisations.values() for role in entry.roles))
        ages = (name for name, fact in mechanism.facts.items() if fact.age is not None)
        clocks = (*(clock.id for clock in mechanism.clocks), *ages)
        for table in mechanism.tables.values():
            for row in table.rows:
                yield from _of_row(_Place(f"tables: {table.name}: {row.id}", mechanism, table, row, roles, clocks))
            for name, column in next(file.columns for file in mechanism.pack.tables if file.name == table.name).items():
                if column.role is not None:
                    yield from unknown(f"tables: {table.name}: columns.{name}", "role", column.role, roles)
    yield from _in_setters(whole)


def _of_row(place: _Place) -> Iterator[Finding]:
    then, gives = place.row.then, place.table.gives
    for key in then:
        yield from unknown(f"{place.where}: then", "key", key, _KEYS[gives])
    for key in _KEYS[gives]:
        if key not in then and key not in _OPTIONAL and not (gives == "next_steps" and key == "actors"):
            yield Finding(f"{place.where}: then", f"the key {key!r} is missing", "unknown_id")
    if "org" in then:
        yield from unknown(f"{place.where}: then.org", "organisation", str(then["org"]), place.mechanism.register.ids)
    if "mode" in then:
        yield from unknown(f"{place.where}: then.mode", "mode", str(then["mode"]), _STATES["mode"])
    if "state" in then and gives in _STATES:
        yield from _of_state(place, then["state"])
    for key in ("until", "from", "act_by"):
        yield from _of_clock(place, key, then.get(key))
    yield from _of_actors(place, then.get("actors", ()))


def _of_state(place: _Place, state: Any) -> Iterator[Finding]:
    where = f"{place.where}: then.state"
    if not isinstance(state, dict):
        yield from unknown(where, "state", str(state), _STATES[place.table.gives])
        return
    yield from _of_fact(place, where, state.get("fact"))
    column = place.mechanism.columns.by_name.get(str(state.get("fact")))
    allowed = [value for value in column.domain if column.bits[value] & ~place.row.forbidden] if column is not None else ()
    for value in allowed:
        yield from unknown(where, "state", value, _STATES[place.table.gives])


def _of_clock(place: _Place, key: str, reference: Any) -> Iterator[Finding]:
    where = f"{place.where}: then.{key}"
    if not isinstance(reference, dict):
        yield from unknown(where, "clock", str(reference), place.clocks) if reference is not None else ()
        return
    yield from _of_fact(place, where, reference.get("fact"))
    column = place.mechanism.columns.by_name.get(str(reference.get("fact")))
    for value, clock in reference.get("as", {}).items():
        yield from unknown(where, "value", value, column.domain) if column is not None else ()
        yield from unknown(where, "clock", str(clock), place.clocks)


def _of_actors(place: _Place, reference: Any) -> Iterator[Finding]:
    where = f"{place.where}: then.actors"
    named = reference.get("also", ()) if isinstance(reference, dict) else reference
    for organisation in named:
        yield from unknown(where, "organisation", str(organisation), place.mechanism.register.ids)
    if not isinstance(reference, dict):
        return
    for key in reference:
        yield from unknown(where, "key", key, _ACTOR_KEYS)
    for fact in (*reference.get("facts", ()), *((reference["fact"],) if "fact" in reference else ())):
        yield from _of_fact(place, where, fact)
    if "role" in reference:
        yield from unknown(where, "role", str(reference["role"]), place.roles)


def _of_fact(place: _Place, where: str, fact: Any) -> list[Finding]:
    return unknown(where, "fact", str(fact), place.mechanism.facts)


def _in_setters(whole: Whole) -> Iterator[Finding]:
    """Look at the conditions under which events set facts."""
    organisations = tuple(whole.pack.organisations)
    for name, fact in whole.pack.facts.items():
        for setter in fact.set:
            where = f"facts.toml: {name}: {setter.on}"
            fields = whole.pack.events[setter.on].fields if setter.on in whole.pack.events else {}
            for field, values in setter.where.items():
                yield from unknown(where, "field", field, fields)
                shape = fields.get(field)
                allowed = () if shape is None else (*shape.values, *shape.also, *(organisations if shape.type == "organisation" else ()))
                for value in values if allowed else ():
                    yield from unknown(where, "value", value, allowed)
