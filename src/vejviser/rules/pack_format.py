# SPDX-License-Identifier: EUPL-1.2
"""The shape of a mechanism's TOML files: what a pack may say, and nothing else.

Every struct refuses unknown keys. The JSON Schema of a pack is made from these structs, so a docstring here is documentation there.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Identifier = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, Meta(pattern=r"^[A-Z]+[0-9]+[a-z]?$")]


class Strict(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A part of a pack: unknown keys are refused."""


class Dated(Strict, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Something that holds between two inclusive legal days, in some profiles, according to a source."""

    from_: dt.date | None = None
    until: dt.date | None = None
    profiles: tuple[str, ...] = ()
    source: str | None = None
    pin: str | None = None
    verified: bool = True
    remark: str | None = None

    def holds(self, profile: str) -> bool:
        """Whether this belongs to the profile."""
        return not self.profiles or profile in self.profiles

    def holds_on(self, day: dt.date) -> bool:
        """Whether this holds on a legal day (both ends included)."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Answers(Strict, frozen=True, kw_only=True):
    """Which fact answers which field of an assessment."""

    status: str
    child: str
    conflict: str
    stage: str


class ContactPlan(Strict, frozen=True, kw_only=True):
    """Who to reach: the contact whose hours decide, and the order of contacts while it is open or closed."""

    organisation: str
    line: str
    open: tuple[str, ...]
    closed: tuple[str, ...]
    doubtful_day_flag: str | None = None
    rules_by_day: dict[Literal["weekday", "weekend", "public_holiday"], tuple[str, ...]] = {}


class ConventionFile(Strict, frozen=True, kw_only=True):
    """How a legal period is counted."""

    count_start_day: bool
    roll: Literal["none", "next_working_day"]
    extra_closed_days: bool = False
    least_working_days: int = 0
    end_of_month_sticky: bool
    rules: tuple[str, ...] = ()
    source: str
    pin: str | None = None


class MechanismFile(Strict, frozen=True, kw_only=True):
    """mechanism.toml: identity, profiles, conventions, and where each part of an answer comes from."""

    id: Identifier
    version: str
    time_zone: str
    country: str
    languages: tuple[str, ...]
    default_profile: str
    emergency: str
    territory: str | None = None
    profiles: dict[str, dict[str, str]]
    answers: Answers
    contact: ContactPlan
    conventions: dict[str, ConventionFile]


class ParameterValue(Dated, frozen=True, kw_only=True):
    """One value of a parameter, and the days on which it holds."""

    value: int


class ParameterFile(Strict, frozen=True, kw_only=True):
    """A number of the law."""

    unit: Literal["days", "months", "years"]
    rules: tuple[str, ...]
    values: tuple[ParameterValue, ...]


FieldType = Literal["organisation", "boolean", "date", "integer", "text", "choice", "choices", "language", "country"]


class FieldFile(Strict, frozen=True, kw_only=True, rename={"with_": "with"}):
    """One field of an event. `with_` = {other field: value}: belongs to that value and only there."""

    type: FieldType
    values: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    optional: bool = False
    nullable: bool = False
    minimum: int | None = None
    maximum: int | None = None
    with_: dict[str, str] = {}


class EventFile(Strict, frozen=True, kw_only=True):
    """One type of event."""

    fields: dict[Identifier, FieldFile] = {}
    exactly_one_of: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


class SetterFile(Strict, frozen=True, kw_only=True, rename={"as_": "as"}):
    """How an event sets a fact: a constant `value`, or a `field` (mapped by `as_`, or asked for a role of its organisation)."""

    on: str
    where: dict[str, tuple[str, ...]] = {}
    value: str | None = None
    field: str | None = None
    as_: dict[str, str] = {}
    role: str | None = None
    until: str | None = None
    then: str | None = None


class DifferFile(Strict, frozen=True, kw_only=True):
    """Yes while the latest values of `field`, one for each `per`, are not all the same."""

    on: str
    field: str
    per: str


class BalanceFile(Strict, frozen=True, kw_only=True):
    """None before any; open while more went `up` than `down`; ended when at least one went down and none is open."""

    on: str
    field: str
    up: str
    down: str


class CoveredFile(Strict, frozen=True, kw_only=True):
    """Yes on every day from an event's own to its `until` (or without end)."""

    on: str
    until: str


class ClockFactFile(Strict, frozen=True, kw_only=True):
    """How a clock looks to the tables."""

    id: str
    shows: Literal["state", "over", "at_cap", "extended"]


class AgeFile(Strict, frozen=True, kw_only=True):
    """Unknown, child, nearly_adult or adult, by the day of birth and two parameters."""

    years: str
    near_days: str
    convention: str


class FormerFile(Strict, frozen=True, kw_only=True):
    """The latest value, other than today's, that a table fact had right after an event of a type."""

    fact: str
    on: str
    nobody: str


class FactFile(Strict, frozen=True, kw_only=True):
    """Something that the tables look at: a closed domain whose first value holds until something says otherwise."""

    domain: tuple[str, ...]
    domain_of: Literal["organisations"] | None = None
    ask: bool = False
    keep: Literal["latest", "first", "strongest"] = "latest"
    set: tuple[SetterFile, ...] = ()
    differ: DifferFile | None = None
    balance: BalanceFile | None = None
    covered: CoveredFile | None = None
    first_recorded: tuple[str, ...] = ()
    clock: ClockFactFile | None = None
    age: AgeFile | None = None
    person: str | None = None
    table: str | None = None
    former: FormerFile | None = None
    profiles: tuple[str, ...] = ()


class StartFile(Strict, frozen=True, kw_only=True):
    """When a clock starts: with an event (`where` looks at its fields), or with the birth of the person; `when`/`unless` look at facts."""

    on: str | None = None
    where: dict[str, tuple[str, ...]] = {}
    from_birth: bool = False
    when: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}


class MoveFile(Strict, frozen=True, kw_only=True):
    """An event that moves the last day: to the date in one field, or by the days in another."""

    on: str
    until: str | None = None
    days: str | None = None


class ClockFile(Strict, frozen=True, kw_only=True):
    """A legal clock: latched by events, never recomputed from today's facts."""

    id: Identifier
    convention: str
    law_date: Literal["start", "event"]
    rules: tuple[str, ...]
    rules_when_extended: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    starts: StartFile
    length: str
    cap: str | None = None
    extended_by: MoveFile | None = None
    shortened_by: MoveFile | None = None
    superseded_by: str | None = None
    renewed: bool = False
    cut_by: MoveFile | None = None
    profiles: tuple[str, ...] = ()
    verified: bool = True
    remark: str | None = None


class ColumnFile(Strict, frozen=True, kw_only=True, rename={"is_": "is"}):
    """A column of an event's table, made from the event itself."""

    field: str | None = None
    role: str | None = None
    among: str | None = None
    is_: tuple[str, ...] = ()
    present: bool = False
    clock: str | None = None
    compare_to: Literal["cap", "last_day", "event"] | None = None


class RowFile(Dated, frozen=True, kw_only=True, rename={"if_": "if"}):
    """One row of a table: the values each fact may have, and what follows."""

    id: str
    if_: dict[str, Any]
    then: dict[str, Any]
    rules: tuple[str, ...]
    questions: tuple[str, ...] = ()


class EachFile(Strict, frozen=True, kw_only=True):
    """Rows written once and repeated for each entry of `values`; {name} stands for the entry's value."""

    name: str
    values: tuple[dict[str, str], ...]
    rule: tuple[RowFile, ...]


Section = Literal["fact", "authorities", "entitlements", "duties", "not_allowed", "next_steps", "flags", "violations"]


class TableFile(Strict, frozen=True, kw_only=True):
    """One decision table. unique: exactly one row applies; first: the first that applies; collect: all that apply."""

    name: Identifier
    gives: Section
    hit: Literal["unique", "first", "collect"]
    otherwise: str | None = None
    event: str | None = None
    columns: dict[Identifier, ColumnFile] = {}
    always: dict[str, tuple[str, ...]] = {}
    law_date: Literal["evaluation"] = "evaluation"
    questions: tuple[str, ...] = ()
    rule: tuple[RowFile, ...] = ()
    each: tuple[EachFile, ...] = ()
    profiles: tuple[str, ...] = ()


class NeverFile(Strict, frozen=True, kw_only=True, rename={"if_": "if"}):
    """never.toml: values of facts that no case can have together, and why; the checks leave such situations out."""

    if_: dict[str, tuple[str, ...]]
    why: str
