# SPDX-License-Identifier: EUPL-1.2
"""An assessment as text: the answer first, then what is due, the running periods, what holds, and with reasons why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import UNSET

from vejviser.reporting.due import write_next_steps
from vejviser.reporting.periods import write_periods
from vejviser.reporting.reasons import write_reasons
from vejviser.reporting.words import Words, begun, bracketed, sentence

if TYPE_CHECKING:
    from vejviser.reporting.page import Page
    from vejviser.rules.answers import Assessment
    from vejviser.rules.case_file import Case
    from vejviser.rules.mechanism import Mechanism

# The order in which duties are read: what is due first, what no longer applies last.
_FIRST = ("due", "pending", "held", "void")


def assessment_text(mechanism: Mechanism, case: Case, assessment: Assessment, page: Page, *, language: str = "en") -> str:
    """Write an assessment on a page and give all its text; `case` is the one assessed, for the events behind the reasons."""
    words = Words(mechanism, language, dt.datetime.fromisoformat(assessment.as_of).date())
    _answer(assessment, page, words)
    write_next_steps(assessment, page, words)
    write_periods(assessment, page, words)
    _rights(assessment, page, words)
    _duties(assessment, page, words)
    _not_allowed(assessment, page, words)
    _violations(assessment, page, words)
    _flags(assessment, page, words)
    _who_decides(assessment, page, words)
    if assessment.stage_because is not UNSET:
        write_reasons(case, assessment, page, words)
    page.gap()
    profile = words.text(f"values.profile.{assessment.mechanism.profile}")
    page.line(words.say("made_with", id=assessment.mechanism.id, version=assessment.mechanism.version, profile=profile), quiet=True)
    page.line(words.word("not_a_decision"), quiet=True)
    return str(page)


def _answer(assessment: Assessment, page: Page, words: Words) -> None:
    page.line(words.say("asked", case=assessment.case, moment=words.moment(assessment.as_of)), quiet=True)
    child = words.say("treated_as_child" if assessment.child else "treated_as_adult")
    stage = words.say("stage", stage=words.text(f"stages.{assessment.stage}"))
    page.line(f"{words.say(f'status_{assessment.status}')} {stage} {child}", strong=True)
    for duty in assessment.duties:
        if duty.state == "due":
            page.line(f"{begun(words.word('due_now'))}: {words.label('duties', duty.id)}, {words.word('from')} {words.date(duty.from_)}.")
    if assessment.identification.conflict:
        page.line(sentence(words.text("facts.conflict.say.yes")))
    if assessment.violations:
        count = len(assessment.violations)
        page.line(words.say("one_violation") if count == 1 else words.say("many_violations", count=count))


def _rights(assessment: Assessment, page: Page, words: Words) -> None:
    if not assessment.entitlements:
        return
    page.heading(words.word("rights"))
    for right in assessment.entitlements:
        word = words.word("last_day" if right.state == "ended" else "until")
        until = f", {word} {words.date(right.until)}" if right.until else ""
        label = words.label("entitlements", right.id)
        page.item(f"{label}: {words.state('entitlement', right.state)}{until}{bracketed(right.rules)}")


def _duties(assessment: Assessment, page: Page, words: Words) -> None:
    if not assessment.duties:
        return
    page.heading(words.word("duties"))
    for duty in sorted(assessment.duties, key=lambda duty: _FIRST.index(duty.state)):
        begins = f", {words.word('from')} {words.date(duty.from_)}" if duty.state != "void" else ""
        text = f"{words.label('duties', duty.id)}: {words.state('duty', duty.state)}{begins}{bracketed(duty.rules)}"
        page.item(text, strong=duty.state == "due")


def _not_allowed(assessment: Assessment, page: Page, words: Words) -> None:
    if not assessment.not_allowed:
        return
    page.heading(words.word("not_allowed"))
    for entry in assessment.not_allowed:
        page.item(f"{words.label('not_allowed', entry.id)}{bracketed(entry.rules)}")
        page.note(words.text(f"not_allowed.{entry.id}.help"), quiet=True)


def _violations(assessment: Assessment, page: Page, words: Words) -> None:
    if not assessment.violations:
        return
    page.heading(words.word("violations"))
    for violation in assessment.violations:
        page.item(words.label("violations", violation.id), strong=True)
        page.note(f"{violation.message}{bracketed(violation.rules)}")


def _flags(assessment: Assessment, page: Page, words: Words) -> None:
    if not assessment.flags:
        return
    page.heading(words.word("flags"))
    for flag in assessment.flags:
        page.item(f"{flag.message}{bracketed((*flag.rules, flag.id))}")


def _who_decides(assessment: Assessment, page: Page, words: Words) -> None:
    page.heading(words.word("who_decides"))
    if not assessment.identification.authorities:
        page.item(words.word("nobody_decides_yet"))
    for authority in assessment.identification.authorities:
        page.item(f"{words.organisation(authority.org)}: {words.decides(authority.mode)}{bracketed(authority.rules)}")
