# SPDX-License-Identifier: EUPL-1.2
"""A sheet to draw on: shapes and texts as SVG, behind or in front of each other. Lengths are units of the picture, 1200 to its width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

Layer = Literal["back", "middle", "front"]
Line = Literal["solid", "dashed", "dotted"]
Anchor = Literal["start", "middle", "end"]

TEXT: Final = 14.0
INK: Final = "#1a1a1a"
PAPER: Final = "#ffffff"
LINE: Final = "#595959"
GRID: Final = "#d0d4da"
PERIOD: Final = "#b3cbe6"
EDGE: Final = "#17365d"
SOFT: Final = "#e9eef5"
WARNING: Final = "#9b1c1c"

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DASHES: Final[dict[Line, str]] = {"solid": "", "dashed": "6 4", "dotted": "2 3"}


def plain(text: str) -> str:
    """Replace the characters that no XML file may hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def markup(text: str) -> str:
    """Write a text so that XML reads it back as it was."""
    return escape(plain(text))


def number(value: float) -> str:
    """Write a length with at most one decimal, always in the same way."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


class Sheet:
    """Collects what is drawn, in three layers."""

    def __init__(self) -> None:
        """Start with an empty sheet."""
        self._layers: dict[Layer, list[str]] = {"back": [], "middle": [], "front": []}

    @property
    def body(self) -> str:
        """All that was drawn, the back first."""
        return "\n".join(element for layer in self._layers.values() for element in layer)

    def rectangle(  # noqa: PLR0913  a shape has a place, a size and a look
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = EDGE,
        line: Line = "solid",
        round_by: float = 0,
    ) -> None:
        """Draw a rectangle; `fill` is a colour or `url(#pattern)`, `line` solid, dashed or dotted."""
        corner = f' rx="{number(round_by)}"' if round_by else ""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(max(width, 1))}" height="{number(height)}"{corner}'
        self._draw("middle", f'<rect {place} fill="{fill}" {_stroke(edge, 1.2, line)}/>')

    def line(  # noqa: PLR0913  a line has two ends and a look
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        edge: str = LINE,
        thick: float = 1,
        line: Line = "solid",
        layer: Layer = "middle",
    ) -> None:
        """Draw a straight line."""
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self._draw(layer, f"<line {ends} {_stroke(edge, thick, line)}/>")

    def polygon(self, points: Sequence[tuple[float, float]], *, fill: str = PAPER, edge: str = EDGE) -> None:
        """Draw a closed shape."""
        corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._draw("middle", f'<polygon points="{corners}" fill="{fill}" {_stroke(edge, 1.4, "solid")}/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str = PAPER, edge: str = EDGE) -> None:
        """Draw a circle."""
        self._draw(
            "middle", f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}" {_stroke(edge, 1.4, "solid")}/>'
        )

    def cross(self, x: float, y: float, reach: float) -> None:
        """Draw the cross that marks what is against the rules, with its middle at a place."""
        for slope in (reach, -reach):
            self.line(x - reach, y - slope, x + reach, y + slope, edge=WARNING, thick=3.2)

    def text(  # noqa: PLR0913  a text has a place, a size and a look
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float = TEXT,
        anchor: Anchor = "start",
        bold: bool = False,
        rim: bool = False,
        ink: str = INK,
    ) -> None:
        """Write one line with its baseline at y, in front of everything; a `rim` of paper keeps lines behind it from disturbing."""
        weight = ' font-weight="bold"' if bold else ""
        colour = f' fill="{ink}"' if ink != INK else ""
        colour += f' paint-order="stroke" stroke="{PAPER}" stroke-width="4"' if rim else ""
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        self._draw("front", f"<text {place}{side}{weight}{colour}>{markup(content)}</text>")

    def _draw(self, layer: Layer, element: str) -> None:
        self._layers[layer].append(element)


def _stroke(colour: str, thick: float, line: Line) -> str:
    dashes = _DASHES[line]
    return f'stroke="{colour}" stroke-width="{number(thick)}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def document(sheet: Sheet, size: tuple[float, float], *, language: str, title: str, description: str) -> str:
    """Wrap a drawing as a file of its own: nothing in it runs, and nothing is fetched."""
    width, height = (number(length) for length in size)
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" lang={quoteattr(language)} xml:lang={quoteattr(language)}'
    return "\n".join(
        (
            f'{head} aria-labelledby="title" aria-describedby="description">',
            f'<title id="title">{markup(title)}</title>',
            f'<desc id="description">{markup(description)}</desc>',
            PATTERNS,
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            f'<g font-family="sans-serif" fill="{INK}" stroke-linejoin="round">',
            sheet.body,
            "</g>",
            "</svg>",
            "",
        )
    )


def _pattern(name: str, size: float, ground: str, drawing: str) -> str:
    box = f'<rect width="{number(size)}" height="{number(size)}" fill="{ground}"/>'
    return f'<pattern id="{name}" width="{number(size)}" height="{number(size)}" patternUnits="userSpaceOnUse">{box}{drawing}</pattern>'


_HATCH = f'<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="{LINE}" stroke-width="1.3"/>'
_CROSSED = f'<path d="M0,6 l6,-6 M0,0 l6,6" stroke="{INK}" stroke-width="1"/>'
_DOTS = f'<circle cx="3.5" cy="3.5" r="1" fill="{LINE}"/>'
PATTERNS: Final = "\n".join(
    (
        "<defs>",
        _pattern("superseded", 8, PAPER, _HATCH),
        _pattern("held", 6, PAPER, _CROSSED),
        _pattern("unknown", 7, PAPER, _DOTS),
        "</defs>",
    )
)
