# SPDX-License-Identifier: EUPL-1.2
"""Questions and answers in words, to the reader: "you" to the person, "the person" to everybody else."""

from __future__ import annotations

from typing import Any

from vejviser.public.refer import reading
from vejviser.public.refer.questions import BY_ID
from vejviser.public.refer.texts import majority, words


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
        return words(language)["check"]["as_written"].format(value=read.value) if read.odd else read.value
    return str(given)


def role(code: str, language: str) -> str:
    """Give a role in words; who did not say is somebody who noticed something."""
    return str(words(language)["roles"][code or "citizen"])
