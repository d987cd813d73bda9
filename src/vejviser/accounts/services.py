# SPDX-License-Identifier: EUPL-1.2
"""Writing accounts: what other parts call. Invitations, roles and retirement each have their module."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.accounts import sessions
from vejviser.accounts.granting import (
    administrator,
    ask_for_role,
    check_combination,
    check_not_last,
    count_assignments,
    decide_role,
    end_assignments,
    end_role,
)
from vejviser.accounts.invitations import accept, invite, invite_first_administrator, verified_address, withdraw
from vejviser.accounts.models import RoleHeld, RoleRequest, User
from vejviser.accounts.refusals import Refused, Why
from vejviser.ledger import services as ledger
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.directory.models import Organisation

__all__ = [
    "NotInvented",
    "accept",
    "ask_for_role",
    "count_assignments",
    "create_invented_user",
    "decide_role",
    "end_role",
    "invite",
    "invite_first_administrator",
    "new_totp_secret",
    "retire",
    "set_language",
    "withdraw",
]


class NotInvented(RuntimeError):
    """A real installation has no invented people."""


@transaction.atomic
def create_invented_user(  # noqa: PLR0913  what a user is, each by its name
    *,
    email: str,
    name: str,
    organisation: Organisation,
    roles: Iterable[Role | str],
    password: str | None,
    totp_secret: str | None = None,
    language: str = "da",
    starts: dt.datetime | None = None,
    encoded_password: str | None = None,
) -> User:
    """Make a person of a demo or test kit, with roles from an instant (default: now) and, by the secret, one-time codes.

    `encoded_password` is a password already hashed, for many people at once.

    Raises:
        NotInvented: this is a real installation.
        Refused: an administrator would hold another role.

    """
    if settings.INSTALLATION == "real":
        raise NotInvented
    held = [Role(role) for role in roles]
    check_combination(held)
    user = User.objects.create_user(
        email, None if encoded_password else password, name=name, organisation=organisation, language=language, invented=True
    )
    if encoded_password:
        user.password = encoded_password
        user.save(update_fields=["password"])
    verified_address(user)
    from_ = starts or clock.now()
    RoleHeld.objects.bulk_create(RoleHeld(user=user, role=role, starts=from_) for role in held)
    if totp_secret:
        TOTP.activate(user, totp_secret)
        RecoveryCodes.activate(user)
    return user


def new_totp_secret() -> str:
    """Give a new secret for one-time codes, in the letters that an app takes (base 32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def set_language(user: User, language: str) -> None:
    """Remember the language that a user reads in."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def retire(actor: Actor, user_id: UUID) -> User:
    """Let a person go, at once: roles, assignments, passkeys, codes and sessions end; what they did stays in the ledger under their name.

    Raises:
        NotFound: the actor is no administrator, or there is no such user.
        Refused: it is the actor themselves, or the last administrator.

    """
    administrator(actor)
    user = User.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=user_id, retired_at=None).first()
    if user is None:
        raise NotFound
    if user.id == actor.user_id:
        raise Refused(Why.OWN_ROLES)
    now = clock.now()
    held = user.roles_held.filter(Q(ends=None) | Q(ends__gt=now))
    if held.filter(role=Role.ADMINISTRATOR).exists():
        check_not_last(user, now)
    end_assignments(user)
    # A role that was to begin later never does.
    held.filter(starts__gt=now).delete()
    held.update(ends=now)
    RoleRequest.objects.filter(user=user, given=None).delete()
    Authenticator.objects.filter(user=user).delete()
    user.is_active, user.retired_at = False, now
    user.set_unusable_password()
    user.save()
    user.duty_turns.filter(starts__gt=now).delete()
    sessions.end_all(user)
    ledger.record("user:retire", row_id=user.id)
    return user
