# SPDX-License-Identifier: EUPL-1.2
"""From the form of an event to its entry: form, preview of what it changes, confirmation; or a draft for later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vejviser.access.refusals import NotFound, Stale
from vejviser.cases import services
from vejviser.cases.history import PERSON
from vejviser.cases.page import drafts, proposing, texts
from vejviser.cases.page.contents import details_of_read
from vejviser.cases.page.field_words import event_details, event_label, person_details
from vejviser.ledger import services as ledger
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vejviser.cases.page.reading import ReadEntry
    from vejviser.cases.page.record_form import RecordForm
    from vejviser.cases.page.recording_begun import Recording
    from vejviser.cases.previewing import Preview
    from vejviser.reporting.words import Words

CONFLICT: Final = 409
_STEPS: Final = ("check", "record", "save", "change")


def answer(request: HttpRequest, recording: Recording) -> HttpResponse:
    """Show the empty form, or take the step that was sent."""
    if request.method != "POST":
        ledger.record("case:form", case_id=recording.case.pk, sections=recording.section, purpose=recording.actor.purpose)
        return show_form(request, recording, _first_form(recording))
    step = request.POST.get("step", _STEPS[0])
    form = recording.form(request.POST)
    if step == "save" and recording.corrects is None:
        return _save(request, recording, form)
    if step == "change":
        form.untouched()
        return show_form(request, recording, form)
    if not form.is_valid():
        return show_form(request, recording, form)
    return _record(request, recording, form) if step == "record" else _check(request, recording, form)


def _first_form(recording: Recording) -> RecordForm:
    if recording.draft is None:
        return recording.form(initial=recording.beginning())
    kept = drafts.read_draft(recording.actor, recording.case.pk, recording.draft)
    if kept.kind != recording.kind:
        raise NotFound
    data = QueryDict(mutable=True)
    for name, values in kept.typed.items():
        data.setlist(name, values)
    form = recording.form(data)
    form.untouched()
    return form


def _save(request: HttpRequest, recording: Recording, form: RecordForm) -> HttpResponse:
    drafts.save_draft(
        recording.actor,
        recording.case.pk,
        section=recording.section,
        kind=recording.kind,
        typed=form.typed(),
        replaces=recording.draft,
    )
    messages.success(request, _("Your draft is kept for 14 days. Only you can see it."))
    return redirect("case:page", recording.case.pk)


def _propose(recording: Recording, form: RecordForm) -> Preview | None:
    """Ask what the entry would change; None with the form telling what is wrong if it is impossible."""
    corrects = recording.corrects.id if recording.corrects is not None else None
    try:
        return services.propose(recording.actor, recording.case.pk, form.facts(), corrects=corrects)
    except RefusedError:
        form.add_error(None, _("This cannot be recorded as it stands. Check every answer."))
        return None


def _check(request: HttpRequest, recording: Recording, form: RecordForm, *, status: int = 200) -> HttpResponse:
    try:
        proposed = _propose(recording, form)
    except Stale:
        return _replaced_already(request, recording)
    if proposed is None:
        return show_form(request, recording, form)
    if proposed.refused:
        return show_form(request, recording, form, refused=proposing.against(recording.words, proposed.refused))
    others = proposing.since(recording.actor, recording.case, recording.version) if status == CONFLICT else []
    shown = {
        "effect": proposing.effect(recording.words, proposed, form.facts(), recording.actor),
        "details": _details(recording, form),
        "note": form.cleaned_data.get("note", ""),
        "typed": form.typed(),
        "others": [in_words(recording.words, entry) for entry in others],
        "stale": status == CONFLICT,
        "hidden": {**recording.hidden, "version": str(recording.case.version)},
    }
    return render(request, "cases/page/preview.html", {**_around(recording), **shown}, status=status)


def _record(request: HttpRequest, recording: Recording, form: RecordForm) -> HttpResponse:
    try:
        services.record(
            recording.actor,
            recording.case.pk,
            form.facts(),
            sending=recording.sending,
            note=form.cleaned_data.get("note", ""),
            version=recording.version,
            corrects=recording.corrects.id if recording.corrects is not None else None,
        )
    except Stale:
        return _check(request, recording, form, status=CONFLICT)
    except RefusedError as refused:
        if any(problem.where == "$.sending" for problem in refused.problems):
            form.add_error(None, _("This form was sent before with other answers. Open it again from the case."))
            return show_form(request, recording, form)
        return _check(request, recording, form)
    if recording.draft is not None:
        drafts.drop_draft(recording.actor, recording.case.pk, recording.draft)
    messages.success(request, _("Recorded: %(what)s.") % {"what": event_label(recording.words, recording.kind)})
    return redirect("case:page", recording.case.pk)


def _replaced_already(request: HttpRequest, recording: Recording) -> HttpResponse:
    messages.warning(request, _("Somebody else has corrected or withdrawn this entry already. Look at it again before you change it."))
    return redirect("case:page", recording.case.pk)


def show_form(request: HttpRequest, recording: Recording, form: RecordForm, *, refused: tuple[proposing.Rule, ...] = ()) -> HttpResponse:
    """Show the form of a recording, with what the rules have against it."""
    allowed = proposing.ranges(recording.actor, recording.case, recording.reaches, recording.kind, recording.words)
    shown = {"form": form, "refused": refused, "ranges": allowed, "hidden": recording.hidden}
    return render(request, "cases/page/record_form.html", {**_around(recording), **shown})


def _around(recording: Recording) -> dict[str, Any]:
    words, kind = recording.words, recording.kind
    help_text = words.text(f"events.{kind}.help") if words.has(f"events.{kind}.help") else texts.KIND_HELP.get(kind, "")
    old = recording.corrects
    return {
        "case_id": recording.case.pk,
        "reference": recording.case.reference,
        "label": event_label(words, kind),
        "help": help_text,
        "section": texts.SECTIONS[recording.section],
        "corrects": None if old is None else in_words(recording.words, old),
        "address": reverse("case:record", args=[recording.case.pk, kind])
        if old is None
        else reverse("case:correct", args=[recording.case.pk, old.id]),
    }


def _details(recording: Recording, form: RecordForm) -> list[tuple[str, str]]:
    facts = form.facts()
    if recording.kind == PERSON:
        return list(person_details(recording.words, facts))
    moment = recording.words.moment(recording.words.mechanism.zone.moment(facts["at"]).local)
    return [(recording.words.text("events.all.fields.at"), moment), *event_details(recording.words, recording.kind, facts)]


def in_words(words: Words, entry: ReadEntry) -> dict[str, Any]:
    """Give an entry in words, as it stands beside a form."""
    at = entry.facts.get("at") if entry.facts else None
    return {
        "number": entry.number,
        "label": event_label(words, entry.kind),
        "when": "" if at is None else words.moment(words.mechanism.zone.moment(at).local),
        "details": details_of_read(words, entry),
        "note": entry.note or entry.texts.get("text", ""),
        "author": entry.author,
        "organisation": words.organisation(entry.organisation),
        "recorded": words.moment(words.mechanism.zone.from_datetime(entry.recorded_at).local),
    }
