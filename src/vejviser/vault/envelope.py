# SPDX-License-Identifier: EUPL-1.2
"""One sealed content: `format | algorithm | key version | nonce | ciphertext | tag`, bound to its place.

Byte 0 is the format (1), byte 1 the algorithm (1 = AES-256-GCM), bytes 2-5 the version of the section key (big-endian), bytes 6-17 the
nonce; the last 16 are the tag. The place (file, section, field, row) and the six bytes of the head are associated data, so that a sealed
content opens nowhere else. Inside, the content is padded to a multiple of 64 bytes: a length says little.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidTag

from vejviser.vault.refusals import Tampered

if TYPE_CHECKING:
    from uuid import UUID

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

STEP = 64
NONCE_LENGTH, TAG_LENGTH = 12, 16
_HEAD = struct.Struct(">BBI")
_FORMAT, _AES_256_GCM = 1, 1
_SHORTEST = _HEAD.size + NONCE_LENGTH + STEP + TAG_LENGTH
_MARK = b"\x80"


class Place(NamedTuple):
    """Where a content belongs."""

    file_id: UUID
    section: str
    field: str
    row: UUID


def seal_envelope(cipher: AESGCM, key_version: int, place: Place, plaintext: bytes) -> bytes:
    """Seal a content for its place."""
    head = _HEAD.pack(_FORMAT, _AES_256_GCM, key_version)
    nonce = os.urandom(NONCE_LENGTH)
    return head + nonce + cipher.encrypt(nonce, _padded(plaintext), head + _bytes_of(place))


def key_version_of(envelope: bytes) -> int:
    """Give the version of the section key that an envelope names.

    Raises:
        Tampered: it is too short, or of a format or algorithm that was never written.

    """
    if len(envelope) < _SHORTEST:
        raise Tampered
    layout, algorithm, version = _HEAD.unpack_from(envelope)
    if (layout, algorithm) != (_FORMAT, _AES_256_GCM):
        raise Tampered
    return int(version)


def open_envelope(cipher: AESGCM, place: Place, envelope: bytes) -> bytes:
    """Open what was sealed for this place.

    Raises:
        Tampered: any byte differs, or it was sealed for another place.

    """
    head, nonce, sealed = envelope[: _HEAD.size], envelope[_HEAD.size : _HEAD.size + NONCE_LENGTH], envelope[_HEAD.size + NONCE_LENGTH :]
    try:
        return _unpadded(cipher.decrypt(nonce, sealed, head + _bytes_of(place)))
    except InvalidTag:
        raise Tampered from None


def _padded(plaintext: bytes) -> bytes:
    """Add one mark and zeros up to a multiple of 64 bytes: the last mark is always the end."""
    return plaintext + _MARK + bytes(-(len(plaintext) + 1) % STEP)


def _unpadded(padded: bytes) -> bytes:
    """Take the padding away; it was inside what the tag protects, so a wrong one was sealed wrongly."""
    content = padded.rstrip(b"\0")
    if not content.endswith(_MARK):
        raise Tampered
    return content[:-1]


def _bytes_of(place: Place) -> bytes:
    """Write a place so that no two places give the same bytes."""
    section = place.section.encode()
    return b"".join((place.file_id.bytes, place.row.bytes, len(section).to_bytes(2, "big"), section, place.field.encode()))
