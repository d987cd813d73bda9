# SPDX-License-Identifier: EUPL-1.2
"""Recording: the list of what the reader may record, the form of each event, corrections, and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.access.sections import SECTION_OF_EVENT, Section
from vejviser.access.selectors import reach_of
from vejviser.cases.history import PERSON, recorded_facts
from vejviser.cases.page import drafts, texts
from vejviser.cases.page.reading import WITHDRAWAL, ReadEntry, entries_of, visible_case
from vejviser.cases.page.recording_begun import begin
from vejviser.cases.page.recording_flow import answer
from vejviser.cases.page.text_forms import sections_for
from vejviser.cases.page.views.write import answer_text
from vejviser.cases.recording import TEXT_KINDS
from vejviser.mechanisms import find
from vejviser.reporting.words import begun

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor
    from vejviser.cases.models import Case

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def record_list(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """List what the reader may record in a case, by section."""
    actor = current_actor()
    reaches = reach_of(actor, case_id)
    case = visible_case(actor, case_id)
    writable = [section for section, reach in reaches.items() if reach.writes]
    groups = [{"name": texts.SECTIONS[section], "forms": _forms(actor, case, section)} for section in writable]
    kinds = [kind for kind in TEXT_KINDS if sections_for(kind, writable)]
    shown = {
        "case_id": case_id,
        "reference": case.reference,
        "groups": [group for group in groups if group["forms"]],
        "texts": [{"kind": kind, "label": texts.KINDS[kind], "help": texts.KIND_HELP[kind]} for kind in kinds],
    }
    return render(request, "cases/page/record_list.html", shown)


def _forms(actor: Actor, case: Case, section: Section) -> list[dict[str, Any]]:
    mechanism = find(case.mechanism)
    said = mechanism.texts(actor.language)
    found = [{"kind": PERSON, "label": texts.KINDS[PERSON], "help": texts.KIND_HELP[PERSON]}] if section is Section.IDENTITY else []
    kinds = [kind for kind in mechanism.events if SECTION_OF_EVENT.get(kind) is section]
    named = [{"kind": kind, "label": begun(said.get(f"events.{kind}.label")), "help": said.get(f"events.{kind}.help")} for kind in kinds]
    return [*found, *named]


@login_required
@_FORM
def record(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Record an event, or who the person is: form, preview, confirmation."""
    return answer(request, begin(request, current_actor(), case_id, kind))


@login_required
@_FORM
def correct(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Record something in place of an entry; both stay."""
    actor = current_actor()
    entry = readable_entry(actor, case_id, entry_id)
    if _is_replaced(case_id, entry) and request.method != "POST":
        messages.warning(request, _("Somebody else has corrected or withdrawn this entry already. Look at it again before you change it."))
        return redirect("case:page", case_id)
    if entry.kind == WITHDRAWAL:
        raise NotFound
    if entry.facts is None:
        return answer_text(request, case_id, entry.kind, corrects=entry)
    return answer(request, begin(request, actor, case_id, entry.kind, corrects=entry))


@login_required
@require_POST
def drop_draft(request: HttpRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actor = current_actor()
    drafts.read_draft(actor, case_id, draft_id)
    drafts.drop_draft(actor, case_id, draft_id)
    messages.success(request, _("The draft is thrown away."))
    return redirect("case:page", case_id)


@login_required
@require_safe
def open_draft(_request: HttpRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Go on with a draft, in its form."""
    kept = drafts.read_draft(current_actor(), case_id, draft_id)
    answered = redirect("case:record", case_id, kept.kind)
    answered["Location"] += f"?draft={draft_id}"
    return answered


def readable_entry(actor: Actor, case_id: UUID, entry_id: UUID) -> ReadEntry:
    """Give an entry that the actor may read and may change.

    Raises:
        NotFound: there is none.

    """
    reaches = reach_of(actor, case_id)
    found = next((one for one in entries_of(actor, case_id, recorded_facts(case_id)) if one.id == entry_id), None)
    if found is None:
        raise NotFound
    reach = reaches[Section(found.section)]
    if not reach.writes or not (reach.live or found.author_id == actor.user_id):
        raise NotFound
    return found


def _is_replaced(case_id: UUID, entry: ReadEntry) -> bool:
    return any(one.corrects == entry.id for one in recorded_facts(case_id))
