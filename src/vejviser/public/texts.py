# SPDX-License-Identifier: EUPL-1.2
"""The words of the frame and of *Now*, one file for each language. Hours, numbers and days are not in them: the mechanism gives these."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"


@cache
def words(language: str) -> dict[str, Any]:
    """Give the words of a language by name; a part of the file is a dictionary in it."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
