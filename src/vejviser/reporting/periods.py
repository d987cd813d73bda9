# SPDX-License-Identifier: EUPL-1.2
"""The legal periods of a case: those that run, with their last day and what is left, then those that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from vejviser.reporting.words import Words, bracketed

if TYPE_CHECKING:
    from vejviser.reporting.page import Page
    from vejviser.rules.answers import Assessment, Clock


def write_periods(assessment: Assessment, page: Page, words: Words) -> None:
    """Write every period that began."""
    if not assessment.clocks:
        return
    page.heading(words.word("time_limits"))
    for clock in sorted(assessment.clocks, key=lambda clock: (clock.state != "running", clock.last_day)):
        _write(clock, page, words)


def _write(clock: Clock, page: Page, words: Words) -> None:
    values = {"starts": words.date(clock.starts), "last_day": words.date(clock.last_day), "left": words.left(clock.days_left)}
    page.item(f"{words.label('clocks', clock.id)}: {words.say(f'period_{clock.state}', **values)}{bracketed(clock.rules)}")
    if clock.state == "running":
        cap = words.say("period_cap", cap=words.date(clock.cap)) + " " if clock.cap is not UNSET and clock.cap is not None else ""
        page.note(cap + words.say("period_began", starts=words.date(clock.starts)))
