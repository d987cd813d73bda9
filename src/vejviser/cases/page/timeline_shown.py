# SPDX-License-Identifier: EUPL-1.2
"""The picture of a case for one reader: built from everything, so that its days are right, then freed of what the reader may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.access.sections import Section
from vejviser.cases import shown
from vejviser.cases.page.view_models import TimelineRow
from vejviser.pictures.history import LEGAL_STAY, Known
from vejviser.pictures.svg import draw_shown
from vejviser.pictures.timeline import timeline, window
from vejviser.rules.assess import known_events

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.cases.page.reading import Opened
    from vejviser.cases.page.reasons import ReasonsFor
    from vejviser.pictures.parts import Band, Timeline

_BETWEEN = " · "


def timeline_of(opened: Opened, reasons: ReasonsFor) -> Timeline:
    """Build the timeline that the reader of an opened case may see."""
    case = opened.history.case._replace(id=opened.case.reference)
    whole = timeline(opened.mechanism, case, opened.as_of, language=opened.words.language)
    happened = known_events(case, opened.as_of)
    visible = [event.place in reasons.readable for event in happened]
    events = [mark for mark, seen in zip(whole.events, visible, strict=True) if seen]
    lanes = tuple(lane for lane in whole.lanes if reasons.derives(shown.CLOCKS.get(lane.clock)))
    duties = tuple(
        flag for flag, duty in zip(whole.duties, opened.assessment.duties, strict=True) if reasons.derives(shown.DUTIES.get(duty.id))
    )
    known = Known(
        opened.mechanism, case._replace(events=tuple(event for event, seen in zip(happened, visible, strict=True) if seen)), opened.as_of
    )
    first, last = window(known, lanes, duties)
    hidden = "" if reasons.derives(Section.RESIDENCE) else opened.words.text(f"facts.{LEGAL_STAY}.label")
    return whole._replace(
        summary=_BETWEEN.join(part for part in whole.summary.split(_BETWEEN) if not hidden or not part.startswith(f"{hidden}:")),
        first=first,
        last=last,
        bands=tuple(_clipped(band, first, last) for band in whole.bands if band.name != hidden),
        lanes=lanes,
        duties=duties,
        events=tuple(mark._replace(number=number) for number, mark in enumerate(events, start=1)),
    )


def _clipped(band: Band, first: dt.date, last: dt.date) -> Band:
    """Keep what lies between the edges: they follow from what is visible."""
    return band._replace(
        segments=tuple(
            one._replace(first=max(one.first, first), last=min(one.last, last))
            for one in band.segments
            if one.first <= last and one.last >= first
        )
    )


def timeline_rows(built: Timeline) -> tuple[TimelineRow, ...]:
    """Give the events of the picture as rows of a table."""
    return tuple(TimelineRow(when=mark.when, what=mark.what, against="; ".join(mark.violations)) for mark in built.events)


def timeline_drawn(opened: Opened, built: Timeline) -> str:
    """Draw the picture as an SVG file that stands alone."""
    return draw_shown(opened.mechanism, built, opened.words.language)
