# SPDX-License-Identifier: EUPL-1.2
"""Lengths of time in words, with the plural of the language: 30 days, 30 de zile, 12 місяців."""

from __future__ import annotations

from typing import Final

from babel.units import format_unit

# CLDR names Filipino by its own code; its long form of months and years is the one of a form to fill in, its short one that of speech.
_LOCALE: Final = {"tl": "fil", "en": "en_GB"}
_SHORT: Final = frozenset({"tl"})


def quantity(value: int, unit: str, language: str) -> str:
    """Write a number of hours, days, months or years in a language; without a unit the number alone."""
    if not unit:
        return str(value)
    locale = _LOCALE.get(language, language)
    long = format_unit(value, f"duration-{unit}", length="short" if language in _SHORT else "long", locale=locale)
    # Where a language writes both forms alike, only the short one is there, and the long one comes back without words.
    found = format_unit(value, f"duration-{unit}", length="short", locale=locale) if f"duration-{unit}" in long else long
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in found)
