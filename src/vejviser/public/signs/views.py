# SPDX-License-Identifier: EUPL-1.2
"""The page of the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from vejviser.public.languages import SPOKEN
from vejviser.public.pages import public_page
from vejviser.public.remembering import same_for_everybody
from vejviser.public.signs.texts import signs
from vejviser.public.whom import whom_to_reach

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest


@public_page
@same_for_everybody
@require_safe
def show(request: PublicRequest) -> HttpResponse:
    """Show the signs by form, the first meeting, and what people get wrong; ticks stay in the reader's browser."""
    content = {"said": signs(request.spoken), "whom": whom_to_reach(request.spoken), "languages": SPOKEN}
    return render(request, "public/signs/signs.html", content)
