# SPDX-License-Identifier: EUPL-1.2
"""Everybody of the test kit: each role of the matrix in two organisations, A and B."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from django.contrib.auth.hashers import make_password

from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.accounts import services as accounts
from vejviser.accounts.selectors import actor_of
from vejviser.directory import services as directory
from vejviser.directory.models import Organisation

if TYPE_CHECKING:
    from vejviser.access.actor import Actor
    from vejviser.accounts.models import User
    from vejviser.demonstration.kit.canaries import Canaries

PASSWORD: Final = "Testkit-Vejviser-2026"  # noqa: S105  of people who do not exist
SIDES: Final = ("A", "B")
_HELD_FOR: Final = dt.timedelta(days=400)
# Role: the organisations of side A and side B.
HOMES: Final[dict[Role, tuple[str, str]]] = {
    Role.CMM_COORDINATOR: ("cmm", "reden_international"),
    Role.CMM_INTERVIEWER: ("cmm", "reden_international"),
    Role.CMM_HOTLINE: ("cmm", "reden_international"),
    Role.CMM_DUTY_OFFICER: ("cmm", "reden_international"),
    Role.REFERRER: ("ngo", "municipality"),
    Role.POLICE_FIRST_RESPONDER: ("police", "nec"),
    Role.POLICE_INVESTIGATOR: ("police", "nec"),
    Role.PROSECUTION: ("prosecution", "nsk"),
    Role.COURT: ("courts", "refugee_appeals_board"),
    Role.DIS_CASEWORKER: ("dis", "siri"),
    Role.SIRI_CASEWORKER: ("siri", "dis"),
    Role.NGO_SOCIAL_WORKER: ("hopenow", "amiami"),
    Role.SHELTER_STAFF: ("reden_international", "hoerhuset"),
    Role.HOPENOW_WORKER: ("hopenow", "iom"),
    Role.AMIAMI_WORKER: ("amiami", "ngo"),
    Role.HEALTH_PROFESSIONAL: ("amiami", "iom"),
    Role.LAWYER: ("ngo", "hopenow"),
    Role.RETURN_OPERATOR: ("erin", "erso"),
    Role.MUNICIPALITY_WORKER: ("municipality", "red_cross"),
    Role.REPRESENTATIVE: ("ngo", "municipality"),
    Role.STATISTICIAN: ("cmm", "dis"),
    Role.ADMINISTRATOR: ("cmm", "dis"),
    Role.DATA_PROTECTION_OFFICER: ("cmm", "police"),
}


class Player(NamedTuple):
    """Somebody of the kit: the account, the one role held, the side, and the secret of the one-time codes."""

    user: User
    role: Role
    side: str
    secret: str

    def actor(self, at: dt.datetime) -> Actor:
        """Give who this is at an instant."""
        return replace(actor_of(self.user), now=at)


Players = dict[tuple[Role, str], Player]


def make_players(canaries: Canaries, now: dt.datetime) -> Players:
    """Make everybody, and mark the addresses of the desks."""
    encoded, starts = make_password(PASSWORD), now - _HELD_FOR
    players: Players = {}
    for role, homes in HOMES.items():
        for side, register_id in zip(SIDES, homes, strict=True):
            players[role, side] = _make(canaries, (role, side), register_id, encoded, starts)
    with acting(players[Role.ADMINISTRATOR, "A"].actor(now)) as administrator:
        for register_id in sorted({home for homes in HOMES.values() for home in homes}):
            whole = Organisation.objects.get(register_id=register_id, unit="")
            mail = f"{canaries.put('desk', 'mail', of='organisation')}@{register_id.replace('_', '-')}.example"
            directory.change_desk(administrator, whole.pk, mail=mail)
    return players


def _make(canaries: Canaries, part: tuple[Role, str], register_id: str, encoded: str, starts: dt.datetime) -> Player:
    role, side = part
    secret = accounts.new_totp_secret()
    user = accounts.create_invented_user(
        email=f"{role.replace('_', '-')}.{side.lower()}@{register_id.replace('_', '-')}.example",
        name=f"{canaries.put('person', 'name', of='user')} {side}",
        organisation=Organisation.objects.get(register_id=register_id, unit=""),
        roles=[role],
        password=None,
        encoded_password=encoded,
        totp_secret=secret,
        language="en",
        starts=starts,
    )
    return Player(user, role, side, secret)
