# SPDX-License-Identifier: EUPL-1.2
"""Writing texts that are no events of the law, and taking back what was a mistake."""

from __future__ import annotations

import functools
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotAllowed, NotFound, Stale
from vejviser.access.selectors import reach_of
from vejviser.cases import services
from vejviser.cases.history import history_of
from vejviser.cases.page import texts
from vejviser.cases.page.reading import visible_case
from vejviser.cases.page.recording_begun import uuid_of
from vejviser.cases.page.text_forms import TextForm, sections_for
from vejviser.cases.recording import TEXT_KINDS
from vejviser.ledger import services as ledger
from vejviser.rules.problems import RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor
    from vejviser.cases.page.reading import ReadEntry


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Write a text of one kind."""
    return answer_text(request, case_id, kind)


def answer_text(request: HttpRequest, case_id: UUID, kind: str, corrects: ReadEntry | None = None) -> HttpResponse:
    """Show the form of a text, or record what was sent; `corrects`: in place of an entry.

    Raises:
        NotFound, NotAllowed: there is no such kind, or the actor may not write it in this case.

    """
    actor = current_actor()
    reaches = reach_of(actor, case_id)
    if kind not in TEXT_KINDS:
        raise NotFound
    sections = sections_for(kind, [section for section, reach in reaches.items() if reach.writes])
    if corrects is not None:
        sections = [section for section in sections if section == corrects.section]
    if not sections:
        raise NotAllowed
    if request.method != "POST":
        ledger.record("case:form", case_id=case_id, sections="".join(sorted(sections)), purpose=actor.purpose)
        initial = dict(corrects.texts) if corrects is not None else {"section": request.GET.get("section", "")}
        form = TextForm(kind=kind, sections=sections, initial=initial)
        return _show(request, actor, case_id, form, uuid.uuid4(), corrects)
    form = TextForm(request.POST, kind=kind, sections=sections)
    sending = uuid_of(request.POST.get("sending"))
    if not form.is_valid():
        return _show(request, actor, case_id, form, sending, corrects)
    return _add(request, actor, case_id, form, sending, corrects)


def _add(  # noqa: PLR0913, PLR0917  a text, where it goes, and in place of what
    request: HttpRequest, actor: Actor, case_id: UUID, form: TextForm, sending: UUID, corrects: ReadEntry | None
) -> HttpResponse:
    try:
        services.add_text(
            actor,
            case_id,
            section=form.section(),
            kind=form.kind,
            fields=form.content(),
            sending=sending,
            corrects=None if corrects is None else corrects.id,
        )
    except Stale:
        messages.warning(request, _("Somebody else has corrected or withdrawn this entry already. Look at it again before you change it."))
        return redirect("case:page", case_id)
    except RefusedError:
        form.add_error(None, _("This form was sent before with other answers. Open it again from the case."))
        return _show(request, actor, case_id, form, sending, corrects)
    if form.kind == "identity":
        _make_findable(actor, case_id, form.content())
    messages.success(request, _("Recorded: %(what)s.") % {"what": texts.KINDS[form.kind]})
    return redirect("case:page", case_id)


def _make_findable(actor: Actor, case_id: UUID, content: dict[str, str]) -> None:
    """Let the search for similar people find the case by the names that were written last, once they are really recorded."""
    names = [name.strip() for name in (content["name"], *content.get("aliases", "").replace(";", ",").split(",")) if name.strip()]
    born = history_of(case_id, visible_case(actor, case_id).mechanism).case.person.born
    year = None if born is None else born.year
    transaction.on_commit(functools.partial(vault.index_names, case_id, names, year))


def _show(  # noqa: PLR0913, PLR0917  as above
    request: HttpRequest, actor: Actor, case_id: UUID, form: TextForm, sending: UUID, corrects: ReadEntry | None
) -> HttpResponse:
    case = visible_case(actor, case_id)
    single = texts.SECTIONS[form.sections[0]] if len(form.sections) == 1 else ""
    shown: dict[str, Any] = {
        "case_id": case_id,
        "reference": case.reference,
        "form": form,
        "label": texts.KINDS[form.kind],
        "help": texts.KIND_HELP[form.kind],
        "section": single,
        "sending": str(sending),
        "corrects": corrects,
        "address": reverse("case:write", args=[case_id, form.kind])
        if corrects is None
        else reverse("case:correct", args=[case_id, corrects.id]),
    }
    return render(request, "cases/page/text_form.html", shown)
