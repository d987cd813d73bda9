# SPDX-License-Identifier: EUPL-1.2
"""What is due: the next steps by their day, those overdue and due today first, those without a day last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.reporting.words import Words, bracketed, sentence

if TYPE_CHECKING:
    from vejviser.reporting.page import Page
    from vejviser.rules.answers import Assessment, NextStep


def write_next_steps(assessment: Assessment, page: Page, words: Words) -> None:
    """Write who does what, and by when."""
    page.heading(words.word("next_steps"))
    if not assessment.next_steps:
        page.item(sentence(words.word("no_next_steps")))
    for step in sorted(assessment.next_steps, key=lambda step: step.act_by or dt.date.max):
        _write(step, page, words)


def _write(step: NextStep, page: Page, words: Words) -> None:
    urgent = step.act_by is not None and step.act_by <= words.day
    page.item(f"{words.label('next_steps', step.id)}{bracketed(step.rules)}", strong=True)
    if step.act_by is not None:
        page.note(when(step.act_by, words), strong=urgent)
    if step.actors:
        page.note(words.say("who_acts", names=words.listed([words.organisation(name) for name in step.actors], "or")))
    page.note(words.text(f"next_steps.{step.id}.help"), quiet=True)


def when(act_by: dt.date, words: Words) -> str:
    """Say by which working day to act, and how near it is."""
    days, date = (act_by - words.day).days, words.date(act_by)
    if days < 0:
        return words.say("overdue", date=date)
    if days == 0:
        return words.say("due_today", date=date)
    return words.say("due_tomorrow", date=date) if days == 1 else words.say("due_by", date=date, left=words.left(days))
