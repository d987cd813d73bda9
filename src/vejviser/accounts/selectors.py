# SPDX-License-Identifier: EUPL-1.2
"""Reading accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from vejviser.access.actor import Actor
from vejviser.access.roles import Role
from vejviser.accounts.models import RoleHeld, User
from vejviser.site import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


def actor_of(user: User) -> Actor:
    """Give the actor that a user is now, with the roles held at this instant."""
    now = clock.now()
    held = user.roles_held.filter(Q(ends=None) | Q(ends__gt=now), starts__lte=now).values_list("role", flat=True)
    return Actor(
        user_id=user.id,
        name=user.name,
        organisation_id=user.organisation_id,
        organisation=user.organisation.register_id,
        roles=frozenset(Role(role) for role in held),
        language=user.language,
        now=now,
    )


def people_with_role(role: Role | str, organisation: UUID | str | None = None) -> QuerySet[User]:
    """Give the active users who hold a role now; of an organisation by its id here (UUID) or in the register (text), or of all."""
    now = clock.now()
    held = RoleHeld.objects.filter(Q(ends=None) | Q(ends__gt=now), user=OuterRef("pk"), role=role, starts__lte=now)
    found = User.objects.filter(Exists(held), is_active=True).select_related("organisation")
    if organisation is None:
        return found
    if isinstance(organisation, str):
        return found.filter(organisation__register_id=organisation)
    return found.filter(organisation=organisation)
