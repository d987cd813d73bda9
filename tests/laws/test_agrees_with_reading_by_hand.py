# SPDX-License-Identifier: EUPL-1.2
"""Two readings of one contract, made apart from each other, give one answer."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given

from tests.laws.agreement import differences
from tests.laws.histories import BEGUN, END, PERSON, START, answer_to, asked, many
from vejviser.example_cases import as_ofs, generate

LOTS, LIVES, MOMENTS = 8, 300, 4


@pytest.mark.parametrize("lot", range(LOTS))
def test_the_engine_and_the_reading_by_hand_agree_on_believable_lives(lot: int) -> None:
    chance = random.Random(lot)  # noqa: S311  which lives are compared is no secret
    for case in generate(LIVES, random_state=lot, start=START, end=END):
        if lot % 2:
            disturb(case["events"], chance)
        moments = as_ofs(case)
        for as_of in chance.sample(moments, min(MOMENTS, len(moments))):
            assert differences(case, as_of) == [], (as_of, case)  # type: ignore[arg-type]  # a case file like any other


def disturb(events: list[dict[str, Any]], chance: random.Random) -> None:
    """Drop, double, move and exchange some events."""
    for _ in range(chance.randint(0, 4)):
        one, other = chance.choice(events), chance.choice(events)
        change = chance.choice(("drop", "double", "move", "exchange"))
        if change == "drop" and len(events) > 1:
            events.remove(one)
        elif change == "double":
            events.append(dict(one))
        elif change == "move":
            events.append({**one, "at": other["at"]})
        else:
            one["at"], other["at"] = other["at"], one["at"]


@many
@given(asked())
def test_the_engine_and_the_reading_by_hand_agree_on_strange_histories(asked_for: tuple[dict[str, Any], str]) -> None:
    case, as_of = asked_for
    assert differences(case, as_of) == []


EXPIRED = {"type": "consent", "at": "2024-03-01", "recipient": "cmm", "scope": ["identity"], "value": True, "until": "2024-03-10"}
REFERRED = {"type": "referral", "by": "citizen", "to": "cmm", "consent": "given"}


@pytest.mark.parametrize(
    ("at", "as_of"),
    [("2024-02-01", "2024-03-05"), ("2024-02-01", "2024-03-11"), ("2024-03-05", "2024-03-11"), ("2024-04-01", "2024-04-02")],
)
def test_consent_is_read_alike_whichever_came_first(at: str, as_of: str) -> None:
    met = {"type": "encounter", "at": "2024-01-01", "by": "citizen"}
    case = {"case": "consent", "mechanism": "denmark", "person": PERSON, "events": [met, EXPIRED, {**REFERRED, "at": at}]}
    assert differences(case, as_of) == []


@pytest.mark.parametrize(("at", "too_late"), [("2024-01-20", False), ("2024-02-03", False), ("2024-02-04", True)])
def test_an_extension_after_the_last_day_is_reported_also_when_a_permit_replaced_the_period(at: str, too_late: bool) -> None:  # noqa: FBT001  from the table
    permit = {"type": "residence_permit", "at": "2024-01-10", "by": "dis"}
    extension = {"type": "reflection_extension", "at": at, "by": "dis", "days": 5}
    case = {"case": "replaced", "mechanism": "denmark", "person": PERSON, "events": [*BEGUN, permit, extension]}
    assert differences(case, "2024-02-05") == []
    assert ("extension_after_last_day" in {one["id"] for one in answer_to(case, "2024-02-05")["violations"]}) == too_late
