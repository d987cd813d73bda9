# SPDX-License-Identifier: EUPL-1.2
"""What keeping the directory refuses."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why something was refused; `words.REFUSALS` says it in words."""

    UNIT_EXISTS = "unit_exists"
    DAYS = "days"
    CONTRACT_OVERLAPS = "contract_overlaps"
    SPAN = "span"
    ON_DUTY_ALREADY = "on_duty_already"


class Refused(Exception):
    """Something about an organisation was refused."""

    def __init__(self, why: Why) -> None:
        """Keep why."""
        super().__init__(why.value)
        self.why = why
