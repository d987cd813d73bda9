# SPDX-License-Identifier: EUPL-1.2
"""The words of a mechanism in one language: a table of texts, and dates as people write them."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Final

import tomli

from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


# Words of the program rather than of a law: a mechanism that is still being written may borrow them from a finished one.
INTERFACE: Final = frozenset({"words", "report", "timeline", "states", "modes", "days", "values"})


class Texts:
    """The texts of one language, found by a path such as `rules.R27.title`."""

    def __init__(self, language: str, content: dict[str, Any]) -> None:
        """Keep the content of the language's file."""
        self.language = language
        self.content = content
        self.borrowed: Texts | None = None

    @classmethod
    def read(cls, folder: Path, language: str) -> Texts:
        """Read `texts/LANGUAGE.toml` of a mechanism.

        Raises:
            PackError: the file is missing or no TOML.

        """
        path = folder / "texts" / f"{language}.toml"
        try:
            return cls(language, tomli.loads(path.read_text(encoding="utf-8")))
        except (OSError, tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PackError([Problem(f"texts/{language}.toml", f"not readable as TOML: {error}")]) from error

    def find(self, path: str) -> Any:
        """Give what lies at a path; None if there is nothing."""
        found: Any = self.content
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if found is None and self.borrowed is not None and path.partition(".")[0] in INTERFACE:
            return self.borrowed.find(path)
        return found

    def get(self, path: str, **values: object) -> str:
        """Give a text with its placeholders filled in; a missing text shows its path, so that nothing is silently empty."""
        text = self.find(path)
        if not isinstance(text, str):
            return path
        return fill(text, values) if "{" in text else text

    def date(self, day: dt.date) -> str:
        """Write a legal day with its weekday, as people of the language do."""
        template = self.find("dates.date") or "{weekday} {day} {month} {year}"
        weekdays, months = self.find("dates.weekdays"), self.find("dates.months")
        return fill(template, {"weekday": weekdays[day.weekday()], "day": day.day, "month": months[day.month - 1], "year": day.year})

    def time(self, moment: dt.datetime) -> str:
        """Write a local time of day, as people of the language do."""
        return self.get("dates.time", hour=moment.hour, two_digit_hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")


def fill(template: str, values: dict[str, Any]) -> str:
    """Replace {name} by its value; a name without a value stays visible as it is. Nothing but plain names is looked up."""
    parts = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(str(values[name]) if name in values else "{" + name + "}")
    return "".join(parts)


def placeholders(template: str) -> set[str]:
    """Give the names that a template asks for."""
    return {name for _literal, name, _spec, _conversion in Formatter().parse(template) if name is not None}
