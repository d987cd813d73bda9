# SPDX-License-Identifier: EUPL-1.2
"""Where labels go: in rows under what they name, each beside a line that leads to its day, so that none covers another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_BESIDE = 6.0
_APART = 10.0
_FROM_LINE = 4.0


class Label(NamedTuple):
    """A text of a width that belongs to the place `x`."""

    x: float
    width: float
    text: str


class Placed(NamedTuple):
    """A label with its row, from 0 downwards, and the left edge of its text; `before` its line rather than after it."""

    label: Label
    row: int
    left: float
    before: bool

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.left + self.label.width


def place(labels: Sequence[Label], left: float, right: float) -> list[Placed]:
    """Give every label the highest free row: the text to the right of its line, or to the left where there is no room.

    Texts never cover each other. A line crosses a text only where no other row is left.
    """
    ending = [label for label in labels if label.x + _BESIDE + label.width > right]
    starting = [label for label in labels if label.x + _BESIDE + label.width <= right]
    placed: list[Placed] = []
    # In these orders, a later line stands clear of the texts already placed.
    for label in (*sorted(ending), *sorted(starting, reverse=True)):
        placed.append(_best(label, placed, left, right))
    return placed


def _best(label: Label, placed: list[Placed], left: float, right: float) -> Placed:
    after = label.x + _BESIDE + label.width <= right
    rows = range(len(placed) + 1)
    choices = [
        Placed(label, row, min(max(edge, left), right - label.width), before)
        for before, edge in sorted([(False, label.x + _BESIDE), (True, label.x - _BESIDE - label.width)], reverse=not after)
        for row in rows
    ]
    free = [choice for choice in choices if not any(_covers(choice, other) for other in placed)]
    clear = [choice for choice in free if not any(_crosses(choice, other) or _crosses(other, choice) for other in placed)]
    return (clear or free)[0]


def _covers(one: Placed, other: Placed) -> bool:
    return one.row == other.row and one.left < other.right + _APART and other.left < one.right + _APART


def _crosses(one: Placed, other: Placed) -> bool:
    """Whether the line of one runs through the text of the other."""
    return one.row >= other.row and other.left - _FROM_LINE < one.label.x < other.right + _FROM_LINE


def spread(wanted: Sequence[float], apart: float, left: float, right: float) -> list[float]:
    """Move places, given in order, as little as needed to stand `apart` from each other within the edges."""
    groups: list[list[float]] = []
    for number, place_wanted in enumerate(wanted):
        groups.append([place_wanted - number * apart, 1])
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            value, count = groups.pop()
            total = groups[-1][1] + count
            groups[-1] = [(groups[-1][0] * groups[-1][1] + value * count) / total, total]
    flat = [value for value, count in groups for _ in range(int(count))]
    highest = max(right - (len(flat) - 1) * apart, left)
    return [min(max(value, left), highest) + number * apart for number, value in enumerate(flat)]
