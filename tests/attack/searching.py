# SPDX-License-Identifier: EUPL-1.2
"""How a thief looks for marks in a stolen copy: in clear and in every usual disguise, in files and in what is packed inside them."""

from __future__ import annotations

import base64
import re
import zlib
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from vejviser.demonstration.kit.canaries import PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FOUND = re.search(r"zq\[(\w+)\]\{(\d+)\}", PATTERN.pattern)
assert _FOUND
# What may stand at each place of a mark.
_PLACES = ("z", "q", *[_FOUND[1]] * int(_FOUND[2]))
_SHORTEST_PACKED = 40
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_LONGEST_UNPACKED = 4_000_000


class Form(NamedTuple):
    """A disguise: how a text is put into it, and how it is found: a fixed beginning, what stands before it, and the whole."""

    name: str
    disguise: Callable[[str], bytes]
    beginning: bytes
    before: int
    whole: re.Pattern[bytes]
    in_any_case: bool = False


def marks_in(content: bytes) -> set[str]:
    """Name the forms in which marks stand in a content, and in what is packed in it: `utf-8: zq…`."""
    found = set(_in(content))
    for unpacked in _unpacked(content):
        found |= {f"packed {one}" for one in _in(unpacked)}
    return found


def marks_in_file(path: Path) -> set[str]:
    """Do the same for a file."""
    return marks_in(path.read_bytes())


def _in(content: bytes) -> Iterator[str]:
    lowered = content.lower()
    for form in FORMS:
        searched = lowered if form.in_any_case else content
        at = searched.find(form.beginning)
        while at >= 0:
            match = form.whole.match(searched, max(at - form.before, 0))
            if match:
                yield f"{form.name}: {match[0].decode('latin-1')}"
            at = searched.find(form.beginning, at + 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    for start in _PACKED.finditer(content):
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            unpacked = unpacking.decompress(content[start.start() : start.start() + _LONGEST_UNPACKED], _LONGEST_UNPACKED)
        except zlib.error:
            continue
        if len(unpacked) >= _SHORTEST_PACKED:
            yield unpacked


def _each(sign: Callable[[str], bytes]) -> re.Pattern[bytes]:
    """Give the pattern of a mark whose letters are written one by one."""
    return re.compile(b"".join(b"(?:" + b"|".join(re.escape(sign(letter)) for letter in place) + b")" for place in _PLACES), re.DOTALL)


def _by_letter(name: str, sign: Callable[[str], bytes]) -> Form:
    return Form(name, lambda text: b"".join(sign(letter) for letter in text), sign("z") + sign("q"), 0, _each(sign), in_any_case=True)


def _code(before: str, letter: str) -> bytes:
    return f"{before}{ord(letter):02x}".encode()


def _reversed() -> Form:
    whole = re.compile(b"".join(f"[{place}]".encode() for place in reversed(_PLACES)))
    return Form("reversed", lambda text: text[::-1].encode(), b"qz", len(_PLACES) - 2, whole, in_any_case=True)


def _base64(offset: int, *, upper: bool) -> Form:
    """Give the form of a mark that begins at the first, second or third of the bytes that base64 takes together."""
    places = [[ord(one) for one in (place.upper() if upper else place)] for place in _PLACES]
    signs: list[set[bytes]] = []
    # The first sign that holds nothing of what stands before the mark, to the last that holds nothing of what follows.
    for sign in range(-(-8 * offset // 6), (8 * (offset + len(places))) // 6):
        first, shift = divmod(6 * sign - 8 * offset, 8)
        spanned = places[first : first + (2 if shift > 2 else 1)]
        values = {(int.from_bytes(bytes(one).ljust(2, b"\0"), "big") >> (10 - shift)) & 63 for one in product(*spanned)}
        signs.append({base64.b64encode(bytes([value << 2]))[:1] for value in values})
    fixed = next(number for number, one in enumerate(signs) if len(one) > 1)
    whole = b"".join(b"[" + b"".join(re.escape(one) for one in sorted(some)) + b"]" for some in signs)
    name = f"base64 after {offset}{' in capitals' if upper else ''}"

    def disguise(text: str) -> bytes:
        return base64.b64encode(b"-" * offset + (text.upper() if upper else text).encode() + b"..")

    return Form(name, disguise, b"".join(b"".join(one) for one in signs[:fixed]), 0, re.compile(whole))


FORMS = (
    _by_letter("utf-8", lambda letter: letter.encode()),
    _by_letter("utf-16-le", lambda letter: letter.encode("utf-16-le")),
    _by_letter("utf-16-be", lambda letter: letter.encode("utf-16-be")),
    _by_letter("hexadecimal", lambda letter: _code("", letter)),
    _by_letter("hexadecimal of capitals", lambda letter: _code("", letter.upper())),
    _by_letter("hexadecimal of utf-16", lambda letter: _code("", letter) + b"00"),
    _by_letter("percent", lambda letter: _code("%", letter)),
    _by_letter("quoted-printable", lambda letter: _code("=", letter)),
    _by_letter("JSON", lambda letter: _code("\\u00", letter)),
    _reversed(),
    *(_base64(offset, upper=upper) for offset in range(3) for upper in (False, True)),
)
