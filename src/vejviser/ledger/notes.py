# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and checkpoints in the formats of C2SP (signed-note, tlog-checkpoint), with Ed25519. Pure.

A note is text, an empty line, and one line for each signature: an em dash, the key's name, and base64 of the key's id and the signature.
A checkpoint is a note whose text is the log's name, its size, and the root of its tree. https://c2sp.org/signed-note,
https://c2sp.org/tlog-checkpoint
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vejviser.ledger.tree import HASH_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

ED25519 = b"\x01"
KEY_ID_BYTES, KEY_BYTES, SIGNATURE_BYTES = 4, 32, 64
LONGEST, MOST_SIGNATURES, LARGEST_SIZE = 1_000_000, 100, 2**63 - 1
DASH = "— "
PRIVATE = "PRIVATE+KEY+"
BODY_LINES = 3


class NoteRefused(ValueError):
    """A note, a checkpoint or a key is not written as it must be, or a signature does not hold; the text says which."""


@dataclass(frozen=True)
class Signature:
    """One signature line: who signed by the name and the 4-byte id of the key, and the bytes that the key's kind defines."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True)
class Note:
    """A note that is well written. Nothing is known of its signatures until `signed_by` says so."""

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """Give the note as it is kept and sent."""
        lines = (f"{DASH}{one.name} {_base64(one.key_id + one.value)}\n" for one in self.signatures)
        return f"{self.text}\n{''.join(lines)}"


@dataclass(frozen=True)
class VerifyingKey:
    """A public key with the name of who signs with it."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes that tell this key from others of the same name."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_BYTES]

    def written(self) -> str:
        """Give the key as text: name, id and key."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"

    def verifies(self, text: str, signature: Signature) -> bool:
        """Tell whether a signature is this key's, over this text."""
        if signature.name != self.name or signature.key_id != self.key_id or len(signature.value) != SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature.value, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, repr=False)
class SigningKey:
    """A private key with the name of who signs with it; its representation shows nothing of it."""

    name: str
    seed: bytes

    @property
    def verifying(self) -> VerifyingKey:
        """The public half."""
        return VerifyingKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def written(self) -> str:
        """Give the private key as text; it belongs into a file that nobody else can read."""
        return f"{PRIVATE}{self.name}+{self.verifying.key_id.hex()}+{_base64(ED25519 + self.seed)}"

    def sign(self, text: str) -> Signature:
        """Sign a text."""
        value = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return Signature(self.name, self.verifying.key_id, value)


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: of which log (`origin`), how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes

    def written(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def parse_note(written: str) -> Note:
    """Read a note.

    Raises:
        NoteRefused: it is not written exactly as the format says.

    """
    if len(written) > LONGEST:
        raise NoteRefused("the note is too long")
    _encodable(written)
    if any(letter < " " and letter != "\n" for letter in written):
        raise NoteRefused("the note holds a control character")
    text, separator, lines = written.rpartition("\n\n")
    if not separator or not text:
        raise NoteRefused("the note has no empty line between text and signatures")
    if not lines.endswith("\n"):
        raise NoteRefused("the last line of the note does not end")
    signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise NoteRefused("the note has too many signatures")
    return Note(text + "\n", signatures)


def sign_note(text: str, keys: Iterable[SigningKey]) -> Note:
    """Sign a text with every key.

    Raises:
        NoteRefused: the text cannot be a note's.

    """
    return parse_note(Note(text, tuple(key.sign(text) for key in keys)).written())


def signed_by(note: Note, key: VerifyingKey) -> bool:
    """Tell whether a key signed the note. Lines of other keys are passed over; a wrong line of this key refuses the note."""
    own = [one for one in note.signatures if (one.name, one.key_id) == (key.name, key.key_id)]
    return bool(own) and all(key.verifies(note.text, one) for one in own)


def parse_head(text: str) -> Head:
    """Read the text of a checkpoint; lines after the third are extensions and are passed over.

    Raises:
        NoteRefused: it is not a checkpoint's text.

    """
    lines = text.split("\n")
    if lines[-1] or len(lines) <= BODY_LINES or not all(lines[:-1]):
        raise NoteRefused("a checkpoint has a name, a size and a root, each on a line")
    origin, size, root = lines[:BODY_LINES]
    return Head(origin, _decimal(size), _bytes_of(root, "the root", HASH_BYTES))


def open_checkpoint(written: str, key: VerifyingKey) -> Head:
    """Read a checkpoint that a key must have signed, for the log of the key's name.

    Raises:
        NoteRefused: it is badly written, not signed by the key, or another log's.

    """
    note = parse_note(written)
    if not signed_by(note, key):
        raise NoteRefused(f"the checkpoint is not signed by {key.name}")
    head = parse_head(note.text)
    if head.origin != key.name:
        raise NoteRefused(f"the checkpoint is of the log {head.origin}")
    return head


def parse_verifying_key(written: str) -> VerifyingKey:
    """Read a public key.

    Raises:
        NoteRefused: it is not one of the known kind, or its id is not its own.

    """
    name, key_id, key = _key_parts(written)
    found = VerifyingKey(name, key)
    if found.key_id.hex() != key_id:
        raise NoteRefused("the id of the key is not its own")
    return found


def parse_signing_key(written: str) -> SigningKey:
    """Read a private key.

    Raises:
        NoteRefused: it is not one of the known kind, or its id is not its own.

    """
    if not written.startswith(PRIVATE):
        raise NoteRefused(f"a private key begins with {PRIVATE}")
    name, key_id, seed = _key_parts(written.removeprefix(PRIVATE))
    found = SigningKey(name, seed)
    if found.verifying.key_id.hex() != key_id:
        raise NoteRefused("the id of the key is not its own")
    return found


def _key_parts(written: str) -> tuple[str, str, bytes]:
    parts = written.split("+", 2)
    if len(parts) != BODY_LINES or not _is_name(parts[0]):
        raise NoteRefused("a key is written NAME+ID+KEY")
    key = _bytes_of(parts[2], "the key", len(ED25519) + KEY_BYTES)
    if key[:1] != ED25519:
        raise NoteRefused("the key is not an Ed25519 key")
    return parts[0], parts[1], key[1:]


def _signature(line: str) -> Signature:
    if not line.startswith(DASH):
        raise NoteRefused("a signature line begins with an em dash and a space")
    name, separator, value = line.removeprefix(DASH).partition(" ")
    if not separator or not _is_name(name):
        raise NoteRefused("a signature line has a name and a signature")
    raw = _bytes_of(value, "a signature")
    if len(raw) <= KEY_ID_BYTES:
        raise NoteRefused("a signature is too short")
    return Signature(name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteRefused("the note is not UTF-8") from error


def _decimal(written: str) -> int:
    # One size has one spelling: str.isdigit alone would let other scripts' digits and leading zeros through.
    if not (written.isascii() and written.isdigit()) or len(written) > len(str(LARGEST_SIZE)) or str(int(written)) != written:
        raise NoteRefused("the size is not a decimal number")
    return int(written)


def _bytes_of(written: str, what: str, length: int | None = None) -> bytes:
    try:
        raw = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteRefused(f"{what} is not base64") from error
    # The unused bits of the last letter must be zero, or the same bytes would have several spellings.
    if _base64(raw) != written or (length is not None and len(raw) != length):
        raise NoteRefused(f"{what} is not base64 of the right length")
    return raw


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
