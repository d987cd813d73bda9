# SPDX-License-Identifier: EUPL-1.2
"""The signs and the words around them, in Danish and English: `texts/LANGUAGE.toml`, with the same ids in both."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"


@cache
def signs(language: str) -> dict[str, Any]:
    """Give the page in a language: its sentences by name, and `forms`, each with an id, a title, a note and its signs."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
