# SPDX-License-Identifier: EUPL-1.2
"""What never.toml calls impossible never happens: not in a thousand lives made up at random, at any of their moments."""

from __future__ import annotations

import datetime as dt

from vejviser.example_cases import as_ofs, generate
from vejviser.mechanisms import find
from vejviser.rules.assess import known_events
from vejviser.rules.case_file import case_from
from vejviser.rules.conclusions import with_answers
from vejviser.rules.fold import derive, fold


def test_no_life_ever_shows_a_combination_that_the_pack_calls_impossible() -> None:
    mechanism = find("denmark")
    columns = mechanism.columns.by_name
    never = [sum(columns[name].forbid(values) for name, values in entry.if_.items()) for entry in mechanism.pack.never]
    assert never
    seen = 0
    for raw in generate(1_000, random_state=20_261_123, start=dt.date(2026, 1, 1), end=dt.date(2028, 12, 31)):
        case = case_from(raw, mechanism.vocabulary, today=dt.date(2060, 1, 1))
        for as_of in as_ofs(raw):
            moment = mechanism.zone.moment(as_of)
            state = fold(mechanism, case.person, known_events(case, moment)).state
            situation = with_answers(mechanism, derive(mechanism, state, moment.day, mechanism.steps), mechanism.law.on(moment.day))
            assert all(situation & forbidden for forbidden in never), (raw["case"], as_of)
            seen += 1
    assert seen > 1_000
