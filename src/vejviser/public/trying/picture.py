# SPDX-License-Identifier: EUPL-1.2
"""The timeline inside the page: at an address of its own it would need the facts there. It holds no style and no script, only shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.pictures.description import describe
from vejviser.pictures.svg import draw_shown
from vejviser.pictures.timeline import timeline
from vejviser.pictures.wording import Wording
from vejviser.public.trying.questions import questions

if TYPE_CHECKING:
    from vejviser.public.trying.facts import Facts
    from vejviser.rules.case_file import Case


def picture(facts: Facts, case: Case, language: str) -> tuple[str, tuple[str, ...]]:
    """Draw the case as an SVG element, all text in it escaped by the drawing; and say everything that it shows, line by line."""
    shown = timeline(facts.mechanism, _said(case), facts.moment, language=language)
    said = describe(shown, Wording(facts.mechanism, language)).splitlines()
    return draw_shown(facts.mechanism, shown, language), tuple(said)


def _said(case: Case) -> Case:
    """Leave out of the events what nobody was asked for."""
    silent = {line.event: line.silent for line in questions(case.mechanism).lines if line.silent}
    return case._replace(
        events=tuple(
            event._replace(fields={name: value for name, value in event.fields.items() if name not in silent.get(event.type, ())})
            for event in case.events
        )
    )
