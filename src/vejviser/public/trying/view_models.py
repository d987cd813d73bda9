# SPDX-License-Identifier: EUPL-1.2
"""What the templates of the page get: frozen, and in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input with what was typed: `kind` is date, text, select or tick."""

    name: str
    kind: str
    label: str
    value: str
    options: tuple[Option, ...] = ()
    error: str = ""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class LineView:
    """A kind of event, with its rows of inputs; `more`: one more row can be added."""

    event: str
    label: str
    help: str
    rows: tuple[tuple[Input, ...], ...]
    more: bool


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """Lines of one measure; `open`: something stands in it."""

    id: str
    title: str
    lines: tuple[LineView, ...]
    count: int
    open: bool


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An input that cannot be used, for the list at the top."""

    name: str
    label: str
    message: str


@dataclass(frozen=True, kw_only=True)
class FormView:
    """The whole form. `hidden` is everything typed, to be carried along on a page that does not show the inputs."""

    ages: Input
    born: Input
    alone: Input
    day: Input
    profile: Input
    groups: tuple[GroupView, ...]
    problems: tuple[Problem, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that follows: what, in which state, until or from when, who acts, by which rules, and why."""

    label: str
    state: str = ""
    when: str = ""
    who: str = ""
    help: str = ""
    rules: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """Entries under one heading; `empty` is said where there are none."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    empty: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is not recorded and would change the answer: the question, and what each answer would add or take away."""

    ask: str
    answers: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """Everything that follows from the facts. `later`: events after the day asked about, which do not count."""

    head: str
    asked: str
    parts: tuple[Part, ...]
    questions: tuple[Asked, ...]
    picture: str
    described: tuple[str, ...]
    later: tuple[str, ...]
    made_with: str
    no_decision: str
