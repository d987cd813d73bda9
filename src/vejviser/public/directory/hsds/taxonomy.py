# SPDX-License-Identifier: EUPL-1.2
"""Kinds of service for other systems: a record in English and one in Danish with the same code; the group is the parent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.public.directory.hsds.identifiers import Record, identifier
from vejviser.services.catalogue import catalogue
from vejviser.services.words import LANGUAGES

if TYPE_CHECKING:
    from vejviser.services.taxonomy import Term

NAME: Final = "Vejviser services"
TAXONOMY_ID: Final = identifier("taxonomy", NAME)


def taxonomies() -> list[Record]:
    """Give the one list of kinds there is."""
    text = "Kinds of service in the national referral mechanism, our own list."
    return [{"id": TAXONOMY_ID, "name": NAME, "description": text, "version": "1"}]


def terms() -> list[Record]:
    """Give every group and every kind, in both languages; retired ones stay."""
    everything = catalogue()
    groups = [_record(name, one.spoken(language), one.en, language) for name, one in everything.groups.items() for language in LANGUAGES]
    return groups + [term(one, language) for one in everything.terms for language in LANGUAGES]


def term(one: Term, language: str) -> Record:
    """Give a kind of service in a language."""
    text = f"Basis: {one.basis}."
    if one.right:
        text += f" Counts for the right: {one.right}."
    if one.until is not None:
        text += f" Not used after {one.until.isoformat()}; see {one.successor}."
    return {**_record(one.id, one.spoken(language), text, language), "parent_id": identifier("taxonomy_term", f"{one.group}/{language}")}


def _record(code: str, name: str, description: str, language: str) -> Record:
    return {
        "id": identifier("taxonomy_term", f"{code}/{language}"),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": NAME,
        "taxonomy_id": TAXONOMY_ID,
        "language": language,
    }
