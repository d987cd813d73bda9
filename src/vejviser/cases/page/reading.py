# SPDX-License-Identifier: EUPL-1.2
"""Opening a case for a page: what the actor may do there, the law's answer on a day, and the entries that the actor may read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vejviser.access.querysets import readable_entries, visible_cases
from vejviser.access.refusals import NotFound
from vejviser.access.selectors import reach_of
from vejviser.cases.history import History, Recorded, history_from, recorded_facts
from vejviser.cases.models import Case, Entry
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.reporting.words import Words
from vejviser.rules.assess import assess
from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR, Moment
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach
    from vejviser.access.sections import Section
    from vejviser.rules.answers import Assessment
    from vejviser.rules.mechanism import Mechanism

WITHDRAWAL = "withdrawal"
_ONE_DAY = dt.timedelta(days=1)


class ReadEntry(NamedTuple):
    """An entry that the actor may read, in clear. `kind` is an event type, `person`, a kind of text, or `withdrawal`."""

    id: UUID
    number: int
    section: str
    recorded_at: dt.datetime
    author_id: UUID
    author: str
    organisation: str
    kind: str
    facts: dict[str, Any] | None
    texts: dict[str, str]
    note: str
    corrects: UUID | None


class Opened(NamedTuple):
    """A case that an actor opened; `day` is the legal day it is shown on, `known` the last legal day whose recordings count."""

    actor: Actor
    case: Case
    mechanism: Mechanism
    reaches: Mapping[Section, Reach]
    recorded: list[Recorded]
    history: History
    as_of: Moment
    known: dt.date | None
    assessment: Assessment
    words: Words
    entries: tuple[ReadEntry, ...]

    @property
    def today(self) -> dt.date:
        """The legal day now."""
        return self.mechanism.zone.from_datetime(self.actor.now).day

    def said(self, moment: dt.datetime) -> str:
        """Write an instant as a legal day with its weekday, and the local time."""
        return self.words.moment(self.mechanism.zone.from_datetime(moment).local)


def visible_case(actor: Actor, case_id: UUID) -> Case:
    """Give a case that exists for the actor.

    Raises:
        NotFound: it does not.

    """
    case = visible_cases(actor, Case.objects.filter(pk=case_id)).first()
    if case is None:
        raise NotFound
    return case


def open_for_reading(
    actor: Actor, case_id: UUID, *, on: dt.date | None = None, known_at: dt.date | None = None, action: str = "case:read"
) -> Opened:
    """Open a case as it stands at the end of a legal day (None: now), as far as it was recorded by the end of another (None: now).

    Raises:
        NotFound: the case does not exist for the actor.

    """
    reaches = reach_of(actor, case_id)
    case = visible_case(actor, case_id)
    shown = "".join(sorted(section for section, one in reaches.items() if one.reads or one.derived))
    ledger.record(action, case_id=case_id, sections=shown, purpose=actor.purpose)
    mechanism = find(case.mechanism)
    as_of = mechanism.zone.from_datetime(actor.now) if on is None else end_of_day(mechanism, on)
    until = None if known_at is None else dt.datetime.fromisoformat(end_of_day(mechanism, known_at).local)
    recorded = recorded_facts(case_id)
    history = history_from(case.mechanism, recorded, until)
    return Opened(
        actor=actor,
        case=case,
        mechanism=mechanism,
        reaches=reaches,
        recorded=recorded,
        history=history,
        as_of=as_of,
        known=known_at,
        assessment=assess(mechanism, history.case, as_of, explain=True, language=actor.language),
        words=Words(mechanism, actor.language, as_of.day),
        entries=tuple(entries_of(actor, case_id, recorded, until)),
    )


def end_of_day(mechanism: Mechanism, day: dt.date) -> Moment:
    """Give the last moment of a legal day, so that all that happened on it is known."""
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise NotFound
    following = mechanism.zone.start_of(day + _ONE_DAY)
    last = dt.datetime.fromisoformat(following.local) - dt.timedelta(seconds=1)
    return mechanism.zone.from_datetime(last)


def entries_of(actor: Actor, case_id: UUID, recorded: list[Recorded], until: dt.datetime | None = None) -> list[ReadEntry]:
    """Decrypt the entries that the actor may read, in the order recorded, up to an instant (None: all); nothing else is decrypted."""
    rows = readable_entries(actor, Entry.objects.filter(case=case_id)).select_related("author").order_by("number")
    chosen = [row for row in rows if until is None or row.recorded_at <= until]
    sealed = [vault.Sealed(case_id, row.section, "note", row.pk, bytes(row.note)) for row in chosen if row.note is not None]
    opened = iter(vault.unseal_many(sealed))
    facts = {one.entry: one.facts for one in recorded}
    return [_read(row, facts.get(row.pk), b"" if row.note is None else next(opened)) for row in chosen]


def _read(row: Entry, facts: dict[str, Any] | None, note: bytes) -> ReadEntry:
    texts: dict[str, str] = {}
    if not row.is_event and note:
        texts = msgspec.json.decode(note, type=dict[str, str])
    kind = texts.pop("kind", "note") if facts is None else str(facts["type"])
    return ReadEntry(
        id=row.pk,
        number=row.number,
        section=row.section,
        recorded_at=row.recorded_at,
        author_id=row.author_id,
        author=row.author.name,
        organisation=row.organisation,
        kind=kind,
        facts=facts,
        texts=texts,
        note=note.decode() if row.is_event else "",
        corrects=row.corrects_id,
    )
