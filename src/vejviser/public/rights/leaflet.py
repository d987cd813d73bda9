# SPDX-License-Identifier: EUPL-1.2
"""The sheet to print: one A4 folded once, four panels, with a front that tells nothing to whoever sees it lying there."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the cache takes it as an argument
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from vejviser.public import languages
from vejviser.public.pdf import compile_pdf
from vejviser.public.rights import statements
from vejviser.public.rights.filled import given, pieces
from vejviser.public.rights.page import is_older, state

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE: Final = statements.FOLDER / "leaflet.typ"
# What stands on the two panels inside, in the order of reading, and on the back after the contacts.
INSIDE: Final = (("help", "time"), ("choices", "children", "safety", "information"))


@lru_cache(maxsize=16)
def sheet(language: str, day: dt.date) -> bytes:
    """Set the sheet in a language, with numbers and times as they hold on a legal day; setting takes a second, so it is kept.

    Raises:
        typst.TypstError: a letter has no glyph, or the text does not fit on the sheet in letters that can be read.

    """
    return compile_pdf(SOURCE.read_text(encoding="utf-8"), content(language, day))


def content(language: str, day: dt.date) -> dict[str, Any]:
    """Give everything that stands on the sheet, as pieces of sentences."""
    said, found = statements.sentences(language), statements.grounds()
    filling = given(language, day)

    def cut(texts: Iterable[str]) -> list[dict[str, Any]]:
        return [{"text": one.text, "fixed": one.fixed, "tongue": one.tongue} for one in pieces(" ".join(texts), filling)]

    def block(name: str) -> dict[str, Any]:
        return {"title": said.sheet[name], "lines": [cut(said.statements[one]) for one in found.leaflet[name]]}

    older = said.state["older"] if is_older(said) else ()
    return {
        "language": language,
        "right_to_left": languages.direction(language) == "rtl",
        "title": said.sheet["title"],
        "number": filling["hotline_phone"].text,
        "front": [cut(said.statements[one]) for one in found.leaflet["front"]],
        "inside": [[block(name) for name in panel] for panel in INSIDE],
        "contacts": block("contacts"),
        "made": {"title": said.sheet["made"], "lines": [cut([*older, *state(said)]), cut([said.sheet["changes"]])]},
    }
