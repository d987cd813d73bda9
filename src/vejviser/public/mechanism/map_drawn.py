# SPDX-License-Identifier: EUPL-1.2
"""The map of the measures, from the first contact to the return: boxes below each other, arrows to what may follow.

Lengths are units of the picture. It is as narrow as a telephone, so that it can be read on one without being moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vejviser.pictures.metrics import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vejviser.public.mechanism.view_models import MeasureView

WIDTH: Final = 360
_LEFT: Final = 34
_PAD: Final = 12
_GAP: Final = 30
_TITLE, _NOTE = 17, 15
_RAIL: Final = 12


@dataclass(frozen=True)
class Line:
    """One line of text with its baseline at `y`."""

    x: int
    y: int
    text: str
    is_title: bool


@dataclass(frozen=True)
class Box:
    """A measure: its frame, and the lines in it."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Map:
    """The picture: its size, boxes, the paths of its arrows, and the tip of each as the points of a triangle."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    tips: tuple[str, ...]


def draw_map(measures: Sequence[MeasureView]) -> Map:
    """Draw the measures in their order; a step to the next goes straight down, one past others goes around them on the left."""
    boxes: dict[str, Box] = {}
    y = 4
    for measure in measures:
        boxes[measure.id] = _box(measure, y)
        y += boxes[measure.id].height + _GAP
    order = [measure.id for measure in measures]
    arrows, tips = [], []
    around = 0
    for measure in measures:
        for target in measure.leads_to:
            straight = order.index(target) == order.index(measure.id) + 1
            path, tip = _straight(boxes[measure.id], boxes[target]) if straight else _around(boxes[measure.id], boxes[target], around)
            around += not straight
            arrows.append(path)
            tips.append(tip)
    return Map(WIDTH, max(y - _GAP + 4, 8), tuple(boxes.values()), tuple(arrows), tuple(tips))


def _box(measure: MeasureView, y: int) -> Box:
    width = WIDTH - _LEFT - 4
    room = width - 2 * _PAD
    lines: list[Line] = []
    below = y + _PAD
    said = [(f"{measure.number}. {measure.title}", True), *((period, False) for period in measure.periods), (measure.range, False)]
    for text, is_title in said:
        size = _TITLE if is_title else _NOTE
        for part in wrap(text, room, size, bold=is_title):
            below += size + 4
            lines.append(Line(_LEFT + _PAD, below - 4, part, is_title))
    return Box(_LEFT, y, width, below + _PAD - 4 - y, tuple(lines))


def _straight(start: Box, end: Box) -> tuple[str, str]:
    x = start.x + start.width // 2
    return f"M{x} {start.y + start.height} V{end.y - 9}", f"{x},{end.y} {x - 5},{end.y - 9} {x + 5},{end.y - 9}"


def _around(start: Box, end: Box, before: int) -> tuple[str, str]:
    """Go out on the left, down beside the boxes, and in again; the second such arrow goes further out."""
    x = start.x - _RAIL - before * _RAIL
    out, back = start.y + start.height // 2, end.y + end.height // 2
    return f"M{start.x} {out} H{x} V{back} H{end.x - 9}", f"{end.x},{back} {end.x - 9},{back - 5} {end.x - 9},{back + 5}"
