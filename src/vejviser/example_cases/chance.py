# SPDX-License-Identifier: EUPL-1.2
"""Chance that gives the same answers on every version of Python: everything rests on `Random.random()` alone."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = TypeVar("Value")


class Weights(Generic[Value]):
    """Values with their relative weights; the weights need not add up to anything."""

    __slots__ = ("cumulative", "total", "values")

    def __init__(self, weights: Mapping[Value, float]) -> None:
        """Keep the values in the order written, so that a draw is repeatable."""
        self.values = tuple(weights)
        self.cumulative = tuple(accumulate(weights.values()))[:-1]
        self.total = sum(weights.values())


class Chance:
    """A repeatable stream of choices; the same `random_state` gives the same choices everywhere."""

    __slots__ = ("_next",)

    def __init__(self, random_state: int) -> None:
        """Start the stream at `random_state`."""
        # Methods built on random() (choice, randrange, sample) have changed between versions of Python; random() is promised
        # not to.
        self._next = Random(random_state).random  # noqa: S311 - examples, not secrets

    def happens(self, probability: float) -> bool:
        """Say yes in `probability` of the cases (0 to 1)."""
        return self._next() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included, all equally likely."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, options: Sequence[Value]) -> Value:
        """Return one of `options`, all equally likely."""
        return options[int(self._next() * len(options))]

    def draw(self, weights: Weights[Value]) -> Value:
        """Return one of the values by its weight."""
        return weights.values[bisect(weights.cumulative, self._next() * weights.total)]
