# SPDX-License-Identifier: EUPL-1.2
"""The page for trying the rules. What is typed comes by POST, is answered, and is gone; no database is read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vejviser import mechanisms
from vejviser.public.languages import SPOKEN
from vejviser.public.pages import public_page
from vejviser.public.trying.answer import answer_view
from vejviser.public.trying.examples import example_typed, titles
from vejviser.public.trying.facts import facts_from
from vejviser.public.trying.form_view import form_view
from vejviser.public.trying.questions import questions, said_in
from vejviser.public.trying.typed import typed_from
from vejviser.public.trying.what_if import what_if
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest

_MORE = "more:"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def try_it(request: PublicRequest) -> HttpResponse:
    """Show the form; with facts, what follows from them, or the ways that lie ahead (`do` says which button was pressed)."""
    asked, do = questions(mechanisms.DEFAULT), request.POST.get("do", "")
    data: Mapping[str, str] = request.POST.dict()
    if do == "example":
        data = example_typed(mechanisms.DEFAULT, asked, data.get("example", "")) or {}
    more = do.removeprefix(_MORE) if do.startswith(_MORE) else ""
    typed = typed_from(data or {"day": clock.today().isoformat()}, asked, more)
    content: dict[str, object] = {}
    errors: dict[str, str] = {}
    if data and not more and do != "change":
        facts = facts_from(typed, mechanisms.DEFAULT, asked.age_event, request.spoken, clock.today())
        errors = facts.errors
        if facts.case is not None and do == "compare":
            content["comparison"] = what_if(facts, facts.case, data, request.spoken)
        elif facts.case is not None:
            content["answer"] = answer_view(facts, facts.case, request.spoken)
    content["form"] = form_view(typed, mechanisms.DEFAULT, request.spoken, errors, more)
    content["examples"] = titles(mechanisms.DEFAULT, asked, request.spoken)
    template = "what_if" if "comparison" in content else "trying"
    about = {"said": said_in(request.spoken), "languages": SPOKEN, "mechanism": mechanisms.DEFAULT, "do": do}
    return render(request, f"public/trying/{template}.html", {**about, **content})
