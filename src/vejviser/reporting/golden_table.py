# SPDX-License-Identifier: EUPL-1.2
"""The golden cases as a compact table: one line a case, as it stands at the last moment that the case looks at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.rules.assess import assess

if TYPE_CHECKING:
    from vejviser.reporting.words import Words
    from vejviser.rules.answers import Assessment
    from vejviser.rules.golden import Golden
    from vejviser.rules.mechanism import Mechanism

_DAY, _STAGE = 10, 20


def golden_head(words: Words, columns: int) -> str:
    """Give the head of the table."""
    return _row(words.word("case"), words.word("day"), words.word("stage"), words.word("next_steps"), columns, " ")


def golden_line(golden: Golden, mechanism: Mechanism, words: Words, columns: int, *, passed: bool) -> str:
    """Give one line of the table; a case that is not answered as it expects begins with ✗."""
    case, as_of = golden.history(mechanism), mechanism.zone.moment(golden.file.expect[-1].as_of)
    assessment = assess(mechanism, case, as_of, language=words.language)
    stage = words.text(f"stages.{assessment.stage}")
    return _row(golden.title(words.language), as_of.day.isoformat(), stage, _next(assessment, words), columns, "✓" if passed else "✗")


def _next(assessment: Assessment, words: Words) -> str:
    """Name the step that is due first."""
    steps = sorted(assessment.next_steps, key=lambda step: step.act_by or dt.date.max)
    if not steps:
        return words.word("no_next_steps")
    day = f" ({words.word('at_the_latest')} {steps[0].act_by.isoformat()})" if steps[0].act_by else ""
    return words.label("next_steps", steps[0].id) + day


def _row(title: str, day: str, stage: str, step: str, columns: int, mark: str) -> str:  # noqa: PLR0913, PLR0917  the columns of the table
    rest = columns - 2 - _DAY - _STAGE - 3
    first = rest * 5 // 9
    parts = (mark, _cut(title, first), _cut(day, _DAY), _cut(stage, _STAGE), _cut(step, rest - first).rstrip())
    return " ".join(parts)


def _cut(text: str, size: int) -> str:
    return (text if len(text) <= size else text[: size - 1] + "…").ljust(size)
