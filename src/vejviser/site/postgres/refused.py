# SPDX-License-Identifier: EUPL-1.2
"""What is said when there can be no embedded database."""

from __future__ import annotations

from vejviser.rules.problems import Problem, RefusedError


class DatabaseRefused(RefusedError):
    """The embedded database cannot be made or started here; the text says what is in the way and what to do."""

    def __init__(self, where: str, what: str) -> None:
        """Keep what is in the way (a folder, a setting) and what to do about it."""
        super().__init__([Problem(where, what)])
