# SPDX-License-Identifier: EUPL-1.2
"""What a check of a mechanism finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal[
    "not_loaded",
    "unknown_id",
    "duplicate",
    "source",
    "text",
    "uneven_text",
    "placeholder",
    "overlap",
    "gap",
    "dead_row",
    "dates",
    "hours",
    "calendar",
    "conflict",
    "homeless_rule",
    "row_not_shown",
    "clock_not_shown",
    "rule_without_case",
    "golden_differs",
    "golden_refused",
]


class Finding(NamedTuple):
    """One thing to put right: `where` is the file and the key or row, `what` says what is wrong, `kind` names the check."""

    where: str
    what: str
    kind: Kind

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.where}: {self.what} [{self.kind}]"


def unknown(where: str, sort: str, name: str, known: Iterable[str]) -> list[Finding]:
    """Report a name that leads nowhere, with what is allowed."""
    names = list(known)
    return [] if name in names else [Finding(where, f"unknown {sort} {name!r}; allowed: {', '.join(names)}", "unknown_id")]
