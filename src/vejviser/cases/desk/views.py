# SPDX-License-Identifier: EUPL-1.2
"""The page of the desk, and the same lines to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.access.roles import CONTACT_LOG, Role
from vejviser.cases.desk import desk, words
from vejviser.ledger import services as ledger
from vejviser.referrals.selectors import summary
from vejviser.site import clock
from vejviser.site.lists import MOST_LINES, ListColumn, csv_answer, one_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor
    from vejviser.cases.models import DeskLine

LABELS = {
    "mine": gettext_lazy("Waits for your organisation"),
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due within a week"),
    "new": gettext_lazy("New"),
    "waiting": gettext_lazy("Waiting for others"),
}


@login_required
@require_safe
def my_desk(request: HttpRequest) -> HttpResponse:
    """Show what is to be done."""
    actor, today = _actor(), clock.today()
    show, stage = one_of(request, "show", desk.SHOWN), one_of(request, "stage", ("", *dict(words.stages())))
    counted = desk.counts(actor, today, stage=stage)
    page = page_of(request, _lines(request, actor), getattr(counted, show))
    found = desk.shown_lines(actor, today, page.object_list)
    ahead = desk.last_days_ahead(actor, today)
    _entered("desk:read", [*(line.case_id for line in found), *(one.case_id for one in ahead)])
    shown = {
        "page": page,
        "lines": [words.shown(line, today) for line in found],
        "ahead": [(one, words.last_day_in_words(one), words.left_in_words((one.day - today).days)) for one in ahead],
        "filters": [(name, LABELS[name], getattr(counted, name)) for name in desk.SHOWN],
        "show": show,
        "stage": stage,
        "stages": words.stages(),
        "today": today,
        "inbox": summary(actor) if actor.is_intake else None,
        "keeps_contacts": bool(actor.roles & CONTACT_LOG),
    }
    return render(request, "cases/desk.html", shown)


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the lines of the desk as a table: references, steps and days, never a name."""
    actor, today = _actor(), clock.today()
    found = desk.shown_lines(actor, today, _lines(request, actor)[:MOST_LINES])
    _entered("desk:export", (line.case_id for line in found))
    columns = (
        ListColumn(gettext("Reference"), "reference"),
        ListColumn(gettext("Stage"), "stage"),
        ListColumn(gettext("Next step"), "step"),
        ListColumn(gettext("Who acts"), "who"),
        ListColumn(gettext("Act by"), "act_by"),
        ListColumn(gettext("Days"), "left"),
        ListColumn(gettext("Next last day"), "last_day"),
    )
    return csv_answer("desk.csv", columns, [words.shown(line, today) for line in found])


def _actor() -> Actor:
    """Give who acts; for those who see no case there is no desk."""
    actor = current_actor()
    if actor.is_administrator or actor.roles <= {Role.STATISTICIAN}:
        raise NotFound
    return actor


def _lines(request: HttpRequest, actor: Actor) -> QuerySet[DeskLine]:
    stage = one_of(request, "stage", ("", *dict(words.stages())))
    show = one_of(request, "show", desk.SHOWN)
    return desk.lines(actor, clock.today(), show=show, stage=stage, sort=request.GET.get("sort", ""))


def _entered(action: str, cases: Iterable[UUID]) -> None:
    ledger.record(action, cases=list(dict.fromkeys(cases)))
