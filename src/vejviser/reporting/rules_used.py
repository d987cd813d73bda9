# SPDX-License-Identifier: EUPL-1.2
"""The rules that an assessment rests on, each once, with its title and where it stands in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.reporting.words import in_order
from vejviser.rules.pack import read_tables
from vejviser.rules.register_format import RuleFile, SourceFile

if TYPE_CHECKING:
    from vejviser.reporting.page import Page
    from vejviser.reporting.words import Words
    from vejviser.rules.answers import Assessment


def write_rules_used(assessment: Assessment, page: Page, words: Words) -> None:
    """Write number, title and source of every rule named in the assessment."""
    folder = words.mechanism.pack.folder
    rules = read_tables(folder, "rules.toml", "rules", RuleFile)
    sources = read_tables(folder, "sources.toml", "sources", SourceFile)
    page.heading(words.say("rules_and_sources"))
    by_source: dict[str, list[str]] = {}
    for rule in sorted(_named(assessment) & set(rules), key=in_order):
        by_source.setdefault(rules[rule].source, []).append(rule)
    for source, cited in by_source.items():
        page.item(sources[source].title if source in sources else source, strong=True)
        for rule in cited:
            page.note(f"{rule}: {words.text(f'rules.{rule}.title')} ({rules[rule].pin})")


def _named(assessment: Assessment) -> set[str]:
    items: tuple[Any, ...] = (
        *assessment.identification.authorities,
        *assessment.clocks,
        *assessment.entitlements,
        *assessment.duties,
        *assessment.not_allowed,
        *assessment.next_steps,
        *assessment.violations,
        *assessment.flags,
    )
    return {rule for item in items for rule in item.rules}
