# SPDX-License-Identifier: EUPL-1.2
"""Every word of the pages is there in Danish, and no Danish word is left over."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SOURCES = Path(__file__).resolve().parents[2] / "src" / "vejviser"
PARTS = sorted(folder.parent.name for folder in SOURCES.glob("*/locale"))
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def words_of(part: str) -> set[str]:
    """Everything that a part asks to have translated: in its Python and in its templates."""
    found = set()
    for path in [*(SOURCES / part).rglob("*.py"), *(SOURCES / part).glob("templates/**/*")]:
        if path.is_dir():
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text)
        for _line, message, _comments, _context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found - {""}


def danish_of(part: str) -> Catalog | None:
    path = SOURCES / part / "locale" / "da" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale="da", abort_invalid=True)


def msgid(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def said(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string or ""]


def translated(part: str) -> dict[str, list[str]]:
    """What a part says in Danish, by its English words."""
    return {msgid(message): said(message) for message in danish_of(part) or () if message.id and all(said(message))}


@pytest.mark.parametrize("part", PARTS)
def test_every_word_is_there_in_danish_and_none_is_left_over(part: str) -> None:
    words = words_of(part)
    # The framework puts the words of all parts together, so a word may stand with another part that uses it.
    known = {word for other in PARTS for word in translated(other)}
    assert sorted(words - known) == [], "without Danish words"
    assert sorted(translated(part).keys() - words) == [], "Danish words that no page of this part uses"


def test_no_two_parts_translate_the_same_words_differently() -> None:
    # Put together, only one of them would be shown, and nobody chose which.
    everywhere: dict[str, dict[str, list[str]]] = {}
    for part in PARTS:
        for word, danish in translated(part).items():
            everywhere.setdefault(word, {})[part] = danish
    assert [parts for parts in everywhere.values() if any(danish != next(iter(parts.values())) for danish in parts.values())] == []


@pytest.mark.parametrize("part", PARTS)
def test_no_danish_word_is_a_guess_or_drops_what_is_filled_in(part: str) -> None:
    for message in danish_of(part) or ():
        if not message.id:
            continue
        assert not message.fuzzy, msgid(message)
        for text in said(message):
            assert "trafficking" not in text.lower(), text
            last = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
            assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(last)), msgid(message)
            if not isinstance(message.id, (tuple, list)):
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(last)), msgid(message)
