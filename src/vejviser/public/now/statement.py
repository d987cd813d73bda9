# SPDX-License-Identifier: EUPL-1.2
"""The words of the accessibility statement of the public pages, in Danish and English: one file for each, with the same keys."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"


@cache
def statement(language: str) -> dict[str, Any]:
    """Give the sentences of the statement by name."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
