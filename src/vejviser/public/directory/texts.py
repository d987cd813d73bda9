# SPDX-License-Identifier: EUPL-1.2
"""The words of the directory, in Danish and English: `texts/LANGUAGE.toml`, with the same names in both."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"


@cache
def words(language: str) -> dict[str, Any]:
    """Give the words of the directory in a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
