# SPDX-License-Identifier: EUPL-1.2
"""A page of text: headings, items and notes, wrapped to a width. Nothing is said by colour alone."""

from __future__ import annotations

import re
from textwrap import wrap

_BOLD, _DIM, _UNDERLINED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;4m", "\x1b[0m"
_MARKER, _INDENT = "• ", 2
# What must stay together: a number and its month or unit is not worth it, a rule list in brackets is.
_BRACKETS = re.compile(r"\[[^\]]*\]")
_HARD_SPACE = "\u00a0"


class Page:
    """Collects lines of text; `width` in columns."""

    def __init__(self, width: int, *, colours: bool = False) -> None:
        """Begin an empty page."""
        self.width, self.colours = width, colours
        self.lines: list[str] = []

    def __str__(self) -> str:
        """All lines, ending with a line end."""
        return "\n".join(self.lines) + "\n"

    def gap(self) -> None:
        """Leave one empty line."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str) -> None:
        """Begin a part, after an empty line."""
        self.gap()
        self._add(text, style=_UNDERLINED)
        if not self.colours:
            self.lines.append("-" * min(len(text), self.width))

    def line(self, text: str, *, strong: bool = False, quiet: bool = False, indent: int = 0) -> None:
        """Write a paragraph."""
        self._add(text, first=" " * indent, rest=" " * indent, style=_BOLD if strong else _DIM if quiet else "")

    def item(self, text: str, *, strong: bool = False, depth: int = 0) -> None:
        """Write one item of a list."""
        before = " " * (_INDENT * depth)
        self._add(text, first=before + _MARKER, rest=before + " " * len(_MARKER), style=_BOLD if strong else "")

    def note(self, text: str, *, strong: bool = False, quiet: bool = False, depth: int = 1) -> None:
        """Write a paragraph under an item."""
        self.line(text, strong=strong, quiet=quiet, indent=_INDENT * depth)

    def pair(self, name: str, text: str, *, column: int, strong: bool = False) -> None:
        """Write a name and, from a column on, what belongs to it."""
        self._add(text, first=name.ljust(column), rest=" " * column, style=_BOLD if strong else "")

    def _add(self, text: str, *, first: str = "", rest: str = "", style: str = "") -> None:
        kept = _BRACKETS.sub(lambda found: found.group().replace(" ", _HARD_SPACE), printable(text))
        lines = wrap(kept, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [""]
        for line in lines:
            plain = line.replace(_HARD_SPACE, " ")
            self.lines.append(f"{style}{plain}{_PLAIN}" if style and self.colours else plain)


def printable(text: str) -> str:
    """Give text without control characters: what a case file holds must not steer the terminal."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in text)
