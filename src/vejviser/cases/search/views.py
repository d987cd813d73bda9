# SPDX-License-Identifier: EUPL-1.2
"""The list of cases, the search by reference, and the suggestions while it is typed. No reference stands in an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.cases.desk.words import stage_in_words, stages
from vejviser.cases.search import search
from vejviser.ledger import services as ledger
from vejviser.site import clock
from vejviser.site.lists import MOST_LINES, ListColumn, csv_answer, moment_in_words, one_of, page_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from vejviser.access.actor import Actor
    from vejviser.cases.models import Case

DUE_LABELS = {
    "": gettext_lazy("All"),
    "7": gettext_lazy("Within 7 days"),
    "14": gettext_lazy("Within 14 days"),
    "30": gettext_lazy("Within 30 days"),
    "60": gettext_lazy("Within 60 days"),
    "past": gettext_lazy("Passed"),
}


@dataclass(frozen=True)
class CaseLine:
    """A case of the list in words."""

    id: UUID
    reference: str
    stage: str
    opened: str
    last_day: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: HttpRequest) -> HttpResponse:
    """List one's cases; a reference is looked for by POST."""
    actor = _actor()
    if request.method == "POST":
        return _searched(request, actor)
    page = page_of(request, _chosen(request, actor))
    lines = _lines(actor, list(page.object_list))
    ledger.record("cases:list", cases=[line.id for line in lines])
    return render(request, "cases/list.html", {**_around(request), "page": page, "lines": lines})


@login_required
@require_POST
def references(request: HttpRequest) -> HttpResponse:
    """Suggest references of one's own cases."""
    actor, typed = _actor(), request.POST.get("reference", "")
    found = search.suggestions(actor, typed)
    ledger.record("cases:suggest", cases=[case_id for case_id, _ in found], row_id=search.digest_of(search.as_reference(typed)))
    return JsonResponse({"references": [reference for _, reference in found]})


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as a table, without a name."""
    actor = _actor()
    lines = _lines(actor, _chosen(request, actor)[:MOST_LINES])
    ledger.record("cases:export", cases=[line.id for line in lines])
    columns = (
        ListColumn(gettext("Reference"), "reference"),
        ListColumn(gettext("Stage"), "stage"),
        ListColumn(gettext("Next last day"), "last_day"),
        ListColumn(gettext("Opened"), "opened"),
    )
    return csv_answer("cases.csv", columns, lines)


def _searched(request: HttpRequest, actor: Actor) -> HttpResponse:
    typed = request.POST.get("reference", "")[:40]
    lines = _lines(actor, search.by_reference(actor, typed)[: search.MOST_FOUND])
    digest = search.digest_of(search.as_reference(typed))
    ledger.record("cases:search", cases=[line.id for line in lines], row_id=digest)
    return render(request, "cases/list.html", {**_around(request), "lines": lines, "typed": typed, "searched": True})


def _actor() -> Actor:
    """Give who acts; for those who see no case there is no list."""
    actor = current_actor()
    if actor.is_administrator or actor.roles <= {Role.STATISTICIAN}:
        raise NotFound
    return actor


def _chosen(request: HttpRequest, actor: Actor) -> QuerySet[Case]:
    return search.cases(
        actor,
        clock.today(),
        stage=one_of(request, "stage", ("", *dict(stages()))),
        due=one_of(request, "due", search.DUE),
        sort=request.GET.get("sort", ""),
    )


def _lines(actor: Actor, rows: Iterable[Case]) -> list[CaseLine]:
    return [
        CaseLine(
            id=found.id,
            reference=found.reference,
            stage=stage_in_words(found.stage),
            opened=moment_in_words(found.opened_at),
            last_day="" if found.last_day is None else texts().date(found.last_day),
        )
        for found in search.listed(actor, clock.today(), rows)
    ]


def _around(request: HttpRequest) -> dict[str, object]:
    return {
        "stage": one_of(request, "stage", ("", *dict(stages()))),
        "stages": stages(),
        "due": one_of(request, "due", search.DUE),
        "dues": list(DUE_LABELS.items()),
    }
