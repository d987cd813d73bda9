# SPDX-License-Identifier: EUPL-1.2
"""A case as a picture over time, as one SVG file that stands alone: no script, no style sheet, no font, no link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.pictures.days_drawn import draw_days, draw_uprights
from vejviser.pictures.description import describe
from vejviser.pictures.events_drawn import draw_list, draw_nothing, draw_strip
from vejviser.pictures.key_drawn import draw_key
from vejviser.pictures.metrics import wrap
from vejviser.pictures.plot import MARGIN, Plot, draw_band, draw_duties, draw_lane, draw_violations
from vejviser.pictures.scale import Scale
from vejviser.pictures.sheet import GRID, LINE, Sheet, document
from vejviser.pictures.timeline import timeline
from vejviser.pictures.wording import Wording

if TYPE_CHECKING:
    from vejviser.pictures.parts import Timeline
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism

WIDTH: Final = 1200.0
_LEFT, _RIGHT = 205.0, 1175.0
_TITLE, _SUBTITLE = 24.0, 15.0


def draw_timeline(mechanism: Mechanism, case: Case, as_of: Moment, language: str = "en", *, known_at: Moment | None = None) -> str:
    """Draw the timeline of a case as known at `as_of`: a pure function, the same bytes for the same arguments.

    `known_at` leaves out what was recorded later. A language that the mechanism does not have gives its first one.
    """
    return draw_shown(mechanism, timeline(mechanism, case, as_of, known_at=known_at, language=language), language)


def draw_shown(mechanism: Mechanism, shown: Timeline, language: str = "en") -> str:
    """Draw a timeline that was built before, perhaps with parts left out that its reader may not see."""
    wording = Wording(mechanism, language)
    sheet = Sheet()
    y = _draw_heading(sheet, shown)
    y = _draw_plot(sheet, shown, wording, y)
    y = draw_key(sheet, wording, shown, y + 4, WIDTH)
    sheet.line(MARGIN, y + 6, WIDTH - MARGIN, y + 6, edge=GRID)
    y += 14
    y = draw_list(sheet, y, shown.events, WIDTH) if shown.events else draw_nothing(sheet, y, wording.line("no_events"))
    sheet.text(MARGIN, y + 20, wording.get("words.not_a_decision"), ink=LINE)
    return document(sheet, (WIDTH, y + 36), language=shown.language, title=shown.title, description=describe(shown, wording))


def _draw_heading(sheet: Sheet, shown: Timeline) -> float:
    y = 12.0
    for text, size, bold in ((shown.title, _TITLE, True), (shown.subtitle, _SUBTITLE, False), (shown.summary, _SUBTITLE, True)):
        for line in wrap(text, WIDTH - 2 * MARGIN, size, bold=bold):
            y += size * 1.4
            sheet.text(MARGIN, y, line, size=size, bold=bold)
    return y + 14


def _draw_plot(sheet: Sheet, shown: Timeline, wording: Wording, y: float) -> float:
    """Draw everything that stands over the days; gives where it ends."""
    plot = Plot(sheet, Scale(shown.first, shown.last, _LEFT, _RIGHT))
    top, ticks = draw_days(plot, y, (shown.today, shown.today_label), wording.month)
    y = top + 8
    for band in shown.bands:
        y = draw_band(plot, y, band)
    for lane in shown.lanes:
        y = draw_lane(plot, y, lane)
    if shown.duties:
        y = draw_duties(plot, y, wording.get("words.duties"), shown.duties)
    against = [event for event in shown.events if event.violations]
    if against:
        y = draw_violations(plot, y, wording.get("words.violations"), against)
    strip = y + 8
    draw_uprights(plot, ticks, shown.today, top, strip)
    return draw_strip(plot, strip, wording.get("words.events"), shown.events) + 8
