# SPDX-License-Identifier: EUPL-1.2
"""In which language a mechanism answers: one of those that it has texts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.mechanisms import find, shipped
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.mechanism import Mechanism

DEFAULT = "en"


def language_in(mechanism: Mechanism, asked: str | None) -> str:
    """Give the language that --language asks for; left out: English, or the first of a mechanism that has no English.

    Raises:
        RefusedError: the mechanism has no texts in it.

    """
    languages = mechanism.pack.mechanism.languages
    if asked is None:
        return DEFAULT if DEFAULT in languages else languages[0]
    _check(asked, languages)
    return asked


def check_language_of_many(mechanism: Mechanism | None, asked: str | None) -> None:
    """Check --language before many cases are read; `mechanism` None: each case names its own, one of those that are shipped.

    Raises:
        RefusedError: no mechanism that may answer has texts in it.

    """
    if asked is not None:
        answering = [mechanism] if mechanism is not None else [find(name) for name in shipped()]
        _check(asked, dict.fromkeys(language for one in answering for language in one.pack.mechanism.languages))


def _check(asked: str, languages: Iterable[str]) -> None:
    if asked not in languages:
        raise RefusedError([Problem("--language", f"unknown language {asked!r}; allowed: {', '.join(languages)}")])
