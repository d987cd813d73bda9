# SPDX-License-Identifier: EUPL-1.2
"""A way to break the Danish pack in one place, and the finding that must follow."""

from __future__ import annotations

from typing import NamedTuple


class Broken(NamedTuple):
    """A change (`old` None: append), and its finding. `consequences`: kinds of findings that follow from the same mistake."""

    name: str
    file: str
    old: str | None
    new: str
    kind: str
    where: str
    says: str
    consequences: tuple[str, ...] = ()


# What may follow from a mistake besides its own finding: the golden cases no longer show what they did.
SHOWN = ("row_not_shown", "rule_without_case", "golden_differs", "golden_refused", "clock_not_shown")
