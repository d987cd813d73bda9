# SPDX-License-Identifier: EUPL-1.2
"""What the templates of a comparison get: frozen, and in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that follows, with the numbers of the rules behind it. `about`: the conclusions that it says, as section.id."""

    text: str
    rules: tuple[str, ...]
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why something is not possible, and what would make it so."""

    label: str
    message: str
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class May:
    """What an outcome adds to a cell, and what then no longer holds. `at_most`: an earlier last day is as lawful."""

    title: str
    day: str
    adds: tuple[Line, ...]
    removes: tuple[Line, ...]
    at_most: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One row of one future. `differs` from the facts alone; `lines` are certain, `may` is for others to decide.

    `partial`: the reader may not see everything that could stand in the row, so that nothing can be said to be absent.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    differs: bool
    partial: bool
    may: tuple[May, ...]


@dataclass(frozen=True, kw_only=True)
class AssumedView:
    """A supposed event: the name of its day in a form, the day, and both in words."""

    key: str
    label: str
    day: str
    said: str
    error: str


@dataclass(frozen=True, kw_only=True)
class OutcomeView:
    """What may come of a future: the events that it supposes, and why they are not possible on these days."""

    title: str
    assumed: tuple[AssumedView, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class ColumnView:
    """A future. `first`: the facts alone, which the others are held against; `day`: when all that it supposes has happened.

    `unfolded`: a day of one of its outcomes cannot be used or is not possible, and must be seen.
    """

    id: str
    title: str
    says: str
    first: bool
    day: str
    assumed: tuple[AssumedView, ...]
    outcomes: tuple[OutcomeView, ...]
    unfolded: bool
    refusals: tuple[Refusal, ...]
    cells: tuple[Cell, ...]
    doubts: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class TogetherView:
    """Two futures at once: what no longer holds then, and what the rules have against it."""

    title: str
    lost: tuple[Line, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class ComparisonView:
    """The whole comparison, with the day and the law that it was made for. `differs` and `same` name the first future."""

    said: dict[str, str]
    differs: str
    same: str
    columns: tuple[ColumnView, ...]
    together: tuple[TogetherView, ...]
    errors: tuple[AssumedView, ...]
    asked: str
    made_with: str
    no_decision: str

    @property
    def rows(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The same row of every future side by side; None where a future is not possible."""
        count = len(self.columns[0].cells)
        return tuple(tuple(column.cells[number] if column.cells else None for column in self.columns) for number in range(count))

    @property
    def doubts(self) -> bool:
        """Whether any future touches an open question."""
        return any(column.doubts for column in self.columns)
