# SPDX-License-Identifier: EUPL-1.2
"""What can be chosen in the form of the directory, and what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.public.directory.texts import words
from vejviser.services.catalogue import catalogue
from vejviser.services.eligibility import language_names
from vejviser.services.matching import Asked
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("need", "whom", "language", "referrer")


def kinds_by_group(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the kinds of service that are in use, by their groups."""
    everything, day = catalogue(), clock.today()
    used = [term for term in everything.terms if not term.retired(day)]
    return [
        (group.spoken(language), [(term.id, term.spoken(language)) for term in used if term.group == name])
        for name, group in everything.groups.items()
    ]


def choices(language: str) -> dict[str, dict[str, str]]:
    """Give what each field allows, with its name. Languages are those that somebody is known to speak."""
    said = words(language)
    spoken = sorted({code for one in catalogue().services for code in one.eligibility.languages or ()})
    return {
        "need": dict(term for _group, terms in kinds_by_group(language) for term in terms),
        "whom": said["whoms"],
        "language": {code: language_names()[code][language] for code in spoken},
        "referrer": said["referrers"],
    }


def read(typed: Mapping[str, str], language: str) -> Asked:
    """Read the form: what is not among the choices is no choice."""
    chosen = {name: one if (one := typed.get(name, "")) in allowed else "" for name, allowed in choices(language).items()}
    return Asked(**chosen, opened=typed.get("opened") == "yes")  # type: ignore[arg-type]
