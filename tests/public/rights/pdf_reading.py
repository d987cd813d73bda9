# SPDX-License-Identifier: EUPL-1.2
"""Reads the letters of a document that typst wrote, with nothing but what Python brings.

text_of(pdf)     the letters in the order in which they were set; what a reading voice is told stands in place of the signs
begins_at(pdf)   how far from the left edge, in points, the first letters are set
objects(pdf)     the parts of the document by number
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\nstream\n(.*)\nendstream", re.DOTALL)
_RANGE = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]+)>")
_CHARACTER = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
# A font; what is to be read in place of what follows; the end of such a piece; the beginning of a string of signs.
_TOKEN = re.compile(rb"/(f\d+) [\d.]+ Tf|(/ActualText)|\b(EMC)\b|<([0-9A-F]+)>|\(")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def objects(pdf: bytes) -> dict[int, bytes]:
    """Give the parts of a document by their number."""
    return {int(number): body for number, body in _OBJECT.findall(pdf)}


def text_of(pdf: bytes) -> str:
    """Give the letters of all pages in the order in which they were set."""
    parts = objects(pdf)
    pages = [body for body in parts.values() if b"/Type/Page/" in body]
    return "".join(_page_text(_stream(parts[_number(page, b"Contents")]), _fonts(parts, page)) for page in pages)


def begins_at(pdf: bytes) -> float:
    """Give the distance from the left edge at which the first letters of the first page are set, in points."""
    parts = objects(pdf)
    page = next(body for body in parts.values() if b"/Type/Page/" in body)
    found = re.search(rb"q 1 0 0 -1 ([\d.]+) [\d.]+ cm", _stream(parts[_number(page, b"Contents")]))
    assert found is not None
    return float(found[1])


def _number(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = _STREAM.match(body)
    assert found is not None
    return zlib.decompress(found[2]) if b"FlateDecode" in found[1] else found[2]


def _fonts(parts: dict[int, bytes], page: bytes) -> dict[bytes, dict[int, str]]:
    named = re.findall(rb"/(f\d+) (\d+) 0 R", parts[_number(page, b"Resources")])
    return {name: _letters(parts[_number(parts[int(number)], b"ToUnicode")]) for name, number in named}


def _letters(body: bytes) -> dict[int, str]:
    text = _stream(body).decode("latin-1")
    found = {int(sign, 16): bytes.fromhex(letters).decode("utf-16-be") for sign, letters in _CHARACTER.findall(text)}
    for first, last, letters in _RANGE.findall(text):
        start = int(letters, 16)
        found |= {int(first, 16) + step: chr(start + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return found


def _page_text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    found, letters, at = list[str](), dict[int, str](), 0
    named = instead = False
    while token := _TOKEN.search(content, at):
        at = token.end()
        if token[1]:
            letters = fonts[token[1]]
        elif token[2]:
            named = True
        elif token[3]:
            instead = False
        else:
            signs, at = (bytes.fromhex(token[4].decode()), at) if token[4] else _string(content, at)
            if named:
                found.append(signs.decode("utf-16" if signs.startswith(b"\xfe\xff") else "latin-1"))
                named, instead = False, True
            elif not instead:
                found += [letters.get(int.from_bytes(signs[one : one + 2]), "") for one in range(0, len(signs), 2)]
    return "".join(found)


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    """Read a string from after its first bracket; brackets within it may stand bare where they are in pairs."""
    signs, depth = bytearray(), 1
    while True:
        sign = content[at : at + 1]
        at += 1
        if sign == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(content, at)
            signs += bytes([int(octal[0], 8)]) if octal else _ESCAPES.get(content[at : at + 1], content[at : at + 1])
            at = octal.end() if octal else at + 1
            continue
        depth += (sign == b"(") - (sign == b")")
        if not depth:
            return bytes(signs), at
        signs += sign
