# SPDX-License-Identifier: EUPL-1.2
"""The words of the contact form, one file for each language; English words stand where a language has none yet."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from vejviser.mechanisms import find
from vejviser.public.languages import NAMES
from vejviser.site import clock

FOLDER: Final = Path(__file__).parent / "texts"
FALLBACK: Final = "en"
# Two-letter tags of pages against ISO 639-3, in which a referral keeps languages.
ISO: Final = {
    "da": "dan",
    "en": "eng",
    "th": "tha",
    "ro": "ron",
    "ar": "ara",
    "vi": "vie",
    "uk": "ukr",
    "fr": "fra",
    "es": "spa",
    "tl": "tgl",
}


@cache
def there() -> tuple[str, ...]:
    """Give the languages that have words of their own, in the order of the pages."""
    return tuple(language for language in NAMES if (FOLDER / f"{language}.toml").exists())


def spoken(language: str) -> str:
    """Give the language whose words are shown to a reader of `language`."""
    return language if language in there() else FALLBACK


@cache
def words(language: str) -> dict[str, Any]:
    """Give the words for a reader of `language` by name; a part of the file is a dictionary in it."""
    return tomllib.loads((FOLDER / f"{spoken(language)}.toml").read_text(encoding="utf-8"))


def majority() -> int:
    """Give the age from which a person is no child (R52), as the mechanism has it today."""
    return find().parameters["adult_age"].on(clock.today())
