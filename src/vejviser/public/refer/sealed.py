# SPDX-License-Identifier: EUPL-1.2
"""What travels in the page between two steps, sealed by the server: nothing is kept here before something is sent or saved.

AES-256-GCM under a key derived from the site's secret key, bound to the kind of the token: none opens in the place of another.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import os
import zlib
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vejviser.mechanisms import find
from vejviser.public.refer.answers import too_long, with_dates
from vejviser.referrals import outside
from vejviser.site import clock

# [P] How long a page may lie open: a patrol is called away; a phone that was handed on is not to open it the next day.
GOOD_FOR: Final = dt.timedelta(hours=2)
_NONCE: Final = 12
# More than any form holds; a token is made of what a visitor sent.
_LARGEST: Final = 200_000


@dataclass
class Form:
    """The form so far: its answers, who asks, and what makes one sending of it."""

    answers: dict[str, Any] = field(default_factory=dict)
    role: str = ""
    # Known from the link that it was opened with, so not asked.
    role_known: bool = False
    sending: UUID = field(default_factory=uuid4)
    secret: str = field(default_factory=outside.Secret.new)
    # The return code of the saved form that this one was opened from.
    code: str = ""
    # A field that nobody sees was filled in once: the check page was shown for it, and the next press sends.
    doubted: bool = False


@dataclass(frozen=True)
class Opened:
    """What a token held; `old` where the page lay open for too long."""

    content: dict[str, Any]
    old: bool
    at: dt.datetime


def seal(kind: str, content: dict[str, Any]) -> str:
    """Seal content into a token that says when it was made."""
    inside = json.dumps({"at": clock.now().timestamp(), "in": content}, ensure_ascii=False, separators=(",", ":")).encode()
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, zlib.compress(inside), kind.encode())).decode()


def unseal(kind: str, token: str) -> Opened | None:
    """Open a token; none where it was not made here, was changed, or was made as something else."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            inside = AESGCM(_key(secret)).decrypt(raw[:_NONCE], raw[_NONCE:], kind.encode())
        except (InvalidTag, ValueError):
            continue
        found = json.loads(zlib.decompressobj().decompress(inside, _LARGEST))
        at = dt.datetime.fromtimestamp(found["at"], dt.UTC)
        return Opened(found["in"], clock.now() - at > GOOD_FOR, at)
    return None


def seal_form(form: Form) -> str:
    """Seal the form so far. What is far too long stays in its field of the page alone: sent twice, the whole page would be refused."""
    refused = too_long(form.answers)
    answers = {name: value for name, value in form.answers.items() if name not in refused}
    content = {"answers": answers, "role": form.role, "known": form.role_known, "sending": str(form.sending)}
    return seal("form", {**content, "secret": form.secret, "code": form.code, "doubted": form.doubted})


def unseal_form(token: str) -> tuple[Form, bool] | None:
    """Open a form, and say whether its page lay open for too long; none where it was not made here or was changed."""
    opened = unseal("form", token)
    if opened is None:
        return None
    said, made = opened.content, opened.at.astimezone(ZoneInfo(find().zone.name)).date()
    answers = said["answers"] if made == clock.today() else with_dates(said["answers"], made)
    form = Form(answers, said["role"], said["known"], UUID(said["sending"]), said["secret"], said["code"], said.get("doubted", False))
    return form, opened.old


def _key(secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"vejviser public form").derive(secret.encode())
