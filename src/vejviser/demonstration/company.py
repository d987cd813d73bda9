# SPDX-License-Identifier: EUPL-1.2
"""Brings invented people into an empty database: their organisations' units and desks, accounts with a second factor, the duty rota."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.contrib.auth.hashers import make_password

from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.accounts import services as accounts
from vejviser.accounts.selectors import actor_of
from vejviser.demonstration.people import DOMAINS, PEOPLE, UNITS, Person
from vejviser.directory import services as directory
from vejviser.directory.days import start_of
from vejviser.directory.models import DutyTurn, Organisation
from vejviser.site import clock

if TYPE_CHECKING:
    from vejviser.access.actor import Actor
    from vejviser.accounts.models import User

# For everybody of the demonstration; what is behind it is invented, and a real installation refuses to hold such people.
PASSWORD: Final = "Vejviser-demo-2026"  # noqa: S105  shown on the terminal to whoever starts the demonstration
_HELD_FOR: Final = dt.timedelta(days=1000)
_ROTA: Final = range(-7, 15)
_DUTY_BEGINS: Final = dt.timedelta(hours=8, minutes=30)


class Company:
    """The people of the demonstration, and who acts as which of them."""

    def __init__(self) -> None:
        """Make everybody."""
        encoded, starts = make_password(PASSWORD), clock.now() - _HELD_FOR
        administrator = next(person for person in PEOPLE if Role.ADMINISTRATOR in person.roles)
        self._users = {administrator.mail: _make(administrator, encoded, starts)}
        with acting(actor_of(self._users[administrator.mail])) as actor:
            _furnish(actor)
            self._users |= {person.mail: _make(person, encoded, starts) for person in PEOPLE if person is not administrator}

    def user(self, person: Person) -> User:
        """Give somebody's account."""
        return self._users[person.mail]

    def actor(self, person: Person, at: dt.datetime) -> Actor:
        """Give somebody as they acted at an instant."""
        return replace(actor_of(self._users[person.mail]), now=at)

    def fill_rota(self) -> None:
        """Write down who answers the desks from last week on: one day each at the point of contact, one week each elsewhere."""
        today = clock.today()
        turns: list[DutyTurn] = []
        for register_id in ("cmm", "police", "dis"):
            staff = [person for person in PEOPLE if person.organisation == register_id and _takes_duty(person)]
            length = 1 if register_id == "cmm" else 7
            whole = Organisation.objects.get(register_id=register_id, unit="")
            for place, ahead in enumerate(range(_ROTA.start, _ROTA.stop, length)):
                starts, ends = (start_of(today + dt.timedelta(days)) + _DUTY_BEGINS for days in (ahead, ahead + length))
                turns.append(DutyTurn(organisation=whole, user=self.user(staff[place % len(staff)]), starts=starts, ends=ends))
        DutyTurn.objects.bulk_create(turns)


def people_of(role: Role) -> list[Person]:
    """Give everybody who holds a role, in the order of the list."""
    return [person for person in PEOPLE if role in person.roles]


def _takes_duty(person: Person) -> bool:
    return bool({*person.roles} & {Role.CMM_DUTY_OFFICER, Role.CMM_COORDINATOR, Role.POLICE_INVESTIGATOR, Role.DIS_CASEWORKER})


def _furnish(administrator: Actor) -> None:
    for register_id, domain in DOMAINS.items():
        whole = Organisation.objects.get(register_id=register_id, unit="")
        directory.change_desk(administrator, whole.pk, mail=f"vagt@{domain}")
    for register_id, unit, mail in UNITS:
        directory.add_unit(administrator, register_id, unit=unit, mail=mail)


def _make(person: Person, encoded: str, starts: dt.datetime) -> User:
    # A unit stands in the directory only once the administrator, who belongs to no unit, has added it.
    home = Organisation.objects.get(register_id=person.organisation, unit=person.unit)
    return accounts.create_invented_user(
        email=person.mail,
        name=person.name,
        organisation=home,
        roles=person.roles,
        password=None,
        encoded_password=encoded,
        totp_secret=accounts.new_totp_secret(),
        starts=starts,
    )
