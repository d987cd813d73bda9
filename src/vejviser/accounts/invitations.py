# SPDX-License-Identifier: EUPL-1.2
"""Invitations: the only way in. The link is mailed and shown once to who invites; the database keeps a digest of its token."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING, Final, NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse

from vejviser.access.context import acting
from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.accounts.granting import administrator, check_combination, check_home, give_what_was_decided
from vejviser.accounts.models import Invitation, RoleRequest, User
from vejviser.accounts.refusals import NotInvited, Refused, Why
from vejviser.accounts.selectors import actor_of
from vejviser.directory.models import Organisation
from vejviser.ledger import services as ledger
from vejviser.notices import outbox
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from vejviser.access.actor import Actor

VALID: Final = dt.timedelta(days=7)


class Invited(NamedTuple):
    """A new invitation, and the path of its page, which nothing can show again."""

    invitation: Invitation
    path: str


@transaction.atomic
def invite(  # noqa: PLR0913  what an invitation says, each by its name
    actor: Actor,
    *,
    email: str,
    name: str,
    organisation_id: UUID,
    roles: Sequence[Role],
    language: str,
) -> Invited:
    """Invite a person, queue the mail and ask for the roles.

    Raises:
        NotFound: the actor is no administrator, or there is no such organisation.
        Refused: the address is taken, or the roles do not fit.

    """
    administrator(actor)
    organisation = Organisation.objects.filter(id=organisation_id, active=True).first()
    if organisation is None:
        raise NotFound
    check_combination(roles)
    check_home(roles, organisation)
    if User.objects.filter(email__iexact=email).exists() or open_ones().filter(email__iexact=email).exists():
        raise Refused(Why.ADDRESS_TAKEN)
    invited = _make(email=email, name=name, organisation=organisation, roles=roles, language=language, by=actor.user_id)
    ledger.record("user:invite", row_id=invited.invitation.id)
    return invited


@transaction.atomic
def invite_first_administrator(*, email: str, name: str, organisation: Organisation) -> Invited:
    """Invite an administrator from the server's own command line, while there is none: the role is given with the invitation.

    Raises:
        Refused: there are two administrators already, or the address is taken.

    """
    if User.objects.filter(roles_held__role=Role.ADMINISTRATOR).distinct().count() > 1:
        raise Refused(Why.SECOND_ADMINISTRATOR)
    if User.objects.filter(email__iexact=email).exists() or open_ones().filter(email__iexact=email).exists():
        raise Refused(Why.ADDRESS_TAKEN)
    invited = _make(email=email, name=name, organisation=organisation, roles=[Role.ADMINISTRATOR], language="da", by=None)
    RoleRequest.objects.filter(invitation=invited.invitation).update(given=True, decided_at=clock.now())
    return invited


@transaction.atomic
def withdraw(actor: Actor, invitation_id: UUID) -> None:
    """Withdraw an invitation that nobody took up, with the roles asked for it.

    Raises:
        NotFound: the actor is no administrator, or there is no such open invitation.

    """
    administrator(actor)
    invitation = Invitation.objects.select_for_update().filter(id=invitation_id, user=None, withdrawn_at=None).first()
    if invitation is None:
        raise NotFound
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    invitation.role_requests.all().delete()
    ledger.record("user:invitation_withdrawn", row_id=invitation.id)


def open_ones() -> QuerySet[Invitation]:
    """Give the invitations that can still be taken up."""
    return Invitation.objects.filter(user=None, withdrawn_at=None, expires_at__gt=clock.now(), organisation__active=True)


def invitation_of(token: str) -> Invitation:
    """Give the open invitation of a token.

    Raises:
        NotInvited: there is none.

    """
    found = open_ones().select_related("organisation").filter(token_digest=digest(token)).first()
    if found is None:
        raise NotInvited
    return found


@transaction.atomic
def accept(token: str, *, password: str | None) -> User:
    """Take up an invitation, once: make the user, with a password or to come in by passkey only.

    Raises:
        NotInvited: there is no open invitation with the token.

    """
    found = open_ones().select_for_update(of=("self",)).filter(token_digest=digest(token)).first()
    if found is None:
        raise NotInvited
    return _take_up(found, password)


@transaction.atomic
def user_vouched_for(addresses: Sequence[str], register_id: str) -> User | None:
    """Give the user of an organisation with an address that its agency verified, making one of an open invitation; None: nobody."""
    for address in addresses:
        user = User.objects.filter(email__iexact=address, organisation__register_id=register_id, is_active=True).first()
        if user is not None:
            return user
        invitation = (
            open_ones().select_for_update(of=("self",)).filter(email__iexact=address, organisation__register_id=register_id).first()
        )
        if invitation is not None:
            return _take_up(invitation, None)
    return None


def digest(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def verified_address(user: User) -> EmailAddress:
    """Note that the user's mail address is theirs, as the sign-in library wants to know it."""
    return EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _make(  # noqa: PLR0913  as `invite`
    *,
    email: str,
    name: str,
    organisation: Organisation,
    roles: Sequence[Role],
    language: str,
    by: UUID | None,
) -> Invited:
    token, now = secrets.token_urlsafe(32), clock.now()
    # An expired one stands in the way of the rule that there is one open invitation for an address.
    Invitation.objects.filter(email__iexact=email, user=None, withdrawn_at=None, expires_at__lte=now).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        token_digest=digest(token),
        email=email.lower(),
        name=name,
        organisation=organisation,
        language=language,
        roles=list(roles),
        invited_by_id=by,
        invited_at=now,
        expires_at=now + VALID,
    )
    RoleRequest.objects.bulk_create(
        RoleRequest(invitation=invitation, role=role, starts=now, asked_by_id=by, asked_at=now) for role in dict.fromkeys(roles)
    )
    path = reverse("accounts_invitation", args=[token])
    outbox.queue(kind="invitation", to=invitation.email, link=path.removeprefix("/"))
    return Invited(invitation, path)


def _take_up(invitation: Invitation, password: str | None) -> User:
    user = User.objects.create_user(
        invitation.email,
        password,
        name=invitation.name,
        organisation=invitation.organisation,
        language=invitation.language,
    )
    verified_address(user)
    invitation.user = user
    invitation.save(update_fields=["user"])
    give_what_was_decided(user, list(invitation.role_requests.all()), clock.now())
    with acting(actor_of(user)):
        ledger.record("user:accept", row_id=invitation.id)
    return user
