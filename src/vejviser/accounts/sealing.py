# SPDX-License-Identifier: EUPL-1.2
"""Seals the secrets of one-time codes with a key made of the secret key: a stolen database must not hold what makes a second factor."""

from __future__ import annotations

import base64
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE: Final = b"vejviser.accounts.second-factor"
_NONCE: Final = 12


def seal(text: str) -> str:
    """Seal a secret for the database."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), _PURPOSE)).decode()


def unseal(sealed: str) -> str:
    """Open what `seal` made, with the present key or an earlier one.

    Raises:
        InvalidTag: no key opens it.

    """
    raw = base64.b64decode(sealed)
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def _cipher(key: str | bytes) -> AESGCM:
    raw = key.encode() if isinstance(key, str) else key
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(raw))
