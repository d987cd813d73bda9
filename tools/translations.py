# SPDX-License-Identifier: EUPL-1.2
"""Compile every translation of the program: `locale/LANGUAGE/LC_MESSAGES/django.po` of each part to the `django.mo` beside it.

    tools/translations.py

A file that is already up to date is left alone. Needs Babel, and no gettext on the machine.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "src" / "vejviser"


def catalogues() -> list[Path]:
    """Give every translation file of the program, in order."""
    return sorted(SOURCES.rglob("locale/*/LC_MESSAGES/django.po"))


def compile_one(source: Path) -> bool:
    """Compile a file if its text is newer than what was compiled; say whether that was so."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    language = source.parent.parent.name
    with source.open("rb") as text:
        catalogue = read_po(text, locale=language, abort_invalid=True)
    partial = target.with_suffix(".mo.partial")
    with partial.open("wb") as compiled:
        write_mo(compiled, catalogue)
    partial.replace(target)
    return True


def compile_all() -> int:
    """Compile what changed and give how many files that were."""
    return sum(compile_one(source) for source in catalogues())


if __name__ == "__main__":
    print(f"translations: {compile_all()} of {len(catalogues())} compiled")
