# SPDX-License-Identifier: EUPL-1.2
"""Draws the way of one fact: the events that set it, the tables that look at it, and the parts of an answer that it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Table

WIDTH, HEIGHT, GAP_ACROSS, GAP_DOWN, MARGIN = 160, 26, 60, 16, 20
KINDS: Final = {"event": "#fff4d6", "fact": "#e3eefb", "table": "#ffffff", "answer": "#e4f3e4"}


class Box(NamedTuple):
    """One box of the drawing: what it stands for and its name."""

    kind: str
    name: str


def draw_way_of(mechanism: Mechanism, fact: str) -> str:
    """Draw everything that a fact comes from and reaches, as SVG text; a box stands to the right of all that it needs."""
    columns, lines = _layered(_lines(mechanism, fact))
    places = {box: (x, y) for x, boxes in enumerate(columns) for y, box in enumerate(boxes)}
    width = 2 * MARGIN + len(columns) * WIDTH + (len(columns) - 1) * GAP_ACROSS
    height = 2 * MARGIN + max(map(len, columns)) * (HEIGHT + GAP_DOWN)
    title = f"The way of the fact {fact} through the mechanism {mechanism.id}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(_drawn_line(places[one], places[other]) for one, other in lines),
        *(_drawn_box(box, *place) for box, place in places.items() if box.kind in KINDS),
        *(_drawn_passage(place) for box, place in places.items() if box.kind not in KINDS),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lines(mechanism: Mechanism, fact: str) -> list[tuple[Box, Box]]:
    """Find the lines of the drawing, each from what is needed to what needs it."""
    found = [(Box("event", clause.on), Box("fact", fact)) for clause in mechanism.facts[fact].set]
    waiting, seen = [fact], {fact}
    while waiting:
        name = waiting.pop(0)
        for table in mechanism.tables.values():
            if any(column.name == name for row in table.rows for column in row.columns):
                answer = _fact_of(mechanism, table)
                box = Box("table" if answer else "answer", table.name)
                found.append((Box("fact", name), box))
                if answer is not None:
                    found.append((box, Box("fact", answer)))
                if answer is not None and answer not in seen:
                    seen.add(answer)
                    waiting.append(answer)
    return list(dict.fromkeys(found))


def _fact_of(mechanism: Mechanism, table: Table) -> str | None:
    return next((name for name, file in mechanism.facts.items() if file.table == table.name), None)


def _layered(lines: list[tuple[Box, Box]]) -> tuple[list[list[Box]], list[tuple[Box, Box]]]:
    """Give the columns of boxes, and the lines cut so that each leads to the next column: a long line passes between the boxes."""
    depth = _depths(lines)
    columns: list[list[Box]] = [[] for _ in range(max(depth.values()) + 1)]
    for box, column in depth.items():
        columns[column].append(box)
    cut: dict[tuple[Box, Box], None] = {}
    for one, other in lines:
        last = one
        for column in range(depth[one] + 1, depth[other]):
            passage = Box(f"passage {column}", f"{one.kind} {one.name}")
            if passage not in columns[column]:
                columns[column].append(passage)
            cut[last, passage] = None
            last = passage
        cut[last, other] = None
    return columns, list(cut)


def _depths(lines: list[tuple[Box, Box]]) -> dict[Box, int]:
    """Put each box one column to the right of the last box that it needs; the answers stand together at the far right."""
    depth = {box: 0 for line in lines for box in line}
    for _ in depth:
        for one, other in lines:
            depth[other] = max(depth[other], depth[one] + 1)
    last = max(depth.values())
    return {box: last if box.kind == "answer" else column for box, column in depth.items()}


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return MARGIN + place[0] * (WIDTH + GAP_ACROSS), MARGIN + place[1] * (HEIGHT + GAP_DOWN)


def _drawn_line(one: tuple[int, int], other: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = _corner(one), _corner(other)
    x1, y1, y2 = x1 + WIDTH, y1 + HEIGHT // 2, y2 + HEIGHT // 2
    bend = GAP_ACROSS * 2 // 3
    return f'<path d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" fill="none" stroke="#5b6770"/>'


def _drawn_box(box: Box, column: int, line: int) -> str:
    x, y = _corner((column, line))
    rounded = 13 if box.kind == "fact" else 0
    dashes = ' stroke-dasharray="4 3"' if box.kind == "event" else ""
    weight = ' font-weight="bold"' if box.kind == "answer" else ""
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="{rounded}" fill="{KINDS[box.kind]}" stroke="#26323a"{dashes}/>'
        f'<text x="{x + WIDTH // 2}" y="{y + 17}" text-anchor="middle" font-family="sans-serif" font-size="12"{weight}>'
        f"{escape(box.name)}</text>"
    )


def _drawn_passage(place: tuple[int, int]) -> str:
    x, y = _corner(place)
    return f'<path d="M{x} {y + HEIGHT // 2}h{WIDTH}" fill="none" stroke="#5b6770"/>'
