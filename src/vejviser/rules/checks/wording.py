# SPDX-License-Identifier: EUPL-1.2
"""The texts of a mechanism: none missing, the same in every language, and no placeholder that nothing fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.rules.checks.finding import Finding
from vejviser.rules.checks.text_paths import needed_texts
from vejviser.rules.texts import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vejviser.rules.checks.whole_pack import Whole

# What fills the texts of the law besides its numbers; the program's own sentences are filled by what prints them.
_BESIDES = {"violations": frozenset({"by", "date", "proposed", "last_day", "cap"}), "facts": frozenset({"value"})}
_OF_THE_LAW = frozenset(
    {
        *("rules", "events", "values", "stages", "statuses", "modes", "states", "clocks", "entitlements", "duties", "not_allowed"),
        *("next_steps", "violations", "flags", "contacts", "facts"),
    },
)


def missing_texts(whole: Whole) -> Iterator[Finding]:
    """Report every text that a language lacks, in the texts and in the parts of the pack that carry their own."""
    for language, texts in whole.texts.items():
        for path in dict.fromkeys(needed_texts(whole, texts)):
            found = texts.find(path)
            if not isinstance(found, str) or not found.strip():
                yield Finding(f"texts/{language}.toml: {path}", "the text is missing", "text")
        yield from _missing_beside(whole, language)


def uneven_texts(whole: Whole) -> Iterator[Finding]:
    """Report keys and placeholders that one language has and another has not."""
    first, *others = whole.texts
    flat = {language: dict(_flat(texts.content)) for language, texts in whole.texts.items()}
    for language in others:
        for path in sorted(flat[first].keys() ^ flat[language].keys()):
            here, there = (first, language) if path in flat[language] else (language, first)
            yield Finding(f"texts/{here}.toml: {path}", f"is missing, while texts/{there}.toml has it", "uneven_text")
        for path in sorted(flat[first].keys() & flat[language].keys()):
            ours, theirs = placeholders(flat[first][path]), placeholders(flat[language][path])
            # Times of day are written with two digits of the hour in one language and not in another.
            if ours != theirs and not path.startswith("dates."):
                what = f"has the placeholders {sorted(theirs)}, texts/{first}.toml has {sorted(ours)}"
                yield Finding(f"texts/{language}.toml: {path}", what, "uneven_text")


def unfilled_placeholders(whole: Whole) -> Iterator[Finding]:
    """Report placeholders of the texts of the law that nothing fills."""
    numbers = frozenset(whole.pack.parameters)
    for language, texts in whole.texts.items():
        for path, text in _flat(texts.content):
            section = path.split(".")[0]
            allowed = numbers | _BESIDES.get(section, frozenset())
            for name in sorted(placeholders(text) - allowed) if section in _OF_THE_LAW else ():
                what = f"nothing fills the placeholder {{{name}}}; allowed: {', '.join(sorted(allowed))}"
                yield Finding(f"texts/{language}.toml: {path}", what, "placeholder")


def _missing_beside(whole: Whole, language: str) -> Iterator[Finding]:
    """Look at what has its words beside the data: names, services, profiles, holidays, doubtful days, treatments."""
    found: list[tuple[str, Mapping[str, str]]] = []
    for name, organisation in whole.pack.organisations.items():
        where = f"organisations.toml: organisations.{name}"
        found += [(f"{where}.name[{place}].text", entry.text) for place, entry in enumerate(organisation.name)]
        found += [(f"{where}.contact.{entry.id}.service", entry.service) for entry in organisation.contact]
    found += [(f"mechanism.toml: profiles.{name}", profile) for name, profile in whole.pack.mechanism.profiles.items()]
    found += [(f"calendar.toml: doubtful.{day.id}.name", day.name) for day in whole.pack.calendar.doubtful]
    found += [(f"calendar.toml: holidays.{name}", names) for name, names in whole.pack.calendar.holidays.items()]
    found += [(f"conflicts.toml: conflicts.{name}.treatment", conflict.treatment) for name, conflict in whole.conflicts.items()]
    for where, words in found:
        if not words.get(language, "").strip():
            yield Finding(f"{where}.{language}", "the text is missing", "text")


def _flat(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with its path; the entries of a list by their number."""
    if isinstance(content, str):
        yield path, content
        return
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in entries:
        yield from _flat(value, f"{path}.{key}".lstrip("."))
