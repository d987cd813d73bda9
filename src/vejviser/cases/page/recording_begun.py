# SPDX-License-Identifier: EUPL-1.2
"""What a request says of a recording: for which case and event type, by whom, in place of what, and which sending it is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vejviser.access.reach import NOWHERE
from vejviser.access.refusals import NotAllowed, NotFound
from vejviser.access.sections import SECTION_OF_EVENT, Section
from vejviser.access.selectors import reach_of
from vejviser.cases.history import PERSON
from vejviser.cases.page.event_form import EventForm
from vejviser.cases.page.person_form import PersonForm, initial_of
from vejviser.cases.page.reading import ReadEntry, visible_case
from vejviser.mechanisms import find
from vejviser.reporting.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, QueryDict

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach
    from vejviser.cases.models import Case
    from vejviser.cases.page.record_form import RecordForm


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A form that is being filled in: for which case and event type, by whom, perhaps in place of an entry or from a draft.

    `sending` was chosen when the form was made: sent twice it is one entry. `version` is the case's as the actor saw it.
    """

    actor: Actor
    case: Case
    reaches: Mapping[Section, Reach]
    words: Words
    kind: str
    section: Section
    corrects: ReadEntry | None
    sending: UUID
    version: int
    draft: UUID | None

    @property
    def hidden(self) -> dict[str, str]:
        """The inputs that go with the form unseen."""
        return {"sending": str(self.sending), "version": str(self.version), "draft": str(self.draft or "")}

    def form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> RecordForm:
        """Make the form, filled in from what was sent or with what it begins with."""
        named: dict[str, Any] = {"words": self.words, "actor": self.actor, "initial": initial}
        return PersonForm(data, **named) if self.kind == PERSON else EventForm(data, kind=self.kind, **named)

    def beginning(self) -> dict[str, Any]:
        """Give what an empty form shows: the entry that is corrected, or the actor's own organisation as the one that acted."""
        if self.corrects is not None and self.corrects.facts is not None:
            return initial_of(self.kind, self.corrects.facts, self.corrects.note)
        return {"by": self.actor.organisation}


def section_of(kind: str) -> Section:
    """Give the section in which an event type, or the person, is recorded.

    Raises:
        NotFound: there is no such form.

    """
    section = Section.IDENTITY if kind == PERSON else SECTION_OF_EVENT.get(kind)
    if section is None:
        raise NotFound
    return section


def begin(request: HttpRequest, actor: Actor, case_id: UUID, kind: str, corrects: ReadEntry | None = None) -> Recording:
    """Read what a request says of a recording.

    Raises:
        NotFound, NotAllowed: case, form or section are not for the actor, or the hidden inputs were tampered with.

    """
    reaches = reach_of(actor, case_id)
    case = visible_case(actor, case_id)
    mechanism = find(case.mechanism)
    section = section_of(kind)
    if kind != PERSON and kind not in mechanism.events:
        raise NotFound
    if not reaches.get(section, NOWHERE).writes:
        raise NotAllowed
    words = Words(mechanism, actor.language, mechanism.zone.from_datetime(actor.now).day)
    sent = request.POST if request.method == "POST" else None
    return Recording(
        actor=actor,
        case=case,
        reaches=reaches,
        words=words,
        kind=kind,
        section=section,
        corrects=corrects,
        sending=uuid.uuid4() if sent is None else uuid_of(sent.get("sending")),
        version=case.version if sent is None else version_of(sent.get("version")),
        draft=_draft_of((request.GET if sent is None else sent).get("draft")),
    )


def uuid_of(text: str | None) -> UUID:
    """Read a UUID of a form.

    Raises:
        NotFound: it is none.

    """
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None


def version_of(text: str | None) -> int:
    """Read the version of a case of a form.

    Raises:
        NotFound: it is none.

    """
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004  more is no version
        raise NotFound
    return int(text)


def _draft_of(text: str | None) -> UUID | None:
    return uuid_of(text) if text else None
