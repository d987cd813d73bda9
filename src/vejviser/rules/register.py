# SPDX-License-Identifier: EUPL-1.2
"""The register of organisations: who has which role on which day, what they are called, how they are reached."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from vejviser.rules.register_format import ContactFile, NameFile, OrganisationFile, RoleFile


_ONE_DAY: Final = dt.timedelta(days=1)


def in_language(words: dict[str, str], language: str) -> str:
    """Give a text in a language, or in the first language that it was written in."""
    return words.get(language) or next(iter(words.values()))


class Organisation(NamedTuple):
    """One organisation in one profile."""

    id: str
    kind: str
    names: tuple[NameFile, ...]
    roles: tuple[RoleFile, ...]
    contacts: tuple[ContactFile, ...]


class Register:
    """All organisations of a mechanism in one profile."""

    def __init__(self, files: dict[str, OrganisationFile], profile: str) -> None:
        """Keep what belongs to the profile; an organisation that has no name in it does not exist there."""
        self.organisations = {
            name: Organisation(
                id=name,
                kind=file.kind,
                names=tuple(entry for entry in file.name if entry.holds(profile)),
                roles=tuple(entry for entry in file.role if entry.holds(profile)),
                contacts=tuple(entry for entry in file.contact if entry.holds(profile)),
            )
            for name, file in files.items()
            if any(entry.holds(profile) for entry in file.name)
        }
        self.ids = tuple(self.organisations)
        dated = [entry for organisation in self.organisations.values() for entry in organisation.roles]
        cuts = {entry.from_ for entry in dated if entry.from_} | {entry.until + _ONE_DAY for entry in dated if entry.until}
        self._cuts = sorted(cuts)
        self._holders: dict[tuple[str, int], tuple[str, ...]] = {}

    def with_role(self, role: str, day: dt.date) -> tuple[str, ...]:
        """Give the organisations that have the role on the legal day, in the order of the register."""
        # Between two days on which some role begins or ends, all days are alike.
        key = (role, bisect_right(self._cuts, day))
        if key not in self._holders:
            self._holders[key] = tuple(
                organisation.id
                for organisation in self.organisations.values()
                if any(entry.role == role and entry.holds_on(day) for entry in organisation.roles)
            )
        return self._holders[key]

    def has_role(self, organisation: str, role: str, day: dt.date) -> bool:
        """Whether the organisation has the role on the legal day."""
        return organisation in self.with_role(role, day)

    def name(self, organisation: str, day: dt.date, language: str) -> str:
        """Give the name on the legal day (or the latest one there is), in the language or else in the first one given."""
        entry = self.organisations.get(organisation)
        if entry is None:
            return organisation
        name = next((name for name in entry.names if name.holds_on(day)), entry.names[-1])
        return in_language(name.text, language)

    def contact(self, contact: str, day: dt.date) -> tuple[str, ContactFile] | None:
        """Give the organisation and the contact of that id that holds on the legal day; None if there is none."""
        for organisation in self.organisations.values():
            for entry in organisation.contacts:
                if entry.id == contact and entry.holds_on(day):
                    return organisation.id, entry
        return None
