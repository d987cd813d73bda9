# SPDX-License-Identifier: EUPL-1.2
"""The cast of these tests, and how they come in without typing a code each time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password

from vejviser.access.roles import Role
from vejviser.accounts import services, sessions
from vejviser.accounts.selectors import actor_of
from vejviser.directory.models import Organisation

if TYPE_CHECKING:
    from django.test import Client

    from vejviser.access.actor import Actor
    from vejviser.accounts.models import User

PASSWORD = "correct horse battery staple"  # noqa: S105  of invented people
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
_ENCODED: list[str] = []


def organisation(register_id: str) -> Organisation:
    return Organisation.objects.get(register_id=register_id, unit="")


def somebody(name: str, register_id: str, *roles: Role, totp: bool = True) -> User:
    """Make a person with the password and, unless told otherwise, the app of these tests."""
    if not _ENCODED:
        _ENCODED.append(make_password(PASSWORD))
    return services.create_invented_user(
        email=f"{name}@{register_id}.example",
        name=name.title(),
        organisation=organisation(register_id),
        roles=roles,
        password=None,
        encoded_password=_ENCODED[0],
        totp_secret=SECRET if totp else None,
        language="en",
    )


def administrator(name: str = "ada", register_id: str = "cmm") -> User:
    return somebody(name, register_id, Role.ADMINISTRATOR)


def acting_as(user: User) -> Actor:
    return actor_of(user)


def code(offset: int = 0) -> str:
    """Give the code that the app shows now, or so many half minutes later."""
    shown: str = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + offset))
    return shown


def sign_in(client: Client, user: User, *, confirmed: bool = True) -> None:
    """Put a user into a session as if both factors had been shown, and, if confirmed, the password just once more."""
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    sessions.prove_second_factor(session, user)
    if confirmed:
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(user.pk)
    session.save()
