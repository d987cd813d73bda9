# SPDX-License-Identifier: EUPL-1.2
"""Texts in the two languages of the directory, and the sentences that are made and never typed: `texts/LANGUAGE.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("en", "da")


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    en: str
    da: str

    def spoken(self, language: str) -> str:
        """Give the text in Danish, or else in English."""
        return self.da if language == "da" else self.en


@cache
def sentences(language: str) -> dict[str, Any]:
    """Give the sentences of which descriptions of services are made."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def listed(parts: list[str], language: str, *, joint: str = "or") -> str:
    """Join parts as a sentence does: `a, b or c`."""
    if not parts:
        return ""
    *rest, last = parts
    return f"{', '.join(rest)} {sentences(language)['joints'][joint]} {last}" if rest else last
