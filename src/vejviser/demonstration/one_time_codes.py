# SPDX-License-Identifier: EUPL-1.2
"""The code that the app of an invented person would show now. It is computed from that person's secret: the server takes no other."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from vejviser.access.refusals import NotFound
from vejviser.rules.problems import Problem, RefusedError

SECONDS_A_CODE = 30


def code_of(secret: str, at: float | None = None) -> str:
    """Give the code of a secret (base 32) at an instant (seconds since 1970, default: now)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // SECONDS_A_CODE)))


def code_now(mail: str) -> str:
    """Give the code that an invented person needs now.

    Raises:
        RefusedError: this is a real installation.
        NotFound: nobody invented has that address and a second factor.

    """
    if settings.INSTALLATION == "real":
        raise RefusedError([Problem("VEJVISER_INSTALLATION", "is real; only invented people's codes can be computed")])
    found = Authenticator.objects.filter(user__email__iexact=mail, user__invented=True, type=Authenticator.Type.TOTP).first()
    if found is None:
        raise NotFound
    return code_of(decrypt(found.data["secret"]))
