# SPDX-License-Identifier: EUPL-1.2
"""What the templates of the mechanism's pages get: frozen, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SEEN_AT_ONCE: Final = 6


@dataclass(frozen=True, kw_only=True)
class Link:
    """Something with a page of its own: `view` names the address, `key` what it ends with."""

    view: str
    title: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Home:
    """A page on which something is used, and the places on it."""

    link: Link
    anchors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """A source and the place in it; titles of sources stand in the language in which they are kept, which is English."""

    title: str
    pin: str = ""
    url: str = ""
    read: str = ""
    publisher: str = ""
    remark: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class RowView:
    """One row of a table: if all of `conditions` hold, then `conclusion`. `only_in` names the profile if it is in one of them only."""

    id: str
    conditions: tuple[str, ...]
    conclusion: str
    details: tuple[str, ...]
    rules: tuple[Link, ...]
    questions: tuple[Link, ...]
    in_force: str
    only_in: str
    doubt: str


@dataclass(frozen=True, kw_only=True)
class TableView:
    """A decision table: what it answers, how its rows are read, and what its rules rest on."""

    name: str
    title: str
    asked: str
    how: str
    always: tuple[str, ...]
    rows: tuple[RowView, ...]
    otherwise: str
    questions: tuple[Link, ...]
    sources: tuple[tuple[Link, SourceLine | None], ...]

    @property
    def is_long(self) -> bool:
        """Whether it has more rows than can be seen at once, so that a list of them helps."""
        return len(self.rows) > _SEEN_AT_ONCE


@dataclass(frozen=True, kw_only=True)
class NumberLine:
    """One value of a number of the law: in force from when to when, in which profile, and where it comes from."""

    id: str
    label: str
    value: str
    in_force: str
    only_in: str
    doubt: str
    remark: str
    source: SourceLine | None
    rules: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class PeriodView:
    """A legal period: how long, from what, moved by what, counted how."""

    id: str
    title: str
    help: str
    said: tuple[str, ...]
    numbers: tuple[NumberLine, ...]
    rules: tuple[Link, ...]
    questions: tuple[Link, ...]
    only_in: str
    doubt: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """An open question of the source, and how it is treated."""

    id: str
    kind: str
    is_open: bool
    between: tuple[str, ...]
    treatment: str
    decided_by: str
    decided_in: tuple[Link, ...]
    homes: tuple[Home, ...]
    rules: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """A numbered rule of the source, with all that the mechanism makes of it."""

    id: str
    title: str
    text: str
    actors: str
    source: SourceLine
    today: str
    today_remark: str
    today_source: SourceLine | None
    numbers: tuple[NumberLine, ...]
    homes: tuple[Home, ...]
    questions: tuple[QuestionView, ...]
    before: Link | None
    after: Link | None


@dataclass(frozen=True, kw_only=True)
class AssumptionView:
    """A working assumption: what the mechanism does where its source is silent. It is no law."""

    id: str
    text: str
    homes: tuple[Home, ...]


@dataclass(frozen=True, kw_only=True)
class MeasureView:
    """One of the measures of the map; `leads_to` holds ids of others, `periods` says how long what runs in it."""

    id: str
    number: int
    title: str
    leads_to: tuple[str, ...]
    next_titles: tuple[str, ...]
    periods: tuple[str, ...]
    rules: tuple[Link, ...]

    @property
    def range(self) -> str:
        """Its rules, where they follow each other as the first and the last of them."""
        runs: list[list[int]] = []
        for number in (int(link.key[1:]) for link in self.rules):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(f"R{run[0]}" if len(run) == 1 else f"R{run[0]}–R{run[-1]}" for run in runs)


@dataclass(frozen=True, kw_only=True)
class DifferencesView:
    """Where the two profiles part: rows, numbers and periods of one only, and what is known of today's state of each rule."""

    rows: tuple[tuple[Link, tuple[RowView, ...]], ...]
    numbers: tuple[NumberLine, ...]
    periods: tuple[PeriodView, ...]
    changed: tuple[RuleView, ...]
    unverified: tuple[Link, ...]
    same: int
