# SPDX-License-Identifier: EUPL-1.2
"""What the templates of a case get: frozen, in words, and holding only what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class RuleNote:
    """A rule behind a conclusion, with the place in its source."""

    id: str
    title: str
    text: str
    source: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """The facts behind a conclusion, as sentences. `hidden`: some lie in sections that the reader does not read."""

    sentences: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """Something that follows by law: a step, a right, a duty, what is not allowed, who decides, or what stands in the way.

    `when` is a sentence with a weekday; `urgent`: today or overdue; `own`: the reader's organisation is to act.
    """

    label: str
    help: str = ""
    state: str = ""
    when: str = ""
    who: str = ""
    urgent: bool = False
    own: bool = False
    rules: tuple[RuleNote, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A legal period; days are inclusive. `said` holds the last day with its weekday and the days left."""

    label: str
    said: str
    running: bool
    first: dt.date
    last: dt.date
    limit: dt.date | None
    rules: tuple[RuleNote, ...]
    reason: Reason | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an answer to an open question would add and take away."""

    answer: str
    adds: tuple[str, ...]
    removes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that is not recorded and that would change what follows."""

    ask: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class LawView:
    """Everything that follows from the case, as far as the reader may see it."""

    stage: str
    status: str
    child: bool
    steps: tuple[Conclusion, ...]
    clocks: tuple[ClockLine, ...]
    authorities: tuple[Conclusion, ...]
    why_not: tuple[Conclusion, ...]
    rights: tuple[Conclusion, ...]
    duties: tuple[Conclusion, ...]
    not_allowed: tuple[Conclusion, ...]
    violations: tuple[Conclusion, ...]
    flags: tuple[Conclusion, ...]
    questions: tuple[Question, ...]
    decides: bool
    made_with: str


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One entry of a section. `replaced_by` and `replaces` are numbers of entries that the reader may read too."""

    id: UUID
    number: int
    kind: str
    label: str
    when: str
    day: dt.date | None
    details: tuple[tuple[str, str], ...]
    note: str
    author: str
    organisation: str
    recorded: str
    replaces: int | None
    replaced_by: int | None
    withdrawn: bool
    can_correct: bool
    can_withdraw: bool

    @property
    def struck(self) -> bool:
        """Whether it no longer counts."""
        return self.replaced_by is not None


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """A section that the reader may read something of; `how` says on what ground and how far."""

    letter: str
    name: str
    how: str
    writes: bool
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, kw_only=True)
class TeamMember:
    """Somebody who works on the case."""

    id: UUID
    name: str
    role: str
    organisation: str
    since: str
    until: str


@dataclass(frozen=True, kw_only=True)
class LinkedView:
    """One event with several people; only cases that exist for the reader are named."""

    title: str
    cases: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """What the person last said about sharing one kind of information with one recipient."""

    recipient: str
    scope: str
    given: bool
    in_force: bool
    since: str
    until: str


@dataclass(frozen=True, kw_only=True)
class PackageLine:
    """A section that was handed to an organisation."""

    organisation: str
    section: str
    frozen: str
    until: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A form of the reader's own that was begun."""

    id: UUID
    label: str
    saved: str
    expires: str


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """An event as the picture has it."""

    when: str
    what: str
    against: str


@dataclass(frozen=True, kw_only=True)
class Interviews:
    """What was asked already: how often, by whom, and what was said; a good reason is needed to ask again."""

    held: tuple[EntryLine, ...]
    told: tuple[EntryLine, ...]


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A case as one reader may see it on one day."""

    id: UUID
    reference: str
    name: str
    version: int
    today: dt.date
    day: dt.date
    known: dt.date | None
    is_today: bool
    closed: bool
    law: LawView
    sections: tuple[SectionView, ...]
    only_derived: tuple[str, ...]
    interviews: Interviews | None
    team: tuple[TeamMember, ...]
    leads: bool
    writes: bool
    links: tuple[LinkedView, ...]
    consents: tuple[ConsentLine, ...] | None
    packages: tuple[PackageLine, ...]
    drafts: tuple[DraftLine, ...]
    timeline: tuple[TimelineRow, ...]
    history: tuple[EntryLine, ...]
    reads_access: bool
