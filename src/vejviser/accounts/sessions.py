# SPDX-License-Identifier: EUPL-1.2
"""What a session remembers of its sign-in: when it began, when it was last used, and that a second factor was shown in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings

from vejviser.site import clock

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from vejviser.accounts.models import User

STRONG: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_BEGAN: Final = "began_at"
_USED: Final = "used_at"
_PROOF: Final = "second_factor_of"
# The time of last use is written this seldom, so that a page costs no write; the idle limit is kept on the safe side by as much.
_COARSE: Final = dt.timedelta(seconds=30)


def begin(session: SessionBase) -> None:
    """Note that a sign-in was completed now."""
    session[_BEGAN] = session[_USED] = clock.now().isoformat()


def has_ended(session: SessionBase) -> bool:
    """Whether the session is over: idle, or as old as one may be; else note that it is used."""
    now = clock.now()
    began, used = _instant(session, _BEGAN), _instant(session, _USED)
    if began is None or used is None or now < began:
        return True
    idle = dt.timedelta(seconds=settings.SESSION_IDLE_SECONDS) - _COARSE
    if now - used >= idle or now - began >= dt.timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return True
    if now - used >= _COARSE:
        session[_USED] = now.isoformat()
    return False


def prove_second_factor(session: SessionBase, user: User) -> None:
    """Note that this user showed, or just set up, a second factor in this session."""
    session[_PROOF] = str(user.pk)


def second_factor_proved(session: SessionBase, user: User) -> bool:
    """Whether this user showed a second factor in this session."""
    return bool(session.get(_PROOF) == str(user.pk))


def has_second_factor(user: User) -> bool:
    """Whether the user has set up a passkey or one-time codes (recovery codes alone are none)."""
    return bool(Authenticator.objects.filter(user=user, type__in=STRONG).exists())


def end_all(user: User) -> int:
    """End every session of a user, and say how many there were."""
    ended = 0
    for session in UserSession.objects.filter(user=user):
        session.end()
        ended += 1
    return ended


def _instant(session: SessionBase, key: str) -> dt.datetime | None:
    written = session.get(key)
    return dt.datetime.fromisoformat(written) if isinstance(written, str) else None
