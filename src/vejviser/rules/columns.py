# SPDX-License-Identifier: EUPL-1.2
"""Facts as bits: every value of every fact is one bit, so a situation is one integer and a rule is the integer of what it forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Column(NamedTuple):
    """A fact with a closed domain. `mask` covers its bits; `bits` gives the bit of each value, `names` the value of each bit.

    The first value is the default, which holds until something says otherwise.
    """

    name: str
    place: int
    domain: tuple[str, ...]
    mask: int
    bits: dict[str, int]
    names: dict[int, str]
    ask: bool

    @property
    def default(self) -> int:
        """The bit of the first value, which holds until something says otherwise."""
        return self.bits[self.domain[0]]

    def value(self, situation: int) -> str:
        """Give the value that a situation has in this column.

        Raises:
            KeyError: the situation leaves several values possible, or none.

        """
        return self.names[situation & self.mask]

    def values(self, situation: int) -> tuple[str, ...]:
        """Give every value that a situation leaves possible in this column."""
        return tuple(value for value, bit in self.bits.items() if bit & situation)

    def forbid(self, allowed: Iterable[str]) -> int:
        """Give the bits of this column other than those of the allowed values."""
        return self.mask & ~sum(self.bits[value] for value in set(allowed))


class Columns:
    """All columns of a mechanism, side by side in one integer."""

    def __init__(self) -> None:
        """Start without columns."""
        self.by_name: dict[str, Column] = {}
        self.ordered: list[Column] = []
        self._next_bit = 0

    def add(self, name: str, domain: tuple[str, ...], *, ask: bool = False) -> Column:
        """Add a column with the next free bits."""
        bits = {value: 1 << (self._next_bit + position) for position, value in enumerate(domain)}
        column = Column(name, len(self.ordered), domain, sum(bits.values()), bits, {bit: value for value, bit in bits.items()}, ask)
        self._next_bit += len(domain)
        self.by_name[name] = column
        self.ordered.append(column)
        return column

    @property
    def width(self) -> int:
        """How many bits a situation has."""
        return self._next_bit

    def situation(self, values: dict[str, str | Iterable[str]]) -> int:
        """Build a situation from values by name; a column left out may have any value (it is not known)."""
        bits = 0
        for column in self.ordered:
            given = values.get(column.name, column.domain)
            for value in (given,) if isinstance(given, str) else given:
                bits |= column.bits[value]
        return bits
