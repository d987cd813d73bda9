# SPDX-License-Identifier: EUPL-1.2
"""Sealing what arrives, under the id of its own row: destroying that key destroys the content and nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from vejviser.access.sections import Section
from vejviser.referrals.finds import CPR_DAY
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

SECTION: Final = Section.ENCOUNTER
CONTENT: Final = "content"
ANSWER: Final = "answer"
PART: Final = "part"
HEADINGS: Final = "headings"
# A number of the CPR form is never kept whole in free text (referral form, 6).
_CPR: Final = re.compile(rf"({CPR_DAY})([ -]?)\d{{4}}(?!\d)")
# What is typed where a number to call is asked for is one: somebody who rings back needs all of it.
NUMBERS_TO_CALL: Final = frozenset({"safe_phone", "you_phone", "you_stand_in", "stand_in"})
# Signs that turn the direction of writing around could hide what a text says.
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def seal(row: UUID, field: str, content: Mapping[str, Any]) -> bytes:
    """Seal the answers of a form under the id of their own row."""
    return vault.seal(row, SECTION, field, row, json.dumps(content, ensure_ascii=False, sort_keys=True).encode())


def unseal(row: UUID, field: str, sealed: bytes | memoryview | None) -> dict[str, Any]:
    """Open the answers of a row; none where there is no content any more."""
    if sealed is None:
        return {}
    found: dict[str, Any] = json.loads(vault.unseal(row, SECTION, field, row, bytes(sealed)))
    return found


def destroy(rows: Iterable[UUID]) -> None:
    """Destroy the keys of rows for ever; only once it is committed that their content is not needed."""
    for row in rows:
        vault.shred(row)


def clean(text: str, field: str = "") -> str:
    """Normalise what somebody typed: no control signs, no signs that turn the writing around, no whole CPR number.

    `field`: where it was typed; a number to call keeps all its digits.
    """
    normal = _DIRECTIONS.sub("", unicodedata.normalize("NFC", text))
    plain = "".join(sign for sign in normal if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()
    return plain if field in NUMBERS_TO_CALL else _CPR.sub(r"\1\2xxxx", plain)
