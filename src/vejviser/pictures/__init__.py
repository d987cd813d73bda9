# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a case that can be printed and read by somebody who has no computer: a timeline, as SVG and as PNG."""

from __future__ import annotations

from vejviser.pictures.png import to_png
from vejviser.pictures.svg import draw_timeline

__all__ = ["draw_timeline", "to_png"]
