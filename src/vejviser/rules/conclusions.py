# SPDX-License-Identifier: EUPL-1.2
"""What follows from a situation: a pure function of its bits. What a row says is worked out once for situations it cannot tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from vejviser.rules.tables import facts_named

if TYPE_CHECKING:
    from vejviser.rules.columns import Column
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row, Table

# Sections in which one thing may follow from several rows: it is said once, with the rules of all of them.
SAID_ONCE = frozenset({"not_allowed", "next_steps", "flags"})
MOST_REMEMBERED = 4096


class Item(NamedTuple):
    """One conclusion without its days. `until`, `from_` and `act_by` name the clock whose day is meant; `plans` the rows behind it."""

    section: str
    id: str
    state: str
    until: str | None
    from_: str | None
    act_by: str | None
    actors: tuple[str, ...]
    actor_role: str | None
    rules: tuple[str, ...]
    plans: tuple[RowPlan, ...]


class Grounds:
    """The facts behind some columns, remembered by the bits that matter to them."""

    __slots__ = ("columns", "mask", "mechanism", "remembered")

    def __init__(self, mechanism: Mechanism, columns: tuple[Column, ...]) -> None:
        """Prepare for columns of facts or of answers."""
        self.mechanism, self.columns = mechanism, columns
        self.mask = mechanism.mask_behind(column.name for column in columns)
        self.remembered: dict[tuple[int, int], tuple[Column, ...]] = {}

    def behind(self, situation: int, period: int) -> tuple[Column, ...]:
        """Give the facts, none of them answered by a table, that together entail the values of the columns."""
        key = (situation & self.mask, period)
        found = self.remembered.get(key)
        if found is None:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            found = self.remembered[key] = bases(self.mechanism, self.columns, situation, period)
        return found


class RowPlan:
    """One row of a table that concludes, with what it says and rests on, remembered by the bits that matter to it."""

    __slots__ = ("forbidden", "grounds", "item_mask", "items", "mechanism", "outcome", "reason_mask", "row", "section", "table")

    def __init__(self, mechanism: Mechanism, table: Table, row: Row) -> None:
        """Prepare a row of a table."""
        self.mechanism, self.table, self.row = mechanism, table, row
        self.section, self.forbidden = table.gives, row.forbidden
        self.outcome = str(row.then.get("id") or row.then.get("org"))
        self.item_mask = sum({mechanism.columns.by_name[name].mask for name in facts_named(row.then)})
        self.grounds = Grounds(mechanism, row.columns)
        self.reason_mask = self.grounds.mask
        self.items: dict[int, Item] = {}

    def item(self, situation: int) -> Item:
        """Give what the row says in a situation in which it applies."""
        key = situation & self.item_mask
        found = self.items.get(key)
        if found is None:
            found = self.items[key] = self._item(situation)
        return found

    def columns(self, situation: int, period: int) -> tuple[Column, ...]:
        """Give the facts, none of them answered by a table, that together entail the row."""
        return self.grounds.behind(situation, period)

    def _item(self, situation: int) -> Item:
        then = self.row.then
        state = then.get("state", then.get("mode", ""))
        actors, role = self._actors(then.get("actors", ()), situation)
        return Item(
            section=self.section,
            id=self.outcome,
            state=self._value(state["fact"], situation) if isinstance(state, dict) else state,
            until=self._clock(then.get("until"), situation),
            from_=self._clock(then.get("from"), situation),
            act_by=self._clock(then.get("act_by"), situation),
            actors=actors,
            actor_role=role,
            rules=self.row.rules,
            plans=(self,),
        )

    def _value(self, fact: str, situation: int) -> str:
        return self.mechanism.columns.by_name[fact].value(situation)

    def _clock(self, reference: Any, situation: int) -> str | None:
        """Give the clock that a reference names: directly, or by the value of a fact."""
        if isinstance(reference, dict):
            named: str | None = reference["as"].get(self._value(reference["fact"], situation))
            return named
        return None if reference is None else str(reference)

    def _actors(self, reference: Any, situation: int) -> tuple[tuple[str, ...], str | None]:
        """Give the organisations that a reference names, and the role whose holders on the day come first."""
        if not isinstance(reference, dict):
            return tuple(reference), None
        facts = reference.get("facts", (reference["fact"],) if "fact" in reference else ())
        values = (self._value(fact, situation) for fact in facts)
        named = tuple(value for value in values if value in self.mechanism.register.organisations)
        return (*named, *reference.get("also", ())), reference.get("role")


class Conclusions:
    """All that follows from one situation in one law period."""

    __slots__ = ("items", "mechanism", "period", "situation")

    def __init__(self, mechanism: Mechanism, situation: int, period: int) -> None:
        """Answer all tables of the mechanism; of `situation` only the facts that no table answers count."""
        self.mechanism, self.period = mechanism, period
        self.situation = situation = with_answers(mechanism, situation, period)
        self.items: list[Item] = []
        for section, plans in mechanism.concluding[period]:
            items = [plan.item(situation) for plan in plans if not situation & plan.forbidden]
            self.items += _said_once(items) if section in SAID_ONCE else items

    def value(self, fact: str) -> str:
        """Give the value of a fact."""
        return self.mechanism.columns.by_name[fact].value(self.situation)

    def columns_of(self, item: Item) -> tuple[Column, ...]:
        """Give the facts, none of them answered by a table, that together entail an item."""
        if len(item.plans) == 1:
            return item.plans[0].columns(self.situation, self.period)
        found = {column.place: column for plan in item.plans for column in plan.columns(self.situation, self.period)}
        return tuple(found.values())


def with_answers(mechanism: Mechanism, situation: int, period: int) -> int:
    """Add the answers of all tables to the facts that no table answers."""
    situation &= mechanism.underived
    for table in mechanism.table_steps:
        situation |= table.answer(situation, period)
    return situation


def bases(mechanism: Mechanism, columns: tuple[Column, ...], situation: int, period: int) -> tuple[Column, ...]:
    """Give the underived facts that entail the values of some columns: themselves, or those behind the table that answered them."""
    found: dict[int, Column] = {}
    for column in columns:
        table = mechanism.answering.get(column.name)
        if table is None:
            found[column.place] = column
        else:
            found |= {base.place: base for base in bases(mechanism, _entailing(table, situation, period), situation, period)}
    return tuple(found.values())


def _entailing(table: Table, situation: int, period: int) -> tuple[Column, ...]:
    """Give the columns that entail a table's answer: those of the row that applies, and one that blocks each row asked before it."""
    used: dict[int, Column] = {}
    for row in table.versions[period]:
        if not situation & row.forbidden:
            used |= {column.place: column for column in row.columns}
            break
        if table.hit == "first" or table.otherwise:
            blocking = [column for column in row.columns if situation & row.forbidden & column.mask]
            known = next((column for column in blocking if column.place in used), blocking[0])
            used[known.place] = known
    return tuple(used.values())


def _said_once(items: list[Item]) -> list[Item]:
    if len({item.id for item in items}) == len(items):
        return items
    merged: dict[str, Item] = {}
    for item in items:
        before = merged.get(item.id)
        if before is None:
            merged[item.id] = item
        else:
            rules = tuple(dict.fromkeys((*before.rules, *item.rules)))
            actors = tuple(dict.fromkeys((*before.actors, *item.actors)))
            merged[item.id] = before._replace(rules=rules, actors=actors, plans=(*before.plans, *item.plans))
    return list(merged.values())
