# SPDX-License-Identifier: EUPL-1.2
"""The pages of the mechanism, in Danish and English; nothing is asked and no database is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vejviser import mechanisms
from vejviser.public.languages import SPOKEN
from vejviser.public.mechanism import differences as parting
from vejviser.public.mechanism import entries, map_drawn, tables
from vejviser.public.mechanism import numbers as figures
from vejviser.public.mechanism import overview as whole
from vejviser.public.mechanism.downloads import archive
from vejviser.public.mechanism.shelf import Shelf, shelf
from vejviser.public.mechanism.view_models import AssumptionView, QuestionView
from vejviser.public.pages import public_page
from vejviser.public.remembering import same_for_everybody
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.public.pages import PublicRequest


@public_page
@same_for_everybody
@require_safe
def overview(request: PublicRequest, mechanism: str = mechanisms.DEFAULT) -> HttpResponse:
    """Show the map, every measure with its rules, every table by its name, and what the check found."""
    found = _shelf(request, mechanism)
    measures = whole.measures(found)
    return _page(
        request,
        found,
        "overview",
        measures=measures,
        map=map_drawn.draw_map(measures),
        tables=tables.tables_by_section(found),
        profiles=_profiles(found),
        findings=whole.findings(found.mechanism.pack.folder, clock.today().year),
        never=[each.why for each in found.mechanism.pack.never],
        counts=_counts(found),
        edition=found.said["version"].format(version=found.mechanism.version),
    )


@public_page
@same_for_everybody
@require_safe
def entry(request: PublicRequest, mechanism: str, key: str) -> HttpResponse:
    """Show one rule, open question or working assumption."""
    found = _shelf(request, mechanism)
    shown = entries.entry(found, key)
    if shown is None:
        raise Http404
    kind = "question" if isinstance(shown, QuestionView) else "assumption" if isinstance(shown, AssumptionView) else "rule"
    return _page(request, found, kind, **{kind: shown})


@public_page
@same_for_everybody
@require_safe
def rules(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show all rules in the order of the source, under the measures that they belong to."""
    found = _shelf(request, mechanism)
    states = {key: found.first.say(f"status_{file.status_current}") for key, file in found.library.rules.items()}
    measures = [(measure, [(link, states[link.key]) for link in measure.rules]) for measure in whole.measures(found)]
    return _page(request, found, "rules", measures=measures)


@public_page
@same_for_everybody
@require_safe
def questions(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show every open question and working assumption with its treatment; those that an authority should confirm first."""
    found = _shelf(request, mechanism)
    every = [entries.question(found, key) for key in found.library.conflicts]
    assumptions = [entries.assumption(found, key) for key in found.assumptions]
    ordered = sorted(every, key=lambda question: not question.is_open)
    return _page(request, found, "questions", questions=ordered, assumptions=assumptions)


@public_page
@same_for_everybody
@require_safe
def table(request: PublicRequest, mechanism: str, table: str) -> HttpResponse:
    """Show one decision table."""
    found = _shelf(request, mechanism)
    shown = tables.table(found, table)
    if shown is None:
        raise Http404
    return _page(request, found, "table", table=shown)


@public_page
@same_for_everybody
@require_safe
def periods(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show every legal period: its length, what starts, moves and ends it, and how its days are counted."""
    found = _shelf(request, mechanism)
    return _page(request, found, "periods", periods=figures.periods(found))


@public_page
@same_for_everybody
@require_safe
def numbers(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show every number of the law with the days on which it holds and its source."""
    found = _shelf(request, mechanism)
    return _page(request, found, "numbers", numbers=figures.numbers(found))


@public_page
@same_for_everybody
@require_safe
def differences(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show where the described mechanism and today's part."""
    found = _shelf(request, mechanism)
    shown = parting.differences(found)
    same = found.said["same"].format(count=shown.same)
    return _page(request, found, "differences", differences=shown, same=same, profiles=_profiles(found))


@public_page
@same_for_everybody
@require_safe
def sources(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Show every source, and the day on which it was read."""
    found = _shelf(request, mechanism)
    return _page(request, found, "sources", sources=[(name, found.source(name)) for name in found.library.sources])


@public_page
@same_for_everybody
@require_safe
def files(request: PublicRequest, mechanism: str) -> HttpResponse:
    """Give the files of the mechanism, as they are used here."""
    found = _shelf(request, mechanism)
    headers = {"Content-Disposition": f'attachment; filename="{found.name}-{found.mechanism.version}.zip"'}
    return HttpResponse(archive(found.mechanism.pack.folder), content_type="application/zip", headers=headers)


def _shelf(request: PublicRequest, name: str) -> Shelf:
    found = shelf(name, request.spoken, clock.today())
    if found is None:
        raise Http404
    return found


def _profiles(found: Shelf) -> dict[str, str]:
    """Give what each profile means, by the name that the pages have for it."""
    names = found.said["profile_names"]
    return {names.get(name, name): meaning for name, meaning in found.library.overview().profiles.items()}


def _counts(found: Shelf) -> str:
    conflicts = found.library.conflicts
    still_open = sum(file.status == "open" for file in conflicts.values())
    return str(found.said["counts"].format(rules=len(found.library.rules), questions=len(conflicts), open=still_open))


def _page(request: PublicRequest, found: Shelf, template: str, **content: object) -> HttpResponse:
    about = {"said": found.said, "mechanism": found.name, "version": found.mechanism.version, "languages": SPOKEN}
    return render(request, f"public/mechanism/{template}.html", {**about, **content})
