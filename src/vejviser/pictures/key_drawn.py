# SPDX-License-Identifier: EUPL-1.2
"""The key: what each shape and pattern means, only those that the picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.pictures.metrics import text_width
from vejviser.pictures.plot import MARGIN, diamond, flag
from vejviser.pictures.sheet import EDGE, PAPER, PERIOD, TEXT, Line, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.pictures.parts import Timeline
    from vejviser.pictures.wording import Wording

_SIGN: Final = 34.0
_AFTER: Final = 26.0
_ROW: Final = 26.0
_HEIGHT: Final = 15.0
_LINES: Final[dict[str, Line]] = {"cap": "dashed", "projected": "dotted"}


def signs(shown: Timeline) -> Iterator[str]:
    """Give the names of the signs that a timeline shows, in the order of the key."""
    bars = [bar for lane in shown.lanes for bar in lane.bars]
    yield from ["period"] if bars else []
    yield from ["superseded"] if any(bar.superseded_from is not None for bar in bars) else []
    yield from ["cap"] if any(bar.cap is not None and bar.cap > bar.last_day for bar in bars) else []
    yield from ["move"] if any(bar.moves for bar in bars) else []
    yield from ["clipped"] if any(bar.starts < shown.first or bar.last_day > shown.last for bar in bars) else []
    yield from ["projected"] if any(segment.projected for band in shown.bands for segment in band.segments) else []
    states = {duty.state for duty in shown.duties}
    yield from (state for state in ("pending", "due", "held", "void") if state in states)
    yield from ["violation"] if any(event.violations for event in shown.events) else []


def draw_key(sheet: Sheet, wording: Wording, shown: Timeline, y: float, width: float) -> float:
    """Draw the key in as many rows as it needs; gives where it ends."""
    x = MARGIN
    title = wording.line("key") + ":"
    names = list(signs(shown))
    if not names:
        return y
    sheet.text(x, y + _HEIGHT, title, bold=True)
    x += text_width(title, TEXT, bold=True) + 12
    for name in names:
        label = wording.line(f"key_{name}")
        needed = _SIGN + text_width(label, TEXT)
        if x + needed > width - MARGIN:
            x, y = MARGIN, y + _ROW
        _sign(sheet, name, x, y + 3)
        sheet.text(x + _SIGN, y + _HEIGHT, label)
        x += needed + _AFTER
    return y + _ROW


def _sign(sheet: Sheet, name: str, x: float, y: float) -> None:
    fills = {"period": PERIOD, "superseded": "url(#superseded)", "cap": "none", "projected": PAPER}
    if name in fills:
        sheet.rectangle(x, y, 26, _HEIGHT, fill=fills[name], line=_LINES.get(name, "solid"))
    elif name == "move":
        diamond(sheet, x + 14, y + _HEIGHT / 2)
    elif name == "clipped":
        sheet.rectangle(x, y, 15, _HEIGHT, fill=PERIOD)
        sheet.polygon([(x + 15, y - 3), (x + 26, y + _HEIGHT / 2), (x + 15, y + _HEIGHT + 3)], fill=EDGE)
    elif name == "violation":
        sheet.cross(x + 14, y + _HEIGHT / 2, 6)
    else:
        flag(sheet, x + 4, y - 3, name)
