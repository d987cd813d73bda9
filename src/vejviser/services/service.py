# SPDX-License-Identifier: EUPL-1.2
"""The shape of a row of the directory."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct, field

from vejviser.services.eligibility import Eligibility
from vejviser.services.words import Words

STAYING = "acc."


class Note(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one profile says of a service beside its row, with where it was read: a source of the mechanism by its id, or an address."""

    profile: Literal["described", "current"]
    text: Words
    source: str | None = None
    url: str | None = None


class Service(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A service of an organisation. Contacts and hours are those of the mechanism's register, by id; places are not kept at all.

    `rules` are those that name the service; `checked` is the day on which the row was last held against its source, by whom.
    `paused` says that it takes nobody for a time, never why. `arranges` marks the one row that stands for all that nobody is named for.
    """

    id: str
    organisation: str
    name: Words
    description: Words
    rules: tuple[str, ...]
    checked: dt.date
    checked_by: Literal["source", "coordinator", "provider"]
    terms: tuple[str, ...] = ()
    source: str = "nrm_dk"
    contact: str | None = None
    confidential: bool = False
    arranges: bool = False
    paused: bool = False
    notes: tuple[Note, ...] = ()
    eligibility: Eligibility = field(default_factory=Eligibility)

    @property
    def is_place_to_stay(self) -> bool:
        """Whether somebody sleeps there."""
        return any(term.startswith(STAYING) for term in self.terms)
