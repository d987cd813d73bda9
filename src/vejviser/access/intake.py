# SPDX-License-Identifier: EUPL-1.2
"""What the intake alone may ask across all cases: the identity texts of files that the blind index named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from django.db import connection

from vejviser.access.context import current_actor
from vejviser.access.refusals import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

# Both stand in the database function too, which holds them whatever a page does.
LOOKUPS_A_DAY: Final = 20
CASES_A_LOOKUP: Final = 10


class SealedIdentity(NamedTuple):
    """One entry of section B of a case, sealed, and whom to ask about the case."""

    case_id: UUID
    reference: str
    coordinator: str
    entry: UUID
    facts: bytes | None
    note: bytes | None


def intake_identities(case_ids: Sequence[UUID]) -> list[SealedIdentity]:
    """Give the sealed identity entries of up to ten cases; each call is counted as one look-up.

    Raises:
        NotAllowed: who acts does not take in what arrives.

    """
    if not current_actor().is_intake:
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_identities(%s)", [list(case_ids)[:CASES_A_LOOKUP]])
        return [SealedIdentity(row[0], row[1], row[2] or "", row[3], _bytes(row[4]), _bytes(row[5])) for row in cursor.fetchall()]


def _bytes(value: memoryview | bytes | None) -> bytes | None:
    return None if value is None else bytes(value)
