# SPDX-License-Identifier: EUPL-1.2
"""The cast of the access tests: one person of each kind, made in the database when first asked for.

    def test_…(cast: Cast) -> None:
        case = cast.case()                          # opened by Clara, who coordinates it
        cast.join(case, cast.dis)                   # Dorte of the immigration service is assigned
        with acting(cast.actor(cast.dis)): …

The register's organisations are loaded by `vejviser migrate`; users are made by the test and undone with it.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.accounts.models import RoleHeld, User
from vejviser.accounts.selectors import actor_of
from vejviser.cases import services
from vejviser.directory.models import Organisation
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.access.actor import Actor


class Part(NamedTuple):
    """A person of the cast: who, of which organisation, in which roles; the first role is the one assigned."""

    name: str
    organisation: str
    roles: tuple[Role, ...]


class Cast:
    """Makes the people and the cases of a test."""

    coordinator = Part("Clara", "cmm", (Role.CMM_COORDINATOR,))
    second_coordinator = Part("Carl", "cmm", (Role.CMM_COORDINATOR,))
    interviewer = Part("Ida", "cmm", (Role.CMM_INTERVIEWER,))
    duty = Part("Vagn", "cmm", (Role.CMM_DUTY_OFFICER,))
    hotline = Part("Henny", "cmm", (Role.CMM_HOTLINE,))
    dis = Part("Dorte", "dis", (Role.DIS_CASEWORKER,))
    police = Part("Poul", "police", (Role.POLICE_INVESTIGATOR,))
    patrol = Part("Palle", "police", (Role.POLICE_FIRST_RESPONDER,))
    shelter = Part("Sanne", "reden_international", (Role.SHELTER_STAFF,))
    social_worker = Part("Nora", "hopenow", (Role.NGO_SOCIAL_WORKER,))
    nurse = Part("Amalie", "amiami", (Role.HEALTH_PROFESSIONAL,))
    lawyer = Part("Lars", "ngo", (Role.LAWYER,))
    municipality = Part("Mette", "municipality", (Role.MUNICIPALITY_WORKER,))
    operator = Part("Erik", "erin", (Role.RETURN_OPERATOR,))
    administrator = Part("Asta", "cmm", (Role.ADMINISTRATOR,))
    outsider = Part("Otto", "hopenow", (Role.NGO_SOCIAL_WORKER,))
    auditor = Part("Didde", "cmm", (Role.DATA_PROTECTION_OFFICER,))

    def __init__(self) -> None:
        self._users: dict[Part, User] = {}

    def user(self, part: Part) -> User:
        """Give the user of a part."""
        if part not in self._users:
            organisation = Organisation.objects.get(register_id=part.organisation, unit="")
            mail = f"{part.name.lower()}.{uuid.uuid4().hex[:6]}@{part.organisation.replace('_', '-')}.example"
            user = User.objects.create(email=mail, name=part.name, organisation=organisation, language="en", invented=True)
            for role in part.roles:
                RoleHeld.objects.create(user=user, role=role, starts=clock.now())
            self._users[part] = user
        return self._users[part]

    def actor(self, part: Part) -> Actor:
        """Give the actor that the part's user is now."""
        return actor_of(self.user(part))

    def case(self, by: Part | None = None) -> UUID:
        """Open a case; the coordinator leads it unless somebody else is named."""
        with acting(self.actor(by or self.coordinator)) as actor:
            return services.open_case(actor)

    def join(self, case: UUID, part: Part, *, by: Part | None = None, ends: dt.datetime | None = None) -> UUID:
        """Assign a part to a case in its first role."""
        user = self.user(part)
        with acting(self.actor(by or self.coordinator)) as actor:
            return services.assign(actor, case, user_id=user.pk, role=part.roles[0], ends=ends)

    def record(self, case: UUID, part: Part, note: str = "", **facts: object) -> UUID:
        """Record an event as a part; `type` and the fields of the event as keywords."""
        with acting(self.actor(part)) as actor:
            return services.record(actor, case, dict(facts), note=note, sending=uuid.uuid4()).entry
