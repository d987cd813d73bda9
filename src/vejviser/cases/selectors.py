# SPDX-License-Identifier: EUPL-1.2
"""Reading a case, for other parts of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.access.reach import NOWHERE
from vejviser.access.refusals import NotFound
from vejviser.access.sections import Section
from vejviser.cases.models import Case
from vejviser.cases.page.conclusions import law_view
from vejviser.cases.page.contents import entry_lines, interviews, name_of, only_derived, section_views
from vejviser.cases.page.drafts import drafts_of
from vejviser.cases.page.field_words import event_label
from vejviser.cases.page.reading import open_for_reading
from vejviser.cases.page.reasons import ReasonsFor
from vejviser.cases.page.surroundings import consents_of, identity_consented, links_of, packages_of, team_of
from vejviser.cases.page.timeline_shown import timeline_of, timeline_rows
from vejviser.cases.page.view_models import CaseView, DraftLine

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.cases.page.reading import Opened

__all__ = ["CaseView", "case_id_of_reference", "open_case"]


def open_case(actor: Actor, case_id: UUID, *, on: dt.date | None = None, known_at: dt.date | None = None) -> CaseView:
    """Give a case as the actor may see it: as it stood at the end of a legal day, as far as it was recorded by the end of another.

    Without days: now. What the actor may see is always what they may see now. The ledger remembers the reading.

    Raises:
        NotFound: the case does not exist for the actor.

    """
    opened = open_for_reading(actor, case_id, on=on, known_at=known_at)
    reasons = ReasonsFor(opened)
    lines = entry_lines(opened)
    team, leads = team_of(opened)
    return CaseView(
        id=case_id,
        reference=opened.case.reference,
        name=name_of(opened, consented=identity_consented(opened)),
        version=opened.case.version,
        today=opened.today,
        day=opened.as_of.day,
        known=known_at,
        is_today=on in (None, opened.today) and known_at in (None, opened.today),
        closed=opened.assessment.stage == "ended",
        law=law_view(opened, reasons),
        sections=section_views(opened, lines),
        only_derived=only_derived(opened),
        interviews=interviews(opened, lines),
        team=team,
        leads=leads,
        writes=any(one.writes for one in opened.reaches.values()),
        links=links_of(opened),
        consents=consents_of(opened),
        packages=packages_of(opened, leads=leads),
        drafts=_drafts(opened),
        timeline=timeline_rows(timeline_of(opened, reasons)),
        history=lines,
        reads_access=opened.reaches.get(Section.ACCESS_REPORT, NOWHERE).live,
    )


def case_id_of_reference(reference: str) -> UUID:
    """Give the case behind a reference, for who runs the service: every case exists for the owner of the tables.

    Raises:
        NotFound: there is none.

    """
    found = Case.unguarded.filter(reference=reference.strip().upper()).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def _drafts(opened: Opened) -> tuple[DraftLine, ...]:
    kept = drafts_of(opened.actor, opened.case.pk, opened.reaches)
    return tuple(
        DraftLine(
            id=one.id,
            label=event_label(opened.words, one.kind),
            saved=opened.said(one.saved_at),
            expires=opened.said(one.expires_at),
        )
        for one in kept
    )
