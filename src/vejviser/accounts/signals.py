# SPDX-License-Identifier: EUPL-1.2
"""What happens at sign-in: the session begins to count, and a second factor that was shown or set up is remembered in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from vejviser.access.context import acting
from vejviser.accounts import sessions
from vejviser.accounts.models import User
from vejviser.accounts.selectors import actor_of
from vejviser.ledger import services as ledger

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest


@receiver(user_logged_in, dispatch_uid="accounts.session_begins")
def session_begins(*, request: HttpRequest | None, user: User, **_named: Any) -> None:
    """Let the session count from now, and write the sign-in to the ledger."""
    if request is not None:
        sessions.begin(request.session)
    with acting(actor_of(user)):
        ledger.record("user:sign_in")


@receiver(user_login_failed, dispatch_uid="accounts.sign_in_failed")
def sign_in_failed(*, credentials: dict[str, Any], **_named: Any) -> None:
    """Write to the ledger that a password was wrong: for whom, if the address is somebody's, and nothing of what was typed.

    The rate limits of the sign-in bound how many such entries one place can cause.
    """
    mail = str(credentials.get("email") or credentials.get("username") or "")
    known = User.objects.filter(email__iexact=mail).values_list("pk", flat=True).first()
    ledger.record_system("user:sign_in_failed", row_id=known)


@receiver(second_factor.authenticator_used, dispatch_uid="accounts.second_factor_shown")
def second_factor_shown(*, request: HttpRequest, user: User, **_named: Any) -> None:
    """Remember in the session that a passkey, a one-time code or a recovery code was shown."""
    sessions.prove_second_factor(request.session, user)


@receiver(second_factor.authenticator_added, dispatch_uid="accounts.second_factor_set_up")
def second_factor_set_up(*, request: HttpRequest, user: User, authenticator: Authenticator, **_named: Any) -> None:
    """Remember in the session that a passkey or an app was set up; recovery codes that were made are none."""
    if authenticator.type in sessions.STRONG:
        sessions.prove_second_factor(request.session, user)
    with acting(actor_of(user)):
        ledger.record("user:second_factor_added", row_id=user.id)
