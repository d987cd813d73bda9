# SPDX-License-Identifier: EUPL-1.2
"""What every page of the form has: its words, the language they are in, and whom to reach at this minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from vejviser.public import languages
from vejviser.public.refer import sent
from vejviser.public.refer.networks import address_of
from vejviser.public.refer.saying import apart
from vejviser.public.refer.texts import spoken, words
from vejviser.public.whom import whom_to_reach
from vejviser.referrals import outside
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest

Errors = dict[str, str]


def page(request: PublicRequest, template: str, **content: Any) -> HttpResponse:
    """Show a page of the form in the reader's language, or with English words in its frame where there are none yet."""
    own, said = spoken(request.language), words(request.language)
    whom = whom_to_reach(own)
    shown = {
        "said": said,
        "said_language": own,
        "said_direction": languages.direction(own),
        "foreign": own != request.language,
        "whom": whom,
        "emergency_call": said["emergency"]["call"].format(number=whom.emergency),
        "number_apart": apart(whom.first.shown),
        "emergency_first": said["emergency"]["now"].format(number=whom.emergency),
        **content,
    }
    return render(request, f"public/refer/{template}.html", shown)


def summary(errors: Errors) -> Sequence[tuple[str, str]]:
    """Give the errors for the list on top: where each leads, and its words, which are the same as at the field."""
    return tuple(errors.items())


def must_wait(request: PublicRequest, what: str) -> str:
    """Say until when this network has to wait before it may do something more; empty: it need not."""
    wait = outside.allowed(address_of(request), what, clock.now())
    if wait is None:
        return ""
    return str(words(request.language)["errors"]["wait"]).format(**sent.when(wait.until, request.language))
