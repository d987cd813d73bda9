# SPDX-License-Identifier: EUPL-1.2
"""Everything that a mechanism's folder holds, read and compiled for every profile: what the checks look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from vejviser.rules.golden import Golden, golden_cases
from vejviser.rules.mechanism import Mechanism
from vejviser.rules.pack import Pack, read_pack, read_tables
from vejviser.rules.problems import PackError, Problem
from vejviser.rules.register_format import ConflictFile, RuleFile, SourceFile
from vejviser.rules.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

Read = TypeVar("Read")


class Whole(NamedTuple):
    """A whole mechanism; `mechanisms` holds it compiled in each profile, the default one first."""

    pack: Pack
    mechanisms: dict[str, Mechanism]
    sources: dict[str, SourceFile]
    rules: dict[str, RuleFile]
    conflicts: dict[str, ConflictFile]
    texts: dict[str, Texts]
    cases: tuple[Golden, ...]

    @property
    def default(self) -> Mechanism:
        """The mechanism in its default profile."""
        return self.mechanisms[self.pack.mechanism.default_profile]


def read_whole(folder: Path) -> Whole:
    """Read and compile everything.

    Raises:
        PackError: with every problem of every file; nothing half-read is returned.

    """
    attempts = _Attempts()
    pack = attempts.get(lambda: read_pack(folder))
    sources = attempts.get(lambda: read_tables(folder, "sources.toml", "sources", SourceFile))
    rules = attempts.get(lambda: read_tables(folder, "rules.toml", "rules", RuleFile))
    conflicts = attempts.get(lambda: read_tables(folder, "conflicts.toml", "conflicts", ConflictFile))
    cases = attempts.get(lambda: golden_cases(folder))
    if pack is None:
        raise PackError(attempts.problems)
    texts = attempts.each(pack.mechanism.languages, lambda language: Texts.read(folder, language))
    default = pack.mechanism.default_profile
    profiles = sorted({default, *pack.mechanism.profiles}, key=lambda profile: profile != default)
    mechanisms = attempts.each(profiles, lambda profile: Mechanism(pack, profile))
    if attempts.problems or sources is None or rules is None or conflicts is None or cases is None:
        raise PackError(dict.fromkeys(attempts.problems))
    return Whole(pack, mechanisms, sources, rules, conflicts, texts, cases)


class _Attempts:
    """Tries one thing after the other and keeps what went wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def get(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except PackError as error:
            self.problems += error.problems
            return None

    def each(self, names: Iterable[str], read: Callable[[str], Read]) -> dict[str, Read]:
        found = {}
        for name in names:
            one = self.get(lambda name=name: read(name))  # type: ignore[misc]  # the default binds the loop's value
            if one is not None:
                found[name] = one
        return found
