# SPDX-License-Identifier: EUPL-1.2
"""What is said when a backup cannot be made or brought back."""

from __future__ import annotations

from vejviser.rules.problems import Problem, RefusedError


class SafekeepingRefused(RefusedError):
    """A backup cannot be made, read or restored; the text says what is in the way and what to do."""

    def __init__(self, where: object, what: str) -> None:
        """Keep what is in the way (a file, an option) and what to do about it."""
        super().__init__([Problem(str(where), what)])
