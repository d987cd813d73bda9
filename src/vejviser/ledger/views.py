# SPDX-License-Identifier: EUPL-1.2
"""The page "Who opened this file", on the screen, on paper, and as a table to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.access.sections import Section
from vejviser.access.selectors import reach_of
from vejviser.ledger.selectors import opened_by
from vejviser.ledger.services import record
from vejviser.site.lists import ListColumn, csv_answer, moment_in_words, page_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from vejviser.ledger.selectors import Visit


@login_required
@require_safe
def opened(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who opened a case, a page at a time."""
    page = page_of(request, _visits(case_id, "access_report:read"))
    return render(request, "ledger/opened.html", {"case_id": case_id, "visits": page.object_list, "page": page})


@login_required
@require_safe
def opened_on_paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show all of it at once, with whose copy it is."""
    visits, actor = _visits(case_id, "access_report:print"), current_actor()
    shown = {"case_id": case_id, "visits": visits, "whose": actor.name, "when": moment_in_words(actor.now)}
    return render(request, "ledger/opened.html", shown)


@login_required
@require_safe
def opened_export(request: HttpRequest, case_id: UUID) -> HttpResponse:  # noqa: ARG001  as every view
    """Give all of it as a table."""
    visits = _visits(case_id, "access_report:export")
    columns = (
        ListColumn(gettext("From"), "began"),
        ListColumn(gettext("To"), "ended"),
        ListColumn(gettext("Who"), "who"),
        ListColumn(gettext("Organisation"), "organisation"),
        ListColumn(gettext("What"), "what"),
        ListColumn(gettext("Purpose"), "purpose"),
    )
    return csv_answer("access.csv", columns, visits)


def _visits(case_id: UUID, action: str) -> list[Visit]:
    """Write down that the report is read, and give it.

    Raises:
        NotFound: the case does not exist for the actor, or its access report may not be read.

    """
    reach = reach_of(current_actor(), case_id).get(Section.ACCESS_REPORT)
    if reach is None or not reach.live:
        raise NotFound
    record(action, case_id=case_id, sections=Section.ACCESS_REPORT)
    return opened_by(case_id)
