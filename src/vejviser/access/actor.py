# SPDX-License-Identifier: EUPL-1.2
"""Who acts: the user of a request. What the service does of itself at night has no actor, and no door to content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.access.roles import ADMINISTRATION, INTAKE, Role

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A signed-in user at one instant. `organisation` is the register's id, `roles` those held now; `purpose` a code for the ledger."""

    user_id: UUID
    name: str
    organisation_id: UUID | None
    organisation: str
    roles: frozenset[Role]
    language: str
    now: dt.datetime
    purpose: str = "case_work"

    @property
    def is_intake(self) -> bool:
        """Whether this user takes in what arrives at the point of contact."""
        return bool(self.roles & INTAKE)

    @property
    def is_administrator(self) -> bool:
        """Whether this user manages people and organisations (and therefore sees no case)."""
        return bool(self.roles & ADMINISTRATION)
