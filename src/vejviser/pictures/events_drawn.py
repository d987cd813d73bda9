# SPDX-License-Identifier: EUPL-1.2
"""The events: numbered marks on a strip of days, and the list that says what each number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from vejviser.pictures.metrics import wrap
from vejviser.pictures.placing import spread
from vejviser.pictures.plot import MARGIN
from vejviser.pictures.sheet import EDGE, INK, LINE, PAPER, WARNING, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vejviser.pictures.parts import EventMark
    from vejviser.pictures.plot import Plot

_RADIUS: Final = 11.0
_APART: Final = 25.0
_DROP: Final = 34.0
_NUMBER: Final = 12.0
_THREE_DIGITS: Final = 100
_ITEM: Final = 14.0
_LINE: Final = 18.0
_INDENT: Final = 32.0
_GUTTER: Final = 30.0
_ONE_COLUMN: Final = 8


def draw_strip(plot: Plot, y: float, name: str, events: Sequence[EventMark]) -> float:
    """Draw a numbered mark for every event: circles, and squares for those against the rules; a line leads to the day."""
    scale, sheet = plot.scale, plot.sheet
    sheet.text(MARGIN, y + 5, name, bold=True)
    sheet.line(scale.left, y, scale.right, y, edge=EDGE, thick=2)
    if not events:
        return y + _RADIUS
    step = min(_APART, (scale.right - scale.left - 2 * _RADIUS) / max(len(events) - 1, 1))
    levels = 1 + int(_APART / step) if step < _APART else 1
    places = spread([scale.middle(event.day) for event in events], step, scale.left + _RADIUS, scale.right - _RADIUS)
    for position, (event, place) in enumerate(zip(events, places, strict=True)):
        top = y + _DROP + (position % levels) * _APART
        sheet.line(scale.middle(event.day), y, place, top - _RADIUS, edge=LINE)
        sheet.line(scale.middle(event.day), y - 5, scale.middle(event.day), y + 5, edge=EDGE, thick=2)
    for position, (event, place) in enumerate(zip(events, places, strict=True)):
        mark(sheet, place, y + _DROP + (position % levels) * _APART, event)
    return y + _DROP + (levels - 1) * _APART + 2 * _RADIUS


def mark(sheet: Sheet, x: float, y: float, event: EventMark) -> None:
    """Draw the number of an event in a circle, or in a square if the rules speak against it."""
    if event.violations:
        sheet.rectangle(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS, fill=PAPER, edge=WARNING)
    else:
        sheet.circle(x, y, _RADIUS)
    sheet.text(x, y + 4.5, str(event.number), size=_NUMBER if event.number < _THREE_DIGITS else _NUMBER - 3, anchor="middle", bold=True)


class _Item(NamedTuple):
    """An entry of the list, broken into lines."""

    event: EventMark
    lines: tuple[str, ...]
    against: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """How much room it takes."""
        return (1 + len(self.lines) + sum(len(lines) for lines in self.against)) * _LINE + 8


def draw_list(sheet: Sheet, y: float, events: Sequence[EventMark], width: float) -> float:
    """Write the list of the events, in two columns if it is long; gives where it ends."""
    columns = 1 if len(events) <= _ONE_COLUMN else 2
    column = (width - 2 * MARGIN - (columns - 1) * _GUTTER) / columns
    items = [_item(event, column - _INDENT) for event in events]
    first = _first_column(items) if columns > 1 else len(items)
    ends = [_column(sheet, MARGIN, y, items[:first]), _column(sheet, MARGIN + column + _GUTTER, y, items[first:])]
    return max(ends)


def _item(event: EventMark, width: float) -> _Item:
    against = tuple(wrap(violation, width - 18, _ITEM, bold=True) for violation in event.violations)
    return _Item(event, wrap(event.what, width, _ITEM), against)


def _first_column(items: list[_Item]) -> int:
    """Give how many items stand in the first of two columns of about the same height."""
    half = sum(item.height for item in items) / 2
    height = 0.0
    for number, item in enumerate(items, start=1):
        height += item.height
        if height >= half:
            return number
    return len(items)


def _column(sheet: Sheet, x: float, y: float, items: Sequence[_Item]) -> float:
    for item in items:
        mark(sheet, x + _RADIUS, y + _LINE - 5, item.event)
        baseline = y + _LINE
        sheet.text(x + _INDENT, baseline, item.event.when, size=_ITEM, bold=True)
        for line in item.lines:
            baseline += _LINE
            sheet.text(x + _INDENT, baseline, line, size=_ITEM)
        for lines in item.against:
            sheet.cross(x + _INDENT + 5, baseline + _LINE - 5, 4.5)
            for line in lines:
                baseline += _LINE
                sheet.text(x + _INDENT + 18, baseline, line, size=_ITEM, bold=True, ink=WARNING)
        y += item.height
    return y


def draw_nothing(sheet: Sheet, y: float, sentence: str) -> float:
    """Say that there is no event."""
    sheet.text(MARGIN, y + _LINE, sentence, size=_ITEM, ink=INK)
    return y + 2 * _LINE
