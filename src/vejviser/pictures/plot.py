# SPDX-License-Identifier: EUPL-1.2
"""The rows over the axis of days: bands, periods, duties, and what is against the rules. Each row gives back where the next may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from vejviser.pictures.metrics import fit, text_width, wrap
from vejviser.pictures.placing import Label, place
from vejviser.pictures.sheet import EDGE, INK, PAPER, PERIOD, SOFT, TEXT, WARNING, Anchor, Sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from vejviser.pictures.parts import Band, Bar, DutyFlag, EventMark, Lane, Segment
    from vejviser.pictures.scale import Scale

MARGIN: Final = 20.0
HEIGHT: Final = 22.0
ROW: Final = 18.0
_NAMES: Final = 172.0
_BETWEEN: Final = 16.0
_BASELINE: Final = 15.5
_FLAG: Final = 30.0
_FILLS: Final = {"identified": PERIOD, "yes": PERIOD, "unknown": "url(#unknown)", "not_identified": PAPER}


class Plot(NamedTuple):
    """Where the rows are drawn."""

    sheet: Sheet
    scale: Scale


def _name(plot: Plot, y: float, name: str) -> float:
    """Write the name of a row in the margin; gives where it ends."""
    lines = wrap(name, _NAMES, TEXT, bold=True)
    for number, line in enumerate(lines):
        plot.sheet.text(MARGIN, y + _BASELINE + number * ROW, line, bold=True)
    return y + HEIGHT + (len(lines) - 1) * ROW


def _labels(plot: Plot, y: float, labels: Sequence[tuple[float, str]], *, ink: str = INK) -> float:
    """Write labels under a row that ends at y, each beside a line to its place; gives where they end."""
    if not labels:
        return y
    left, right = plot.scale.left, plot.scale.right
    texts = [(x, fit(text, right - left, TEXT)) for x, text in labels]
    placed = place([Label(x, text_width(text, TEXT), text) for x, text in texts], left, right)
    for one in placed:
        baseline = y + (one.row + 1) * ROW
        plot.sheet.line(one.label.x, y, one.label.x, baseline + 2, edge=INK)
        anchor: Anchor = "end" if one.before else "start"
        plot.sheet.text(one.right if one.before else one.left, baseline, one.label.text, anchor=anchor, rim=True, ink=ink)
    return y + (max(one.row for one in placed) + 1) * ROW + 4


def draw_band(plot: Plot, y: float, band: Band) -> float:
    """Draw a row of segments: the value inside where it fits, else under it; a value that goes on is not written twice there."""
    under = []
    before = None
    for segment in band.segments:
        left, right = plot.scale.start(segment.first), plot.scale.end(segment.last)
        _segment(plot, y, segment, right - left)
        if text_width(segment.label, TEXT) + 12 <= right - left:
            plot.sheet.text((left + right) / 2, y + _BASELINE, segment.label, anchor="middle", rim=segment.value == "unknown")
        elif segment.value != before:
            under.append(((left + right) / 2, segment.label))
        before = segment.value
    return max(_labels(plot, y + HEIGHT, under), _name(plot, y, band.name)) + _BETWEEN


def _segment(plot: Plot, y: float, segment: Segment, width: float) -> None:
    left = plot.scale.start(segment.first)
    fill = PAPER if segment.projected else _FILLS.get(segment.value, SOFT)
    plot.sheet.rectangle(left, y, width, HEIGHT, fill=fill, line="dotted" if segment.projected else "solid")


def draw_lane(plot: Plot, y: float, lane: Lane) -> float:
    """Draw the periods of a clock with their last days, caps, moves and gaps."""
    labels: list[tuple[float, str]] = []
    for bar in lane.bars:
        _bar(plot, y, bar)
        labels += [(_place_of(plot, bar, day), text) for day, text in bar.labels]
        labels += [(plot.scale.middle(move.day), move.label) for move in bar.moves]
    for gap in lane.gaps:
        left, right = plot.scale.start(gap.first), plot.scale.end(gap.last)
        plot.sheet.line(left, y + HEIGHT / 2, right, y + HEIGHT / 2, edge=WARNING, thick=2, line="dotted")
        labels.append(((left + right) / 2, gap.label))
    return max(_labels(plot, y + HEIGHT, labels), _name(plot, y, lane.name)) + _BETWEEN


def _place_of(plot: Plot, bar: Bar, day: dt.date) -> float:
    """Give where a label's line stands: first days at their beginning, last days at their end."""
    return plot.scale.start(day) if day in (bar.starts, bar.superseded_from) and day != bar.last_day else plot.scale.end(day)


def _bar(plot: Plot, y: float, bar: Bar) -> None:
    scale, sheet = plot.scale, plot.sheet
    left, right = scale.start(bar.starts), scale.end(bar.last_day)
    if bar.cap is not None and bar.cap > bar.last_day:
        sheet.rectangle(right, y, scale.end(bar.cap) - right, HEIGHT, line="dashed")
    sheet.rectangle(left, y, right - left, HEIGHT, fill=PERIOD)
    if bar.superseded_from is not None:
        cut = scale.start(max(bar.superseded_from, bar.starts))
        sheet.rectangle(cut, y, right - cut, HEIGHT, fill="url(#superseded)")
    for move in bar.moves:
        former = scale.end(move.former)
        if left < former < right:
            sheet.line(former, y, former, y + HEIGHT, edge=EDGE, thick=1.4)
        diamond(sheet, scale.middle(move.day), y + HEIGHT / 2)
    if bar.starts < scale.first:
        _goes_on(sheet, left, y, -1)
    if bar.last_day > scale.last:
        _goes_on(sheet, right, y, 1)


def diamond(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mark of a decision that moved a last day."""
    sheet.polygon([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], fill=PAPER)


def _goes_on(sheet: Sheet, x: float, y: float, way: int) -> None:
    """Draw the arrow of a period that goes on beyond the edge of the picture."""
    sheet.polygon([(x, y - 3), (x + 11 * way, y + HEIGHT / 2), (x, y + HEIGHT + 3)], fill=EDGE)


def draw_duties(plot: Plot, y: float, name: str, duties: Sequence[DutyFlag]) -> float:
    """Draw a flag on the first day of every duty, each on a row of its own."""
    end, top = _name(plot, y, name), y
    for duty in duties:
        x = plot.scale.start(duty.day)
        flag(plot.sheet, x, top, duty.state)
        top = _beside_flag(plot, x, top, duty.label) + 6
        end = max(end, top - 6)
    return end + _BETWEEN


def _beside_flag(plot: Plot, x: float, top: float, text: str) -> float:
    """Write the text of a flag on the side where it fits in one line, else on the wider one; gives where it ends."""
    after, before = plot.scale.right - x - _FLAG, x - 8 - plot.scale.left
    to_the_right = text_width(text, TEXT) <= after or after >= before
    anchor: Anchor = "start" if to_the_right else "end"
    lines = wrap(text, after if to_the_right else before, TEXT)
    for number, line in enumerate(lines):
        plot.sheet.text(x + _FLAG if to_the_right else x - 8, top + _BASELINE + number * ROW, line, anchor=anchor, rim=True)
    return top + HEIGHT + (len(lines) - 1) * ROW


def flag(sheet: Sheet, x: float, y: float, state: str) -> None:
    """Draw a flag: empty = ahead, filled = due now, patterned = on hold, crossed out = no longer applies."""
    fill = {"due": INK, "held": "url(#held)"}.get(state, PAPER)
    sheet.line(x, y, x, y + HEIGHT, edge=INK, thick=2)
    sheet.polygon([(x, y), (x + 22, y + 7.5), (x, y + 15)], fill=fill, edge=INK)
    if state == "void":
        sheet.line(x - 4, y + 16, x + 22, y - 1, edge=INK, thick=2)


def draw_violations(plot: Plot, y: float, name: str, events: Sequence[EventMark]) -> float:
    """Draw a cross on the day of every event that the rules do not allow, with its number and what is wrong."""
    labels = []
    for event in events:
        x = plot.scale.middle(event.day)
        plot.sheet.cross(x, y + HEIGHT / 2, 6)
        labels += [(x, f"{event.number}: {violation}") for violation in event.violations]
    return max(_labels(plot, y + HEIGHT / 2 + 9, labels, ink=WARNING), _name(plot, y, name)) + _BETWEEN
