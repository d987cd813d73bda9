# SPDX-License-Identifier: EUPL-1.2
"""The object check: what one actor may do in each section of one case, from the facts that open and close it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vejviser.access import policy
from vejviser.access.sections import Section

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of an actor and a case now: roles of the assignments in force, a conflict, consents and packages for the organisation.

    `packages` gives, per section, the latest instant at which a package still in force was frozen.
    """

    roles: frozenset[str] = frozenset()
    conflict: bool = False
    consents: frozenset[str] = frozenset()
    packages: Mapping[str, dt.datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Reach:
    """What an actor may do in one section. `up_to`: reads what was recorded up to that instant (None: no package)."""

    live: bool = False
    own: bool = False
    code: bool = False
    up_to: dt.datetime | None = None
    writes: bool = False
    derived: bool = False

    @property
    def reads(self) -> bool:
        """Whether anything that was written there can be read."""
        return self.live or self.own or self.code or self.up_to is not None


NOWHERE = Reach()


def sees_case(facts: Facts) -> bool:
    """Whether the case exists for the actor: if and only if an assignment is in force, without conflict, in a role that section A knows."""
    return not facts.conflict and any(policy.cell(role, Section.HEADER) in policy.ANYTHING for role in facts.roles)


def reach(facts: Facts) -> dict[Section, Reach]:
    """Give what the actor may do in every section where that is anything."""
    if not sees_case(facts):
        return {}
    found = {section: _in_section(facts, section) for section in Section}
    return {section: one for section, one in found.items() if one != NOWHERE}


def _in_section(facts: Facts, section: Section) -> Reach:
    cells = {policy.cell(role, section) for role in facts.roles}
    consented = section in facts.consents
    live = bool(cells & policy.LIVE) or (consented and bool(cells & policy.BY_CONSENT))
    handed = cells & policy.BY_PACKAGE if consented else (cells & policy.BY_PACKAGE) - policy.PACKAGE_NEEDS_CONSENT
    return Reach(
        live=live,
        own=bool(cells & policy.OWN),
        code=bool(cells & policy.CODES),
        up_to=facts.packages.get(section) if handed else None,
        writes=bool(cells & policy.WRITES) or (consented and bool(cells & policy.WRITES_BY_CONSENT)),
        derived=live or bool(cells & policy.DERIVED),
    )


def may_read(one: Reach, *, author: bool, is_code: bool, recorded_at: dt.datetime) -> bool:
    """Whether an entry of the section is readable: if and only if the section is live, or it is the own, a code, or was handed over."""
    handed = one.up_to is not None and recorded_at <= one.up_to
    return one.live or (one.own and author) or (one.code and is_code) or handed


def readable(reaches: Mapping[Section, Reach], entries: Iterable[tuple[str, UUID, bool, dt.datetime]], user: UUID) -> list[bool]:
    """Say of each entry (section, author, is_code, recorded_at) whether the actor may read it."""
    return [
        may_read(reaches.get(Section(section), NOWHERE), author=author == user, is_code=is_code, recorded_at=recorded_at)
        for section, author, is_code, recorded_at in entries
    ]
