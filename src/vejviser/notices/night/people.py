# SPDX-License-Identifier: EUPL-1.2
"""Who is told: those who may see what follows from a section of a case, and the desks of organisations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef

from vejviser.access import policy
from vejviser.access.models import Assignment, ConflictOfInterest
from vejviser.access.sections import Section
from vejviser.access.selectors import in_force
from vejviser.accounts.models import RoleHeld
from vejviser.directory.models import DutyTurn, Organisation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet


class Person(NamedTuple):
    """Somebody who is told."""

    id: UUID
    address: str


def people_of(places: Collection[tuple[UUID, str]], now: dt.datetime) -> dict[tuple[UUID, str], set[Person]]:
    """Give, for each case and section, who is assigned now in a role that sees what follows from it."""
    wanted: dict[UUID, set[str]] = defaultdict(set)
    for case, section in places:
        wanted[case].add(section)
    found: dict[tuple[UUID, str], set[Person]] = defaultdict(set)
    rows = _assignments(wanted, now).values_list("case_id", "role", "user_id", "user__email")
    for case, role, user, address in rows:
        for section in wanted[case]:
            if _sees(role, section):
                found[case, section].add(Person(user, address))
    return found


def desk_addresses() -> dict[str, list[str]]:
    """Give the mail addresses of the desks of each organisation, by the id of the register."""
    found: dict[str, list[str]] = defaultdict(list)
    for register_id, address in Organisation.objects.filter(active=True).exclude(mail="").values_list("register_id", "mail"):
        found[register_id].append(address)
    return dict(found)


def on_duty(register_id: str, now: dt.datetime) -> set[Person]:
    """Give who has the duty at an organisation's desk."""
    turns = DutyTurn.objects.filter(organisation__register_id=register_id, starts__lte=now, ends__gt=now, user__is_active=True)
    return {Person(user, address) for user, address in turns.order_by().values_list("user_id", "user__email")}


def _assignments(cases: Collection[UUID], now: dt.datetime) -> QuerySet[Assignment]:
    held = RoleHeld.objects.filter(in_force(now), user=OuterRef("user"), role=OuterRef("role"))
    conflict = ConflictOfInterest.objects.filter(case=OuterRef("case"), user=OuterRef("user"), declared_at__lte=now)
    return Assignment.objects.filter(in_force(now), Exists(held), ~Exists(conflict), case__in=list(cases), user__is_active=True).order_by()


def _sees(role: str, section: str) -> bool:
    header = policy.cell(role, Section.HEADER)
    return header in policy.ANYTHING and policy.cell(role, section) in policy.DERIVED
