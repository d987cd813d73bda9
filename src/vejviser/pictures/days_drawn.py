# SPDX-License-Identifier: EUPL-1.2
"""The axis with its ticks, and the upright line of the day that the picture is as known on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.pictures.metrics import text_width
from vejviser.pictures.scale import axis
from vejviser.pictures.sheet import GRID, INK, LINE, TEXT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from vejviser.pictures.plot import Plot
    from vejviser.pictures.scale import Tick

_ROW: Final = 19.0
_AXIS: Final = 4.0


def draw_days(plot: Plot, y: float, today: tuple[dt.date, str], month_name: Callable[[dt.date], str]) -> tuple[float, list[float]]:
    """Write the headings, the ticks and the day of the picture from y downwards; gives where they end and the places of the ticks."""
    scale, sheet = plot.scale, plot.sheet
    days = axis(scale, month_name)
    end = y + _ROW
    if days.headings:
        _headings(plot, end - _AXIS, days.headings)
        end += _ROW
    for tick in days.ticks:
        place = scale.start(tick.day)
        sheet.line(place, end, place, end + 6, edge=LINE)
        if place + 4 + text_width(tick.label, TEXT) <= scale.right:
            sheet.text(place + 4, end - _AXIS, tick.label, ink=LINE)
    sheet.line(scale.left, end, scale.right, end, edge=LINE, thick=1.4)
    day, label = today
    half = text_width(label, TEXT, bold=True) / 2
    middle = min(max(scale.middle(day), scale.left + half), scale.right - half)
    sheet.text(middle, end + _ROW, label, anchor="middle", bold=True, rim=True)
    return end + _ROW + _AXIS, [scale.start(tick.day) for tick in days.ticks]


def _headings(plot: Plot, baseline: float, headings: tuple[Tick, ...]) -> None:
    """Write each heading over its stretch, unless the stretch is too short for it."""
    ends = [plot.scale.start(heading.day) for heading in headings[1:]] + [plot.scale.right]
    for heading, end in zip(headings, ends, strict=True):
        place = plot.scale.start(heading.day)
        if place + 4 + text_width(heading.label, TEXT, bold=True) <= end:
            plot.sheet.text(place + 4, baseline, heading.label, bold=True, ink=LINE)


def draw_uprights(plot: Plot, ticks: list[float], today: dt.date, top: float, bottom: float) -> None:
    """Draw the grid behind everything, and the line of the day of the picture over the bars."""
    for place in ticks:
        plot.sheet.line(place, top - _ROW - _AXIS, place, bottom, edge=GRID, layer="back")
    x = plot.scale.middle(today)
    plot.sheet.line(x, top, x, bottom, edge=INK, thick=2, line="dashed")
