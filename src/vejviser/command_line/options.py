# SPDX-License-Identifier: EUPL-1.2
"""Options that several verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

WHEN = "a date, a local date-time, or one with an offset, such as 2027-01-20T14:30; left out: now"


def add_mechanism(parser: ArgumentParser, default: str) -> None:
    """Add --mechanism; `default` says what holds without it."""
    parser.add_argument("--mechanism", metavar="ID[@VERSION]", help=f"the mechanism, such as denmark or denmark@current; {default}")


def add_format(parser: ArgumentParser) -> None:
    """Add --format."""
    parser.add_argument("--format", choices=("json", "text"), help="text for people, or JSON; left out: text on a terminal, else JSON")


def add_language(parser: ArgumentParser) -> None:
    """Add --language."""
    parser.add_argument("--language", metavar="LANGUAGE", help="one that the mechanism has, such as da; left out: en, or its first one")
