# SPDX-License-Identifier: EUPL-1.2
"""The assessment of a case: the shape that every entrance of the program gives (days are inclusive legal days in the mechanism's zone)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import UNSET, Struct, UnsetType


class Because(Struct, frozen=True, gc=False):
    """A fact that a conclusion rests on, its value, and the places in the file of the events behind it (none: nothing was recorded)."""

    fact: str
    value: str
    events: tuple[int, ...]


Reasons = tuple[Because, ...] | UnsetType


class MechanismName(Struct, frozen=True, gc=False):
    """The law that an assessment was made with: pack, profile and calendar."""

    id: str
    version: str
    profile: str


class Authority(Struct, frozen=True, gc=False):
    """Who would decide on identification: competent (the default decider) or possible (may, in some cases)."""

    org: str
    mode: Literal["competent", "possible"]
    rules: tuple[str, ...]
    because: Reasons = UNSET


class Identification(Struct, frozen=True, gc=False):
    """Who decides, what was decided (null while presumed), and whether the latest findings of different authorities differ."""

    authorities: tuple[Authority, ...]
    outcome: str | None
    conflict: bool


class ParameterUsed(Struct, frozen=True, gc=False):
    """A number of the law that a clock used, with its source."""

    id: str
    value: int
    unit: str
    source: str | None


class Clock(Struct, frozen=True, gc=False):
    """A clock that started. `last_day` is the last lawful day; `cap` the latest that extensions could reach; `days_left` 0 when over."""

    id: str
    state: Literal["running", "ended", "superseded", "held"]
    starts: dt.date
    last_day: dt.date
    days_left: int
    rules: tuple[str, ...]
    cap: dt.date | UnsetType | None = UNSET
    because: Reasons = UNSET
    parameters: tuple[ParameterUsed, ...] | UnsetType = UNSET


class Entitlement(Struct, frozen=True, gc=False):
    """What the person is offered; `until` null = no end known."""

    id: str
    state: Literal["offered", "possible", "running", "ended"]
    until: dt.date | None
    rules: tuple[str, ...]
    because: Reasons = UNSET


class Duty(Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """What the person must do, from a legal day on."""

    id: str
    from_: dt.date
    state: Literal["pending", "due", "held", "void"]
    rules: tuple[str, ...]
    because: Reasons = UNSET


class NotAllowed(Struct, frozen=True, gc=False):
    """What may not be done at this moment."""

    id: str
    rules: tuple[str, ...]
    because: Reasons = UNSET


class NextStep(Struct, frozen=True, gc=False):
    """What is to be done, by whom, and on which working day at the latest (null: no day follows from the rules)."""

    id: str
    actors: tuple[str, ...]
    act_by: dt.date | None
    rules: tuple[str, ...]
    because: Reasons = UNSET


class Violation(Struct, frozen=True, gc=False):
    """An event that the rules do not allow: its place in the file, from 0, and why."""

    event: int
    id: str
    message: str
    rules: tuple[str, ...]
    because: Reasons = UNSET


class Flag(Struct, frozen=True, gc=False):
    """An open question of the rules that the case touches."""

    id: str
    message: str
    rules: tuple[str, ...]
    because: Reasons = UNSET


class Blocked(Struct, frozen=True, gc=False):
    """The nearest alternative that does not apply: its row, what would have followed, and the facts that stand in its way."""

    table: str
    row: str
    outcome: str
    rules: tuple[str, ...]
    blocked_by: Reasons


class Opening(Struct, frozen=True, gc=False):
    """What would change if an open question were answered in one way."""

    answer: str
    adds: tuple[str, ...]
    removes: tuple[str, ...]


class OpenQuestion(Struct, frozen=True, gc=False):
    """A fact that is not recorded and whose answer would change something."""

    fact: str
    answers: tuple[Opening, ...]


class Assessment(Struct, frozen=True, gc=False):
    """Everything that follows from a case at a moment. `why_not` and `open_questions` are given with explanations only."""

    case: str
    mechanism: MechanismName
    as_of: str
    stage: str
    status: str
    child: bool
    identification: Identification
    clocks: tuple[Clock, ...]
    entitlements: tuple[Entitlement, ...]
    duties: tuple[Duty, ...]
    not_allowed: tuple[NotAllowed, ...]
    next_steps: tuple[NextStep, ...]
    violations: tuple[Violation, ...]
    flags: tuple[Flag, ...]
    stage_because: Reasons = UNSET
    why_not: tuple[Blocked, ...] | UnsetType = UNSET
    open_questions: tuple[OpenQuestion, ...] | UnsetType = UNSET
