# SPDX-License-Identifier: EUPL-1.2
"""Which mechanism answers: the one that an option names, or the one that the case names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vejviser.mechanisms import DEFAULT, find, shipped
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism


def chosen(option: str | None) -> Mechanism:
    """Give the mechanism that --mechanism names, or the default one.

    Raises:
        RefusedError: there is no such mechanism, profile or version.

    """
    try:
        return find(DEFAULT if option is None else option)
    except RefusedError as refusal:
        raise RefusedError([Problem(_option(problem), problem.what) for problem in refusal.problems]) from refusal


def named_by(raw: object) -> Mechanism:
    """Give the mechanism that a decoded case file names; only shipped ones, since a case file must not choose a folder.

    Where the file names none that exists, the default is given, and the check of the file says what is wrong.

    Raises:
        RefusedError: the mechanism exists, and the profile or version does not.

    """
    name = raw.get("mechanism") if isinstance(raw, dict) else None
    return _shipped(name) if isinstance(name, str) else find(DEFAULT)


@lru_cache(maxsize=32)
def _shipped(name: str) -> Mechanism:
    """Find a mechanism once and not for every line of a batch."""
    if name.partition("@")[0] not in shipped():
        return find(DEFAULT)
    try:
        return find(name)
    except RefusedError as refusal:
        raise RefusedError([Problem("$.mechanism", problem.what) for problem in refusal.problems]) from refusal


def _option(problem: Problem) -> str:
    return "--mechanism" if problem.where == "mechanism" else problem.where
