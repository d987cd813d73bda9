# SPDX-License-Identifier: EUPL-1.2
"""What managing people refuses; each carries a text that says what to do."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why something was refused; `words.REFUSALS` says it in words."""

    ADDRESS_TAKEN = "address_taken"
    OWN_ROLES = "own_roles"
    ADMINISTRATOR_ALONE = "administrator_alone"
    FOREIGN_ROLE = "foreign_role"
    HELD_ALREADY = "held_already"
    SECOND_ADMINISTRATOR = "second_administrator"
    OTHER_ORGANISATION = "other_organisation"
    RETIRED = "retired"
    SPAN = "span"
    LAST_ADMINISTRATOR = "last_administrator"


class Refused(Exception):
    """Something about people was refused."""

    def __init__(self, why: Why) -> None:
        """Keep why."""
        super().__init__(why.value)
        self.why = why


class NotInvited(Exception):
    """There is no open invitation with that token: it was used, withdrawn, has expired, or never was."""
