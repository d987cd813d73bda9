# SPDX-License-Identifier: EUPL-1.2
"""What is known of a mechanism, its rules and its open questions, put together from all files of its folder."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from vejviser.rules.checks.homes import where_rules_live
from vejviser.rules.pack import read_tables
from vejviser.rules.register import in_language
from vejviser.rules.register_format import ConflictFile, RuleFile, SourceFile

if TYPE_CHECKING:
    from vejviser.reporting.words import Words


class SourceSheet(Struct, frozen=True, kw_only=True):
    """A source, and the place in it."""

    id: str
    title: str
    pin: str | None
    url: str | None
    as_read: dt.date | None


class ValueSheet(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One value of a number of the law with the inclusive legal days on which it holds (null: no bound)."""

    parameter: str
    value: int
    unit: str
    from_: dt.date | None
    until: dt.date | None
    verified: bool
    remark: str | None
    source: SourceSheet | None


class QuestionSheet(Struct, frozen=True, kw_only=True):
    """An open question of the source and how the mechanism treats it."""

    id: str
    kind: str
    between: tuple[str, ...]
    treatment: str
    decided_by: str
    lives_in: str
    status: str
    rules: tuple[str, ...]


class RuleSheet(Struct, frozen=True, kw_only=True):
    """A rule in full."""

    id: str
    title: str
    text: str
    actors: tuple[str, ...]
    kind: str
    source: SourceSheet
    parameters: tuple[ValueSheet, ...]
    lives_in: tuple[str, ...]
    questions: tuple[QuestionSheet, ...]
    status_today: str
    remark_today: str | None
    source_today: SourceSheet | None


class RuleTitle(Struct, frozen=True):
    """A rule in a list."""

    id: str
    title: str
    status_today: str


class Overview(Struct, frozen=True, kw_only=True):
    """A mechanism at a glance."""

    id: str
    version: str
    profile: str
    profiles: dict[str, str]
    country: str
    time_zone: str
    calendar: str
    organisations: tuple[str, ...]
    parameters: tuple[ValueSheet, ...]
    rules: tuple[RuleTitle, ...]
    open_questions: tuple[str, ...]


class Library:
    """The files of a mechanism that its answers cite."""

    def __init__(self, words: Words) -> None:
        """Read rules, sources and open questions.

        Raises:
            PackError: a file cannot be read.

        """
        self.words, self.mechanism = words, words.mechanism
        self.folder = words.mechanism.pack.folder
        self.rules = read_tables(self.folder, "rules.toml", "rules", RuleFile)
        self.sources = read_tables(self.folder, "sources.toml", "sources", SourceFile)
        self.conflicts = read_tables(self.folder, "conflicts.toml", "conflicts", ConflictFile)

    @cached_property
    def homes(self) -> dict[str, list[str]]:
        """Where each rule lives; found once for all rules of a library."""
        return where_rules_live(self.folder)

    def overview(self) -> Overview:
        """Give the mechanism at a glance."""
        mechanism, words = self.mechanism, self.words
        return Overview(
            id=mechanism.id,
            version=mechanism.version,
            profile=mechanism.profile,
            profiles={name: in_language(said, words.language) for name, said in mechanism.pack.mechanism.profiles.items()},
            country=mechanism.pack.mechanism.country,
            time_zone=mechanism.zone.name,
            calendar=mechanism.calendar.version,
            organisations=tuple(words.organisation(name) for name in mechanism.register.ids),
            parameters=self._values(None),
            rules=tuple(RuleTitle(name, words.text(f"rules.{name}.title"), file.status_current) for name, file in self.rules.items()),
            open_questions=tuple(name for name, conflict in self.conflicts.items() if conflict.status == "open"),
        )

    def rule(self, name: str) -> RuleSheet:
        """Give a rule in full."""
        file, words = self.rules[name], self.words
        return RuleSheet(
            id=name,
            title=words.text(f"rules.{name}.title"),
            text=words.text(f"rules.{name}.text"),
            actors=tuple(words.organisation(actor) for actor in file.actor),
            kind=file.kind,
            source=self._source(file.source, file.pin),
            parameters=self._values(name),
            lives_in=tuple(self.homes[name]),
            questions=tuple(self.question(question) for question in file.questions if question in self.conflicts),
            status_today=file.status_current,
            remark_today=file.remark_current,
            source_today=None if file.source_current is None else self._source(file.source_current, None),
        )

    def question(self, name: str) -> QuestionSheet:
        """Give an open question in full."""
        file = self.conflicts[name]
        return QuestionSheet(
            id=name,
            kind=file.kind,
            between=tuple(self._named(place) for place in file.between),
            treatment=in_language(file.treatment, self.words.language),
            decided_by=file.decided_by,
            lives_in=file.lives_in,
            status=file.status,
            rules=file.rules,
        )

    def _named(self, place: str) -> str:
        """Write `source: place` with the title of the source."""
        source, colon, rest = place.partition(":")
        return f"{self.sources[source].title}{colon}{rest}" if source in self.sources else place

    def _values(self, rule: str | None) -> tuple[ValueSheet, ...]:
        """Give the numbers of one rule, or all."""
        return tuple(
            ValueSheet(
                parameter=parameter.id,
                value=entry.value,
                unit=parameter.unit,
                from_=entry.from_,
                until=entry.until,
                verified=entry.verified,
                remark=entry.remark,
                source=None if entry.source is None else self._source(entry.source, entry.pin),
            )
            for parameter in self.mechanism.parameters.values()
            if rule is None or rule in parameter.rules
            for entry in parameter.values
        )

    def _source(self, name: str, pin: str | None) -> SourceSheet:
        file = self.sources.get(name)
        if file is None:
            return SourceSheet(id=name, title=name, pin=pin, url=None, as_read=None)
        return SourceSheet(id=name, title=file.title, pin=pin, url=file.url, as_read=file.as_read)
