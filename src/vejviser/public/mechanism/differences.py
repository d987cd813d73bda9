# SPDX-License-Identifier: EUPL-1.2
"""Where the profiles of a mechanism part: what the described mechanism has and today's has not, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.public.mechanism.entries import rule
from vejviser.public.mechanism.numbers import numbers, periods
from vejviser.public.mechanism.tables import rows_in_words, table_title
from vejviser.public.mechanism.view_models import DifferencesView, Link

if TYPE_CHECKING:
    from vejviser.public.mechanism.shelf import Shelf


def differences(shelf: Shelf) -> DifferencesView:
    """Put together all that belongs to one profile only, and what is known of today's state of each rule."""
    by_state: dict[str, list[str]] = {"same": [], "changed": [], "unverified": []}
    for key, found in shelf.library.rules.items():
        by_state[found.status_current].append(key)
    rows = []
    for file in shelf.mechanism.pack.tables:
        parting = tuple(row for row in rows_in_words(shelf, file) if row.only_in)
        if parting:
            rows.append((Link(view="mechanism_table", key=file.name, title=table_title(shelf, file)), parting))
    return DifferencesView(
        rows=tuple(rows),
        numbers=tuple(line for line in numbers(shelf) if line.only_in),
        periods=tuple(period for period in periods(shelf) if period.only_in),
        changed=tuple(rule(shelf, key) for key in by_state["changed"]),
        unverified=shelf.entries(by_state["unverified"]),
        same=len(by_state["same"]),
    )
