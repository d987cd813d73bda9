# SPDX-License-Identifier: EUPL-1.2
"""The shape of a file of futures: unknown keys are refused."""

from __future__ import annotations

from typing import Any

from vejviser.rules.pack_format import Identifier, RuleId, Strict

Said = dict[str, str]
Facts = dict[str, tuple[str, ...]]


class NeedFile(Strict, frozen=True, kw_only=True):
    """What a future needs of the facts, and the rules that say so: each fact has one of the values."""

    facts: Facts
    rules: tuple[RuleId, ...]


class AssumedFile(Strict, frozen=True, kw_only=True):
    """An event that a future adds, `days` after the one before it (the first: after the day asked about).

    `before_end_of`: a clock; while it runs, the day that is proposed lies on its last day at the latest. `furthest`: a field that gets the
    latest lawful last day of the clock that the event moves. `when`: the event is added only if each fact has one of the values then.
    """

    event: Identifier
    fields: dict[str, Any] = {}  # noqa: RUF012  a struct copies its defaults
    days: int = 0
    before_end_of: str | None = None
    furthest: str | None = None
    when: Facts = {}  # noqa: RUF012  a struct copies its defaults


class OutcomeFile(Strict, frozen=True, kw_only=True):
    """What may come of a future, by a decision that is somebody else's, and is never certain.

    `after`: it goes on from another outcome. `settles`: it is what the future is about, and not a decision of others. `at_most`: its last
    day is the furthest one, and an earlier one is as lawful. `settled`: as of a future.
    """

    id: Identifier
    title: Said
    when: Facts = {}  # noqa: RUF012  a struct copies its defaults
    after: str | None = None
    settles: bool = False
    settled: bool = False
    at_most: bool = False
    assumed: tuple[AssumedFile, ...]


class FutureFile(Strict, frozen=True, kw_only=True):
    """One of the ways that are compared: what it adds to the facts, and what may come of it.

    `settled`: its events settle every fact that they are conditioned on. They can then be supposed without looking at the facts, and
    nothing of these is learned from what follows.
    """

    id: Identifier
    title: Said
    says: Said
    settled: bool = False
    needs: tuple[NeedFile, ...] = ()
    assumed: tuple[AssumedFile, ...] = ()
    outcomes: tuple[OutcomeFile, ...] = ()


class RowFile(Strict, frozen=True, kw_only=True):
    """What is compared in one row: conclusions by their ids; `empty` is said where none of them follows."""

    id: Identifier
    title: Said
    empty: Said
    clocks: tuple[str, ...] = ()
    entitlements: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    not_allowed: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()


class PlanFile(Strict, frozen=True, kw_only=True):
    """The futures of a mechanism, the first of which adds nothing, and the rows in which they are compared."""

    futures: tuple[FutureFile, ...]
    rows: tuple[RowFile, ...]
