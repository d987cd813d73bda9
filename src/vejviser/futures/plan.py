# SPDX-License-Identifier: EUPL-1.2
"""Reading the futures of a mechanism, and checking that every event, fact and clock in them is one of the mechanism's."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vejviser.futures.plan_format import PlanFile
from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.futures.plan_format import AssumedFile, Facts, FutureFile
    from vejviser.rules.mechanism import Mechanism

FOLDER = Path(__file__).parent


@cache
def plan_of(mechanism: Mechanism) -> PlanFile:
    """Give the futures of a mechanism.

    Raises:
        PackError: there is no file for it, it has another shape, or it names what the mechanism does not have.

    """
    path = FOLDER / f"{mechanism.id}.toml"
    try:
        plan = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PlanFile)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError([Problem(path.name, str(error))]) from error
    problems = [Problem(path.name, f"{name!r} is not in the mechanism {mechanism.id}") for name in sorted(_unknown(plan, mechanism))]
    if problems:
        raise PackError(problems)
    return plan


def assumed_of(future: FutureFile) -> Iterator[AssumedFile]:
    """Give every event that a future may add, with those of its outcomes."""
    yield from future.assumed
    for outcome in future.outcomes:
        yield from outcome.assumed


def asked_of(future: FutureFile) -> set[str]:
    """Give every fact that decides which events a future adds; what it needs of the facts is another matter."""
    conditions: list[Facts] = [file.when for file in assumed_of(future)]
    conditions += [outcome.when for outcome in future.outcomes]
    return {fact for facts in conditions for fact in facts}


def clocks_of(future: FutureFile, mechanism: Mechanism) -> set[str]:
    """Give every clock by which a future finds its days."""
    found = {file.before_end_of for file in assumed_of(future) if file.before_end_of}
    moved = {file.event for file in assumed_of(future) if file.furthest}
    return found | {rule.id for rule in mechanism.clocks if rule.file.extended_by is not None and rule.file.extended_by.on in moved}


def _unknown(plan: PlanFile, mechanism: Mechanism) -> set[str]:
    clocks = {rule.id for rule in mechanism.clocks}
    found: set[str] = set()
    for future in plan.futures:
        found |= {file.event for file in assumed_of(future)} - set(mechanism.events)
        found |= (asked_of(future) | {fact for need in future.needs for fact in need.facts}) - set(mechanism.facts)
        found |= {file.before_end_of for file in assumed_of(future) if file.before_end_of} - clocks
    return found
