# SPDX-License-Identifier: EUPL-1.2
"""Reading what opens a case to an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from vejviser.access.models import Assignment, ConflictOfInterest, ConsentGrant, Package
from vejviser.access.reach import Facts, Reach, reach
from vejviser.access.refusals import NotFound

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from django.db.models import QuerySet

    from vejviser.access.actor import Actor
    from vejviser.access.sections import Section


def in_force(now: dt.datetime) -> Q:
    """Give the condition that a row with `starts` and `ends` holds at an instant."""
    return Q(starts__lte=now) & (Q(ends=None) | Q(ends__gt=now))


def assignments_of(actor: Actor) -> QuerySet[Assignment]:
    """Give the assignments that open a case to the actor now: in force, in a role still held, without a declared conflict."""
    conflict = ConflictOfInterest.objects.filter(case=OuterRef("case"), user=actor.user_id, declared_at__lte=actor.now)
    return Assignment.objects.filter(in_force(actor.now), ~Exists(conflict), user=actor.user_id, role__in=actor.roles).order_by()


def facts_of(actor: Actor, case_id: UUID) -> Facts:
    """Gather what opens one case to the actor."""
    packages: dict[str, dt.datetime] = {}
    handed = Package.objects.filter(case=case_id, organisation=actor.organisation, frozen_at__lte=actor.now, ends__gt=actor.now)
    for section, frozen_at in handed.values_list("section", "frozen_at"):
        packages[section] = max(frozen_at, packages.get(section, frozen_at))
    consents = ConsentGrant.objects.filter(in_force(actor.now), case=case_id, organisation=actor.organisation)
    return Facts(
        roles=frozenset(assignments_of(actor).filter(case=case_id).values_list("role", flat=True)),
        consents=frozenset(consents.values_list("section", flat=True)),
        packages=packages,
    )


def reach_of(actor: Actor, case_id: UUID) -> dict[Section, Reach]:
    """Give what the actor may do in each section of a case.

    Raises:
        NotFound: the case does not exist for the actor.

    """
    found = reach(facts_of(actor, case_id))
    if not found:
        raise NotFound
    return found
