# SPDX-License-Identifier: EUPL-1.2
"""The entries that a reader may read, as lines, gathered into sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vejviser.access.reach import NOWHERE
from vejviser.access.sections import Section
from vejviser.cases.history import PERSON
from vejviser.cases.page import texts
from vejviser.cases.page.field_words import event_details, event_label, person_details
from vejviser.cases.page.reading import WITHDRAWAL
from vejviser.cases.page.view_models import EntryLine, Interviews, SectionView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.access.reach import Reach
    from vejviser.cases.page.reading import Opened, ReadEntry
    from vejviser.reporting.words import Words

# The name, the safe way of contact and the place come first where they are read; the header holds nothing else than its closure.
_UNLISTED = frozenset({Section.ACCESS_REPORT, Section.STATISTICS})


def entry_lines(opened: Opened) -> tuple[EntryLine, ...]:
    """Write every entry that the reader may read and that had happened by the day shown, in the order recorded."""
    numbers = {entry.id: entry.number for entry in opened.entries}
    replaced = {entry.corrects: entry for entry in opened.entries if entry.corrects is not None}
    return tuple(
        _line(opened, entry, replaced.get(entry.id), numbers.get(entry.corrects) if entry.corrects else None)
        for entry in opened.entries
        if _has_happened(opened, entry)
    )


def _has_happened(opened: Opened, entry: ReadEntry) -> bool:
    if entry.facts is None or "at" not in entry.facts:
        return opened.mechanism.zone.from_datetime(entry.recorded_at).day <= opened.as_of.day
    return opened.mechanism.zone.moment(entry.facts["at"]).instant <= opened.as_of.instant


def _line(opened: Opened, entry: ReadEntry, by: ReadEntry | None, replaces: int | None) -> EntryLine:
    words = opened.words
    reach = opened.reaches.get(Section(entry.section), NOWHERE)
    own = reach.live or entry.author_id == opened.actor.user_id
    open_to_change = reach.writes and own and by is None and entry.kind != WITHDRAWAL
    at = entry.facts.get("at") if entry.facts else None
    moment = opened.mechanism.zone.moment(at) if at else None
    return EntryLine(
        id=entry.id,
        number=entry.number,
        kind=entry.kind,
        label=event_label(words, entry.kind),
        when="" if moment is None else words.moment(moment.local),
        day=None if moment is None else moment.day,
        details=details_of_read(words, entry),
        note=entry.note or entry.texts.get("text", "") if entry.kind != "statement" else "",
        author=entry.author,
        organisation=words.organisation(entry.organisation),
        recorded=opened.said(entry.recorded_at),
        replaces=replaces,
        replaced_by=None if by is None else by.number,
        withdrawn=by is not None and by.kind == WITHDRAWAL,
        can_correct=open_to_change,
        can_withdraw=open_to_change,
    )


def details_of_read(words: Words, entry: ReadEntry) -> tuple[tuple[str, str], ...]:
    """Give labels and values of an entry; the main words of a text stand apart, as its note."""
    if entry.facts is None:
        shown = entry.texts.items() if entry.kind == "statement" else ((key, text) for key, text in entry.texts.items() if key != "text")
        return tuple((str(texts.FIELDS.get(key, key)), text) for key, text in shown if text)
    return person_details(words, entry.facts) if entry.kind == PERSON else event_details(words, entry.kind, entry.facts)


def section_views(opened: Opened, lines: Iterable[EntryLine]) -> tuple[SectionView, ...]:
    """Gather the lines into the sections that the reader reads or writes."""
    homes = {entry.id: entry.section for entry in opened.entries}
    by_section: dict[str, list[EntryLine]] = {}
    for line in lines:
        by_section.setdefault(homes[line.id], []).append(line)
    return tuple(
        SectionView(
            letter=section.value,
            name=str(texts.SECTIONS[section]),
            how=_how(opened, reach),
            writes=reach.writes,
            entries=tuple(by_section.get(section.value, ())),
        )
        for section, reach in opened.reaches.items()
        if section not in _UNLISTED and (reach.reads or reach.writes) and (section is not Section.HEADER or by_section.get(section.value))
    )


def _how(opened: Opened, reach: Reach) -> str:
    if reach.live:
        return ""
    if reach.up_to is not None:
        return _("Handed over to your organisation, as it was known on %(moment)s.") % {"moment": opened.said(reach.up_to)}
    if reach.code:
        return _("You see the code of the place, and nothing else of this section.")
    return _("You see what you wrote yourself.")


def only_derived(opened: Opened) -> tuple[str, ...]:
    """Name the sections of which the reader sees what follows, and never what was written."""
    return tuple(
        str(texts.SECTIONS[section])
        for section, reach in opened.reaches.items()
        if reach.derived and not reach.reads and section is not Section.HEADER and section not in _UNLISTED
    )


def interviews(opened: Opened, lines: Iterable[EntryLine]) -> Interviews | None:
    """Give the log of interviews and what was told already, for who reads them."""
    reach = opened.reaches.get(Section.INTERVIEW, NOWHERE)
    if not reach.reads and not reach.writes:
        return None
    standing = [line for line in lines if not line.struck]
    return Interviews(
        held=tuple(line for line in standing if line.kind == "interview"),
        told=tuple(line for line in standing if line.kind == "statement"),
    )


def name_of(opened: Opened, *, consented: bool) -> str:
    """Give the person's name for the header: where it may be read, and the reader works with it or a consent covers it."""
    reach = opened.reaches.get(Section.IDENTITY, NOWHERE)
    if not reach.reads or not (reach.writes or consented):
        return ""
    corrected = {entry.corrects for entry in opened.entries}
    names = [entry.texts.get("name", "") for entry in opened.entries if entry.kind == "identity" and entry.id not in corrected]
    return next((name for name in reversed(names) if name), "")
