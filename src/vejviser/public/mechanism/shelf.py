# SPDX-License-Identifier: EUPL-1.2
"""All that is known of a mechanism, in one language on one day: both its profiles, its rules, sources and questions, and its map."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the cache takes it as an argument
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vejviser import mechanisms
from vejviser.public.mechanism.view_models import Link, SourceLine
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.mechanism_sheets import Library
from vejviser.reporting.words import Words, begun, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.reporting.mechanism_sheets import SourceSheet
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import Dated

FOLDER = Path(__file__).parent
_MARKED: Final = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, eq=False)
class Shelf:
    """A mechanism and its words. `words` and `facts` are by profile; `library` is that of the default one."""

    name: str
    language: str
    mechanism: Mechanism
    library: Library
    words: dict[str, Words]
    facts: dict[str, FactWords]
    said: dict[str, Any]
    measures: dict[str, dict[str, Any]]
    assumptions: dict[str, dict[str, Any]]

    @property
    def first(self) -> Words:
        """The words of the default profile."""
        return self.words[self.mechanism.profile]

    def profile(self, profiles: Iterable[str]) -> str:
        """Give the profile whose words fit something that belongs to some profiles (none named: to all)."""
        named = tuple(profiles)
        return self.mechanism.profile if not named or self.mechanism.profile in named else named[0]

    def only_in(self, profiles: Iterable[str]) -> str:
        """Name the one profile that something belongs to; empty if it belongs to all."""
        named = set(profiles)
        if not named or named == set(self.words):
            return ""
        names = self.said["profile_names"]
        return str(self.said["only_in"].format(profile=", ".join(names.get(name, name) for name in sorted(named))))

    def in_force(self, dated: Dated) -> str:
        """Say on which legal days something holds, both ends included."""
        words = self.first
        parts = [f"{words.word('from')} {words.date(dated.from_)}"] if dated.from_ else []
        parts += [f"{words.word('until')} {words.date(dated.until)}"] if dated.until else []
        return " ".join(parts) or words.say("every_day")

    def doubt(self, dated: Any) -> str:
        """Say that something has not been verified, with the remark that goes with it; empty if it has."""
        return "" if dated.verified else begun(f"{self.first.word('unverified')}. {in_quotes(begun(dated.remark or ''))}".strip())

    def source(self, name: str | None, pin: str | None = None) -> SourceLine | None:
        """Give a source by its id, with the place in it."""
        file = self.library.sources.get(name or "")
        if file is None:
            return None
        return SourceLine(
            title=file.title,
            pin=pin or "",
            url=file.url or "",
            read=self.first.say("read_on", date=self.first.date(file.as_read)),
            publisher=file.publisher or "",
            remark=in_quotes(file.remark or ""),
            kind=self.said["kinds"][file.kind],
        )

    def source_of(self, sheet: SourceSheet | None) -> SourceLine | None:
        """Give the source of a sheet."""
        return None if sheet is None else self.source(sheet.id, sheet.pin)

    def entry(self, key: str) -> Link:
        """Give the link to a rule, an open question or a working assumption, with its title if it has one."""
        title = self.first.text(f"rules.{key}.title") if key in self.library.rules else ""
        return Link(view="mechanism_entry", key=key, title=title)

    def entries(self, keys: Iterable[str]) -> tuple[Link, ...]:
        """Give links in the order of their numbers, each once."""
        return tuple(self.entry(key) for key in sorted(set(keys), key=in_order))


def in_quotes(text: str) -> str:
    """Write what a file marks with strokes as a page does: with quotation marks."""
    return _MARKED.sub("“\\1”", text)


def shelf(name: str, language: str, day: dt.date) -> Shelf | None:
    """Give what is known of a shipped mechanism; None if there is none of that name."""
    return _shelf(name, language, day) if name in mechanisms.shipped() else None


@lru_cache(maxsize=8)
def _shelf(name: str, language: str, day: dt.date) -> Shelf:
    mechanism = mechanisms.find(name)
    profiles = {profile: mechanisms.find(f"{name}@{profile}") for profile in mechanism.pack.mechanism.profiles}
    words = {profile: Words(found, language, day) for profile, found in profiles.items()}
    return Shelf(
        name=name,
        language=language,
        mechanism=mechanism,
        library=Library(words[mechanism.profile]),
        words=words,
        facts={profile: FactWords(None, found) for profile, found in words.items()},
        said=_toml(FOLDER / "texts" / f"{language}.toml"),
        measures=_toml(FOLDER / name / "measures.toml").get("measures", {}),
        assumptions=_toml(FOLDER / name / "assumptions.toml").get("assumptions", {}),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
