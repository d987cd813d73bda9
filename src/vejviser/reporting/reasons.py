# SPDX-License-Identifier: EUPL-1.2
"""Why: the facts behind every conclusion, the nearest alternatives, what to ask next, and the rules with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.rules_used import write_rules_used
from vejviser.reporting.words import Words, bracketed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.reporting.page import Page
    from vejviser.rules.answers import Assessment, Because, Reasons
    from vejviser.rules.case_file import Case


def write_reasons(case: Case, assessment: Assessment, page: Page, words: Words) -> None:
    """Write all that --explain adds."""
    facts = FactWords(case, words)
    page.heading(words.word("why"))
    for reasons, labels in _gathered(assessment, words).items():
        for label in labels:
            page.item(label, strong=True)
        for because in reasons:
            page.note(facts.because(because))
    _why_not(assessment, page, words, facts)
    _ask_next(assessment, page, words)
    write_rules_used(assessment, page, words)


def _gathered(assessment: Assessment, words: Words) -> dict[tuple[Because, ...], list[str]]:
    """Put conclusions together that rest on the same facts."""
    found: dict[tuple[Because, ...], list[str]] = {}
    for label, reasons in _conclusions(assessment, words):
        if not isinstance(reasons, UnsetType) and reasons:
            found.setdefault(reasons, []).append(label)
    return found


def _conclusions(assessment: Assessment, words: Words) -> Iterator[tuple[str, Reasons]]:
    yield f"{words.word('stage')}: {words.text(f'stages.{assessment.stage}')}", assessment.stage_because
    for authority in assessment.identification.authorities:
        label = f"{words.organisation(authority.org)}: {words.decides(authority.mode)}"
        yield label + bracketed(authority.rules), authority.because
    for step in assessment.next_steps:
        yield words.label("next_steps", step.id) + bracketed(step.rules), step.because
    for clock in assessment.clocks:
        yield f"{words.label('clocks', clock.id)}: {words.state('clock', clock.state)}{bracketed(clock.rules)}", clock.because
    for right in assessment.entitlements:
        label = f"{words.label('entitlements', right.id)}: {words.state('entitlement', right.state)}"
        yield label + bracketed(right.rules), right.because
    for duty in assessment.duties:
        yield f"{words.label('duties', duty.id)}: {words.state('duty', duty.state)}{bracketed(duty.rules)}", duty.because
    for entry in assessment.not_allowed:
        yield f"{words.word('not_allowed')}: {words.label('not_allowed', entry.id)}{bracketed(entry.rules)}", entry.because
    for violation in assessment.violations:
        yield words.label("violations", violation.id) + bracketed(violation.rules), violation.because
    for flag in assessment.flags:
        yield words.label("flags", flag.id) + bracketed((*flag.rules, flag.id)), flag.because


def _why_not(assessment: Assessment, page: Page, words: Words, facts: FactWords) -> None:
    if isinstance(assessment.why_not, UnsetType) or not assessment.why_not:
        return
    page.heading(words.say("why_not"))
    for blocked in assessment.why_not:
        section = words.mechanism.tables[blocked.table].gives
        page.item(facts.conclusion(f"{section}.{blocked.outcome}") + bracketed(blocked.rules))
        if blocked.blocked_by is not UNSET:
            for because in blocked.blocked_by:
                page.note(words.say("in_the_way", fact=facts.because(because)))


def _ask_next(assessment: Assessment, page: Page, words: Words) -> None:
    if isinstance(assessment.open_questions, UnsetType) or not assessment.open_questions:
        return
    page.heading(words.word("ask_next"))
    facts = FactWords(None, words)
    for question in assessment.open_questions:
        page.item(words.text(f"facts.{question.fact}.ask"), strong=True)
        for opening in question.answers:
            page.note(words.say("answer", answer=sentence(facts.fact(question.fact, opening.answer))))
            for name, items in (("adds", opening.adds), ("removes", opening.removes)):
                if items:
                    page.note(words.say(name, items="; ".join(facts.conclusion(item) for item in items)), depth=2)
