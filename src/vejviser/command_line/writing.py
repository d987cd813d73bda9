# SPDX-License-Identifier: EUPL-1.2
"""Writing answers: JSON as bytes, text as the terminal takes it."""

from __future__ import annotations

import os
import shutil
import sys

import msgspec

WIDEST, NARROWEST, WITHOUT_TERMINAL = 100, 40, 100


def wants_text(choice: str | None) -> bool:
    """Whether to write text: as chosen, or else on a terminal only."""
    return choice == "text" or (choice is None and sys.stdout.isatty())


def width() -> int:
    """Give the number of columns to write to: those of the terminal, at most 100."""
    columns = shutil.get_terminal_size((WITHOUT_TERMINAL, 24)).columns
    return max(NARROWEST, min(columns, WIDEST))


def colours() -> bool:
    """Whether to use colours and bold: on a terminal that has them, unless NO_COLOR asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_json(value: object) -> None:
    """Write a value as indented JSON."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def write_text(text: str) -> None:
    """Write text; a letter that the terminal does not have is replaced and never stops the answer."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write((text.rstrip("\n") + "\n").encode(encoding, errors="replace"))
