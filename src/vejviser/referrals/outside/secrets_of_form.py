# SPDX-License-Identifier: EUPL-1.2
"""The secret of a form: made with it, sealed in it, and never kept by the server. The five words and the call sign follow from it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from itertools import product
from typing import Final

CONSONANTS: Final = "bdfgklmnprstv"
VOWELS: Final = "aeiou"
WORDS_A_KEY: Final = 5
# How many everyday words every language has for the call sign.
CALL_WORDS: Final = 60
# Said in some language to hurt, or about the body; and the same syllable twice, which children say.
# fmt: off
_UNSAID: Final = frozenset((
    "inal", "baka", "bite", "bode", "bugi", "buli", "doge", "dumo", "fode", "foda", "fote", "fuda", "fuga", "fuka", "fuke",
    "fuki", "fuko", "fuku", "gode", "godo", "guno", "kako", "kale", "kaso", "kike", "kode", "kona", "kono", "kote", "kulo",
    "kuni", "kuno", "kure", "kuro", "kusa", "kuse", "kuso", "lude", "ludo", "luso", "mara", "masu", "mato", "mina", "mona",
    "muda", "muna", "nake", "nato", "nega", "nege", "negi", "nego", "nigo", "nigu", "nude", "pede", "pene", "peni", "pika",
    "piko", "pila", "pile", "pise", "piso", "pisu", "pito", "pora", "puke", "puki", "pula", "pule", "puna", "pupa", "puro",
    "puta", "pute", "puti", "puto", "rabo", "rape", "rapo", "redo", "sado", "sale", "salo", "sapo", "sele", "sida", "siko",
    "suka", "suko", "tape", "teta", "tete", "tise", "tiso", "tito", "tosa", "tuka", "ture", "vaka", "vina", "vuka",
))
# fmt: on
_SYLLABLES: Final = ["".join(pair) for pair in product(CONSONANTS, VOWELS)]
WORDS: Final = tuple(
    first + second for first, second in product(_SYLLABLES, _SYLLABLES) if first != second and first + second not in _UNSAID
)
_NOT_OF_WORDS: Final = re.compile(r"[^a-z]+")


class Secret:
    """What is known only to the form and to who sent it."""

    @staticmethod
    def new() -> str:
        """Make the secret of a new form: 256 bits as text that can stand in the form."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def key_words(secret: str) -> tuple[str, ...]:
        """Give the five words of a secret; together more than 59 bits, speakable in every language that these pages speak."""
        return tuple(WORDS[_number(secret, f"word {place}", len(WORDS))] for place in range(WORDS_A_KEY))

    @staticmethod
    def call_sign(secret: str) -> tuple[int, int]:
        """Give the two places in a language's list of call words that CMM says first when it rings; never the same word twice."""
        first, second = _number(secret, "call 1", CALL_WORDS), _number(secret, "call 2", CALL_WORDS - 1)
        return first, second + (second >= first)

    @staticmethod
    def digest(secret: str, sent: bytes) -> bytes:
        """Give the keyed digest of what was sent: without the secret nobody can tell by it what was answered."""
        return hmac.new(secret.encode(), b"sent\0" + sent, hashlib.sha256).digest()


def typed(key: str) -> str:
    """Give five words as they are hashed: small letters alone, whatever stood between them."""
    return _NOT_OF_WORDS.sub("", key.casefold())


def _number(secret: str, purpose: str, below: int) -> int:
    # 256 bits taken modulo some thousands are even to far beyond what could be counted.
    return int.from_bytes(hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()) % below
