# SPDX-License-Identifier: EUPL-1.2
"""Documents to print, set by typst as PDF/UA-1: tagged, with the same bytes for the same input, refusing letters that no font has."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _fonts() -> typst.Fonts:
    """Give the fonts of the documents, looked through once; without those of the machine a document is the same everywhere."""
    if not any(Path(settings.FONTS_FOLDER).glob("*.ttf")):
        # Without any font at all the sheet would come out empty, and nothing would say so.
        raise FileNotFoundError(f"there are no letters in {settings.FONTS_FOLDER}")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(settings.FONTS_FOLDER)])


def compile_pdf(source: str, data: Mapping[str, object]) -> bytes:
    """Set a document: `source` reads its words by `json(bytes(sys.inputs.data))` and must not contain any itself.

    Raises:
        FileNotFoundError: the fonts are not where the settings say.
        typst.TypstError: the source is wrong, a letter has no glyph, or the document would not be accessible.

    """
    given = json.dumps(data, ensure_ascii=False, sort_keys=True)
    made = typst.compile(
        source.encode(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": given},
        pdf_standards="ua-1",
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave several documents where one was asked for")
    return made
