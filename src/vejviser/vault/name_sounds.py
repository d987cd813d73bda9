# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF001  letters of other scripts that look like Latin ones are what is meant
"""Coarse keys of a person's name: equal for most ways to spell, transcribe or mistype it.

A token keeps its consonants, in six classes of sound; vowels go, since transcriptions of Arabic, Vietnamese, Chinese, Romanian or Nigerian
names differ there first. Whoever compares the candidates afterwards sees the names themselves: here nothing may be missed, and a few too
many do no harm.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def _table(pairs: str) -> dict[str, str]:
    """Read pairs of a letter and what stands for it, such as `ж=z`; nothing may stand for it."""
    return dict(pair.split("=") for pair in pairs.split())


# One letter for one, so that one slip stays one: the second letter of `zh` or `sh` is in no class anyway.
_LATIN = "æ=ae ø=o å=aa đ=d ð=d þ=th ł=l \u0131=i ß=ss œ=oe ħ=h ə=e"
_CYRILLIC = (
    "а=a б=b в=v г=g ґ=g д=d е=e є=e ё=e ж=z з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=k ц=c ч=c ш=s щ=s"
    " ъ= ы=y ь= э=e ю=u я=a"
)
_ARABIC = (
    "ا=a ب=b ت=t ث=t ج=j ح=h خ=k د=d ذ=d ر=r ز=z س=s ش=s ص=s ض=d ط=t ظ=z ع=a غ=g ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w ي=y ة=a ى=a"
    " پ=p چ=c گ=g ژ=z ک=k"
)
_LETTERS = str.maketrans(_table(f"{_LATIN} {_CYRILLIC} {_ARABIC}"))
_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile(r"['`\u00b4\u2018\u2019\u02bc\u02be\u02bf]")

# Parts that many names share and that are often left out.
_SHARED = "abu al ben bin bint da de del den der di do dos du el ibn la le thi um umm van von y"
PARTICLES = frozenset(_SHARED.split())
_CLASSES = "b=1 f=1 p=1 v=1 c=2 g=2 k=2 q=2 s=2 x=2 z=2 d=3 t=3 l=4 m=5 n=5 r=6"
CLASSES = _table(_CLASSES)
# Heard as a consonant in one language and as a vowel in another: both are tried.
EITHER = {"w": ("1", ""), "j": ("2", "")}
_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "h": ""})
SHORTEST_CLASSES, LONGEST_TYPED = 2, 12


def keys_of_name(name: str) -> set[str]:
    """Give the keys of one name: of its parts, of all of it written as one word, and, where it has one part, of its mistypings."""
    words = [word for word in _WORD.findall(folded(name)) if not word.isdigit()]
    if not words:
        return set()
    parts = [word for word in words if word not in PARTICLES] or words
    keys = {key for part in (*parts, "".join(parts), "".join(words)) for key in _sounds(part)}
    if len(parts) == 1:
        keys |= {f"t{typed}" for typed in _one_letter_less(_without_repeats(parts[0])[:LONGEST_TYPED])}
    return keys


def keys_of_names(names: Iterable[str], years: Iterable[int]) -> set[str]:
    """Give the keys of every name of a person, and each again with every year of birth."""
    keys = {key for name in names for key in keys_of_name(name)}
    return keys | {f"{key}/{year}" for key, year in product(keys, tuple(years))}


def folded(name: str) -> str:
    """Write a name in plain lower-case Latin letters, as far as a letter has an equal there."""
    # Arabic points and Vietnamese tones are marks of their own after this step.
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _APOSTROPHES.sub("", plain.translate(_LETTERS))


def _sounds(part: str) -> set[str]:
    """Give the classes of the consonants; of a part with fewer than two, the letters with their vowels in three classes."""
    choices: list[tuple[str, ...]] = [EITHER.get(letter) or (CLASSES.get(letter, ""),) for letter in part if letter.isascii()]
    if len(choices) < len(part):
        return {f"w{part}"}
    found = {_without_repeats("".join(chosen)) for chosen in _few_products(choices)}
    return {f"s{sound}" for sound in found if len(sound) >= SHORTEST_CLASSES} or {f"v{_without_repeats(part.translate(_VOWELS))}"}


def _few_products(choices: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Give the readings where every doubtful letter is a consonant, and where every one is a vowel."""
    yield tuple(choice[0] for choice in choices)
    yield tuple(choice[-1] for choice in choices)


def _without_repeats(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text))


def _one_letter_less(text: str) -> set[str]:
    """Give a text and all that is left when one of its letters goes: two texts with one slip between them share one."""
    return {text} | {text[:index] + text[index + 1 :] for index in range(len(text))}
