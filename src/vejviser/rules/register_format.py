# SPDX-License-Identifier: EUPL-1.2
"""The shape of what a mechanism knows beside its rules: organisations, sources, calendar, conflicts of sources, the numbered rules."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the structs read their annotations
from typing import Annotated, Literal

from msgspec import Meta

from vejviser.rules.pack_format import Dated, Identifier, Strict

Words = Annotated[dict[str, str], Meta(min_length=1)]
"""One text in each language, by the language's tag; a language left out falls back to the mechanism's first one."""


class SourceFile(Strict, frozen=True, kw_only=True):
    """Where something was read, and when."""

    title: str
    kind: Literal["source_text", "act", "guidance", "page", "report", "answer", "assumption"]
    url: str | None = None
    publisher: str | None = None
    as_read: dt.date
    remark: str | None = None


class NameFile(Dated, frozen=True, kw_only=True):
    """A dated name of an organisation: `text.en`, `text.fi` and so on, one for each language."""

    text: Words


class RoleFile(Dated, frozen=True, kw_only=True):
    """A dated role of an organisation in the mechanism."""

    role: Identifier
    rules: tuple[str, ...] = ()


class ContactFile(Dated, frozen=True, kw_only=True):
    """A way to reach an organisation. Hours are an OSM opening_hours line; left out = unknown, never shown as open."""

    id: Identifier
    service: Words
    phone: Annotated[str, Meta(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None
    mail: str | None = None
    secure_mail: str | None = None
    url: str | None = None
    hours: str | None = None
    purpose: str
    rules: tuple[str, ...] = ()
    quality: str | None = None


class OrganisationFile(Strict, frozen=True, kw_only=True):
    """An organisation of the register. A shelter has a front door (a contact) and never an address."""

    kind: str
    rules: tuple[str, ...] = ()
    successor: str | None = None
    questions: tuple[str, ...] = ()
    quality: str | None = None
    name: tuple[NameFile, ...]
    role: tuple[RoleFile, ...] = ()
    contact: tuple[ContactFile, ...] = ()


class DoubtfulDay(Strict, frozen=True, kw_only=True):
    """A day on which many offices are closed although it is no public holiday: the rule stands, with a flag."""

    id: Identifier
    month: int
    day: int
    question: str
    name: Words


class HolidayUntil(Strict, frozen=True, kw_only=True):
    """A public holiday that was abolished: its last year."""

    id: Identifier
    last_year: int
    source: str
    pin: str | None = None


class CalendarFile(Strict, frozen=True, kw_only=True):
    """calendar.toml: public holidays come from a library; this is what the mechanism adds and vouches for.

    `quick_from` to `quick_to`: years for which the data of the reader of opening hours are the same as the full package's.
    """

    country: str
    verified_from: int
    verified_to: int
    quick_from: int = 0
    quick_to: int = -1
    doubtful: tuple[DoubtfulDay, ...] = ()
    deadline_closed: tuple[tuple[int, int], ...] = ()
    holiday_until: tuple[HolidayUntil, ...] = ()
    holidays: dict[str, dict[str, str]] = {}  # noqa: RUF012  a struct copies its defaults


class ConflictFile(Strict, frozen=True, kw_only=True):
    """A contradiction or a gap of the sources, and how it is treated."""

    kind: Literal["conflict", "gap", "ambiguity", "stale"]
    between: tuple[str, ...]
    rules: tuple[str, ...] = ()
    treatment: Words
    decided_by: str = ""
    lives_in: str
    status: Literal["resolved", "open"]


class RuleFile(Strict, frozen=True, kw_only=True):
    """One numbered rule of the source, and what is known of its state today."""

    section: str
    actor: tuple[str, ...] = ()
    source: str
    pin: str
    kind: str
    questions: tuple[str, ...] = ()
    status_current: Literal["same", "changed", "unverified"]
    remark_current: str | None = None
    source_current: str | None = None
