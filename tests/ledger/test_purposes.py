# SPDX-License-Identifier: EUPL-1.2
"""Whoever reads who opened a file reads words, never codes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from vejviser.cases.page.texts import BASES
from vejviser.ledger.selectors import Visit
from vejviser.ledger.words import purposes_in_words

MORNING = dt.datetime(2026, 11, 24, 8, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("code", [*BASES, "case_work"])
def test_every_purpose_of_an_entry_has_words_in_both_languages(code: str) -> None:
    with translation.override("en"):
        english = purposes_in_words([code])
    with translation.override("da"):
        danish = purposes_in_words([code])
    assert english != code.replace("_", " ")
    assert danish != english
    if code in BASES:
        with translation.override("da"):
            assert danish == str(BASES[code])


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (dt.timedelta(0), ""),
        (dt.timedelta(minutes=3), "09:13"),
        (dt.timedelta(days=1), "Wednesday 25 November 2026, 09:10"),
    ],
)
def test_the_end_of_a_visit_repeats_no_day(later: dt.timedelta, said: str) -> None:
    with translation.override("en"):
        visit = Visit(first=MORNING, last=MORNING + later, who="", organisation="", sentences=(), purpose="")
        assert visit.until == said
