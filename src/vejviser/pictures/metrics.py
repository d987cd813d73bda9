# SPDX-License-Identifier: EUPL-1.2
"""How wide a text is at most, in whatever sans-serif font the reader has: the widths are those of a wide one."""

from __future__ import annotations

from typing import Final

_BY_THOUSANDTHS: Final = {
    280: "iIjl'|",
    320: " .,:;!/\\·",
    400: '()[]ftr-"*',
    520: "sczJ–°",
    600: "kvxyaeL?_",
    640: "bdghnopqu0123456789FTZE",
    700: "SPBXYAKVRCøå",
    800: "wDGHNUQO+=<>#&ÅØ",
    880: "M%—…",
    1000: "mWæÆ@œŒ",
}
_WIDTHS: Final = {character: width / 1000 for width, characters in _BY_THOUSANDTHS.items() for character in characters}
_OTHER: Final = 0.72
_ANY: Final = 1.05
_LAST_OF_ALPHABETS: Final = "\u052f"
_BOLD: Final = 1.1
_MORE: Final = "…"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a text in the unit of `size`; letters of other scripts count as wide."""
    ems = sum(_WIDTHS.get(character) or (_OTHER if character <= _LAST_OF_ALPHABETS else _ANY) for character in text)
    return ems * size * (_BOLD if bold else 1)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit a width, between words where possible and else within one; at least one line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size, bold=bold)
        lines += full
    return (*lines, line) if line or not lines else tuple(lines)


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Shorten a text to a width, with an ellipsis where something is left out."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + _MORE, size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + _MORE


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
