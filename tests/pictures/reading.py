# SPDX-License-Identifier: EUPL-1.2
"""Reading a picture back: its texts with the room they take, and the widths of the letters in the font of the PNG."""

from __future__ import annotations

import datetime as dt
import struct
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from vejviser import mechanisms
from vejviser.pictures.metrics import text_width
from vejviser.rules.case_file import Case, case_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.rules.mechanism import Mechanism

SVG = "{http://www.w3.org/2000/svg}"
DENMARK: Mechanism = mechanisms.find("denmark")


def a_case(*events: dict[str, Any], name: str = "T1", born: str | None = "1999-05-02") -> Case:
    """A case of one person without legal stay; nobody in it exists."""
    person = {"born": born, "citizenships": ["BR"], "gender": "female", "unaccompanied": False}
    raw = {"case": name, "mechanism": "denmark", "person": person, "events": list(events)}
    return case_from(raw, DENMARK.vocabulary, today=dt.date(2026, 12, 31))


class Box(NamedTuple):
    """A text and the room it takes at most."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def boxes(svg: str) -> list[Box]:
    """Every text of a picture with its room, in a wide font."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314  the picture was drawn by the program under test
        text, size = element.text or "", float(element.attrib["font-size"])
        width = text_width(text, size, bold=element.get("font-weight") == "bold")
        before = {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        left, baseline = float(element.attrib["x"]) - before, float(element.attrib["y"])
        found.append(Box(text, left, baseline - 0.74 * size, left + width, baseline + 0.22 * size))
    return found


def overlapping(found: list[Box]) -> list[tuple[str, str]]:
    """The pairs of texts that cover each other."""
    ordered = sorted(found, key=lambda box: box.left)
    return [
        (one.text, other.text)
        for number, one in enumerate(ordered)
        for other in _until(ordered[number + 1 :], one.right)
        if one.overlaps(other)
    ]


def _until(ordered: Iterable[Box], right: float) -> Iterator[Box]:
    for box in ordered:
        if box.left >= right:
            return
        yield box


def shapes_under_text(svg: str) -> list[str]:
    """The texts that cover a flag, a diamond or an arrow."""
    covered = []
    for element in ET.fromstring(svg).iter(f"{SVG}polygon"):  # noqa: S314  the picture was drawn by the program under test
        corners = [tuple(map(float, corner.split(","))) for corner in element.attrib["points"].split()]
        (left, top), (right, bottom) = (tuple(choose(axis) for axis in zip(*corners, strict=True)) for choose in (min, max))
        covered += [box.text for box in boxes(svg) if box.overlaps(Box("", left, top, right, bottom))]
    return covered


def texts(svg: str) -> list[str]:
    """What is written in a picture, text by text."""
    return [box.text for box in boxes(svg)]


def written(svg: str) -> str:
    """Everything that is written in a picture, one text a line."""
    return "\n".join(texts(svg))


def description(svg: str) -> str:
    """The picture in sentences."""
    return ET.fromstring(svg).findtext(f"{SVG}desc") or ""  # noqa: S314  the picture was drawn by the program under test


class Font:
    """The widths of the letters in a TrueType file, read from its tables `cmap`, `hhea` and `hmtx`."""

    def __init__(self, name: str) -> None:
        self.data = (files("font_source_sans_pro") / "files" / name).read_bytes()
        count = struct.unpack_from(">H", self.data, 4)[0]
        entries = (struct.unpack_from(">4sIII", self.data, 12 + 16 * number) for number in range(count))
        self.tables = {tag.decode(): offset for tag, _, offset, _ in entries}
        self.units: int = struct.unpack_from(">H", self.data, self.tables["head"] + 18)[0]
        self.metrics: int = struct.unpack_from(">H", self.data, self.tables["hhea"] + 34)[0]
        self.glyphs = dict(self._glyphs())

    def _glyphs(self) -> Iterator[tuple[int, int]]:
        start = self.tables["cmap"]
        count = struct.unpack_from(">H", self.data, start + 2)[0]
        records = [struct.unpack_from(">HHI", self.data, start + 4 + 8 * number) for number in range(count)]
        table = start + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
        doubled = struct.unpack_from(">H", self.data, table + 6)[0]
        parts = [table + 14, table + 16 + doubled, table + 16 + 2 * doubled, table + 16 + 3 * doubled]
        for position in range(0, doubled, 2):
            end, first, delta, offset = (struct.unpack_from(">H", self.data, part + position)[0] for part in parts)
            for code in range(first, end + 1):
                glyph = code
                if offset:
                    glyph = struct.unpack_from(">H", self.data, parts[3] + position + offset + 2 * (code - first))[0]
                yield code, (glyph + delta) % 65536

    def width(self, text: str, size: float) -> float:
        """The width of a text without kerning."""
        numbers = (min(self.glyphs[ord(character)], self.metrics - 1) for character in text)
        advances = (struct.unpack_from(">H", self.data, self.tables["hmtx"] + 4 * number)[0] for number in numbers)
        return float(sum(advances)) * size / self.units


def rising(values: list[float], apart: float) -> bool:
    """Whether each value lies at least `apart` beyond the one before."""
    return all(after - before >= apart - 1e-6 for before, after in pairwise(values))
