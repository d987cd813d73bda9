# SPDX-License-Identifier: EUPL-1.2
"""Sets of situations as boxes: the values that each column may have. A box is one integer over the bits of some columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.columns import Column
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row


class Space(NamedTuple):
    """The columns that a table looks at, with those that impossible combinations tie to them; `never` holds the impossible boxes."""

    columns: tuple[Column, ...]
    never: tuple[int, ...]

    @property
    def everything(self) -> int:
        """The box of all situations."""
        return sum(column.mask for column in self.columns)

    def box(self, row: Row) -> int:
        """Give the situations in which a row applies."""
        return self.everything & ~row.forbidden

    def is_empty(self, box: int) -> bool:
        """Whether no situation lies in a box."""
        return any(not box & column.mask for column in self.columns)

    def minus(self, boxes: Iterable[int], others: Iterable[int]) -> list[int]:
        """Give what is left of some boxes without others, as boxes that do not overlap."""
        left = [box for box in boxes if not self.is_empty(box)]
        for other in others:
            left = [piece for box in left for piece in self._without(box, other)]
        return left

    def possible(self, box: int, *others: int) -> list[int]:
        """Give what is left of a box without others and without impossible combinations."""
        return self.minus([box], (*others, *self.never))

    def witness(self, box: int) -> str:
        """Write one situation of a box as a list of fact=value."""
        return ", ".join(f"{column.name}={next(iter(column.values(box)))}" for column in self.columns)

    def _without(self, box: int, other: int) -> list[int]:
        if self.is_empty(box & other):
            return [box]
        pieces = []
        for column in self.columns:
            outside = box & column.mask & ~other
            if outside:
                pieces.append(box & ~column.mask | outside)
                box &= other | ~column.mask
        return pieces


def space_of(mechanism: Mechanism, rows: Iterable[Row]) -> Space:
    """Give the space of some rows, with the impossible combinations that concern it."""
    columns = {column.place: column for row in rows for column in row.columns}
    boxes = []
    for never in mechanism.pack.never:
        tied = [mechanism.columns.by_name.get(name) for name in never.if_]
        known = [column for column in tied if column is not None]
        if len(known) == len(tied) and any(column.place in columns for column in known):
            columns |= {column.place: column for column in known}
            boxes.append(never.if_)
    chosen = tuple(columns[place] for place in sorted(columns))
    everything = sum(column.mask for column in chosen)
    impossible = tuple(everything & ~sum(mechanism.columns.by_name[name].forbid(values) for name, values in if_.items()) for if_ in boxes)
    return Space(chosen, impossible)
