# SPDX-License-Identifier: EUPL-1.2
"""Questions and answers in words, to the reader: "you" to the person, "the person" to everybody else."""

from __future__ import annotations

from typing import Any, Final

from vejviser.public.refer import reading
from vejviser.public.refer.questions import BY_ID
from vejviser.public.refer.texts import majority, words

NO_BREAK: Final = "\u00a0"


def apart(number: str) -> str:
    """Keep a telephone number together, from left to right, in a sentence of either direction: turned round, it would be another number."""
    return f"\u2066{number.replace(' ', NO_BREAK)}\u2069"


def as_written(text: str, language: str) -> str:
    """Say of a number or address that looks odd that it is kept as it was written."""
    return str(words(language)["check"]["as_written"]).format(value=apart(text))


def question(name: str, language: str, role: str, part: str = "ask") -> str:
    """Give the question, or with `part="why"` its reason."""
    said = words(language)["questions"][name]
    wanted = f"self_{part}" if role == "self" else part
    if part == "why" and role in ("", "citizen"):
        wanted = "why_citizen"
    text: str = said.get(wanted, said[part])
    return text.format(majority=majority())


def choice(name: str, code: str, language: str, role: str) -> str:
    """Give a choice in words."""
    said = words(language)["questions"][name]
    own = said.get("self_choices", {}) if role == "self" else {}
    text: str = own.get(code) or said["choices"].get(code) or said["self_choices"][code]
    return text.format(majority=majority())


def value(name: str, given: Any, language: str, role: str) -> str:
    """Give an answer in words, as the point of contact will read it."""
    kind = BY_ID[name].kind
    if kind == "one":
        return choice(name, given, language, role)
    if kind == "several":
        return ", ".join(choice(name, code, language, role) for code in given)
    if kind in ("phone", "mail"):
        read = reading.phone(given) if kind == "phone" else reading.mail(given)
        return as_written(read.value, language) if read.odd else read.value
    return str(given)


def role(code: str, language: str) -> str:
    """Give a role in words; who did not say is somebody who noticed something."""
    return str(words(language)["roles"][code or "citizen"])
