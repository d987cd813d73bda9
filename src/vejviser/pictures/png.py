# SPDX-License-Identifier: EUPL-1.2
"""From a drawing to pixels, with a font that comes with the program, so that the picture is the same on every machine."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

import resvg_py

_FONT_PACKAGE = "font_source_sans_pro"
_FAMILY = "Source Sans Pro"
_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")


def to_png(svg: str, scale: float = 2) -> bytes:
    """Convert an SVG drawing to PNG on white; `scale` is the number of pixels for each unit of the drawing.

    Raises:
        ValueError: the text is no SVG, or the scale is not above 0.

    """
    if not scale > 0:
        raise ValueError(f"scale is {scale}; needed is a number above 0")
    folder = files(_FONT_PACKAGE) / "files"
    with ExitStack() as stack:
        fonts = [str(stack.enter_context(as_file(folder / name))) for name in _FILES]
        try:
            drawn = resvg_py.svg_to_bytes(
                svg_string=svg,
                background="#ffffff",
                zoom=scale,
                skip_system_fonts=True,
                font_files=fonts,
                font_family=_FAMILY,
                sans_serif_family=_FAMILY,
            )
        except ValueError as error:
            raise ValueError(f"not an SVG drawing: {error}") from error
    return bytes(drawn)
