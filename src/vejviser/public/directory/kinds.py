# SPDX-License-Identifier: EUPL-1.2
"""The taxonomy as a page shows it: groups, kinds in both languages, the right each counts for, and who offers it."""

from __future__ import annotations

from dataclasses import dataclass

from vejviser.mechanisms import find
from vejviser.public.directory.shown import name_of, slug
from vejviser.public.directory.texts import words
from vejviser.services import register
from vejviser.services.catalogue import catalogue
from vejviser.site import clock


@dataclass(frozen=True, kw_only=True)
class KindView:
    """A kind of service; `who` are slugs and names of organisations, `successor` the kind that took its place."""

    id: str
    name: str
    other_name: str
    right: str
    basis: str
    answer: str
    is_act: bool
    who: tuple[tuple[str, str], ...]
    arranged: bool
    retired: str
    successor: str


def groups(language: str) -> list[tuple[str, list[KindView]]]:
    """Give all kinds by their groups, retired ones with the kind that took their place."""
    everything, other = catalogue(), "en" if language == "da" else "da"
    day, said, texts = clock.today(), words(language), find().texts(language)
    found = []
    for name, group in everything.groups.items():
        kinds = []
        for term in (term for term in everything.terms if term.group == name):
            offering = [one for one in everything.offering(term.id) if term.id in register.terms_on(one, day)]
            named = dict.fromkeys(one.organisation for one in offering if not one.arranges)
            kinds.append(
                KindView(
                    id=term.id,
                    name=term.spoken(language),
                    other_name=term.spoken(other),
                    right=texts.get(f"entitlements.{term.right}.label") if term.right else "",
                    basis=term.basis,
                    # A number to call is answered; only what is referred has a time for its first answer.
                    answer="" if term.id.startswith("contact.") else " / ".join(said["classes"][one] for one in term.answer_within),
                    is_act=term.act,
                    who=tuple((slug(one), name_of(one, language)) for one in named),
                    arranged=any(one.arranges for one in offering),
                    retired=term.until.isoformat() if term.until else "",
                    successor=everything.term(term.successor).spoken(language) if term.successor else "",
                )
            )
        found.append((group.spoken(language), kinds))
    return found
