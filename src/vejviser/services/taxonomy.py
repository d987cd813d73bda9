# SPDX-License-Identifier: EUPL-1.2
"""Kinds of service: our own list, with ids that stay."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from vejviser.services.problem import ServiceProblem

if TYPE_CHECKING:
    from collections.abc import Collection


class Term(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of service; `right` is the entitlement it counts for, `basis` where it comes from.

    `act` marks what an authority decides: it is listed and never matched. A retired kind keeps its row, with last day and successor.
    """

    id: str
    group: str
    en: str
    da: str
    basis: str
    right: str | None = None
    act: bool = False
    answer_within: tuple[str, ...] = ()
    until: dt.date | None = None
    successor: str | None = None

    def spoken(self, language: str) -> str:
        """Give the name in Danish, or else in English."""
        return self.da if language == "da" else self.en

    def retired(self, day: dt.date) -> bool:
        """Say whether the kind is no longer used on a day."""
        return self.until is not None and day > self.until


def check_terms(terms: tuple[Term, ...], groups: Collection[str]) -> None:
    """Check ids, groups and successors.

    Raises:
        ServiceProblem: an id stands twice, a group is not there, or a retired kind and its successor do not fit together.

    """
    ids = {term.id for term in terms}
    if len(ids) < len(terms):
        raise ServiceProblem("terms", "An id stands twice. A retired kind keeps its row; a new kind gets a new id.")
    for number, term in enumerate(terms):
        where = f"terms[{number}]"
        if term.group not in groups:
            raise ServiceProblem(f"{where}.group", "Name a group that stands in the file.")
        if (term.until is None) != (term.successor is None):
            raise ServiceProblem(f"{where}.successor", "A retired kind has both `until` and `successor`.")
        if term.successor is not None and (term.successor not in ids or term.successor == term.id):
            raise ServiceProblem(f"{where}.successor", "Name another kind that stands in the file.")
