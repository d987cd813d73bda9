# SPDX-License-Identifier: EUPL-1.2
"""The same timeline in sentences, for those who cannot see the picture: everything that it shows, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.pictures.parts import Band, Lane, Timeline
    from vejviser.pictures.wording import Wording


def describe(shown: Timeline, wording: Wording) -> str:
    """Write the whole picture as plain text."""
    return "\n".join(_lines(shown, wording))


def _lines(shown: Timeline, wording: Wording) -> Iterator[str]:
    yield f"{shown.title}. {shown.subtitle}."
    yield f"{shown.summary}."
    for band in shown.bands:
        yield _band(band, wording)
    for lane in shown.lanes:
        yield _lane(lane)
    if shown.duties:
        yield f"{wording.get('words.duties')}: {'; '.join(duty.label for duty in shown.duties)}."
    yield f"{wording.get('words.events')}:" if shown.events else wording.line("no_events")
    for event in shown.events:
        line = f"{event.number}. {event.when}: {event.what}."
        if event.violations:
            line += f" {wording.get('words.violations')}: {'; '.join(event.violations)}."
        yield line
    yield wording.get("words.not_a_decision")


def _band(band: Band, wording: Wording) -> str:
    parts = []
    for segment in band.segments:
        days = wording.texts.get("timeline.between", **{"from": wording.day(segment.first), "to": wording.day(segment.last)})
        condition = f" ({wording.line('key_projected')})" if segment.projected else ""
        parts.append(f"{segment.label} {days}{condition}")
    return f"{band.name}: {'; '.join(parts)}."


def _lane(lane: Lane) -> str:
    dated = [(day, text) for bar in lane.bars for day, text in bar.labels]
    dated += [(move.day, move.label) for bar in lane.bars for move in bar.moves]
    dated += [(gap.first, gap.label) for gap in lane.gaps]
    return f"{lane.name}: {'; '.join(text for _, text in sorted(dated, key=lambda one: one[0]))}."
