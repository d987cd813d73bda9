# SPDX-License-Identifier: EUPL-1.2
"""What can be relied on in every answer, whatever was asked."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import CURRENT, DENMARK, RESULTS, answer_to, asked, few, many, written
from vejviser.mechanisms import SHIPPED
from vejviser.rules.answers import Assessment
from vejviser.rules.mechanism import Mechanism, load

Asked = tuple[dict[str, Any], str]
ADDED_BY_EXPLAINING = {"because", "parameters", "stage_because", "why_not", "open_questions"}
RULE = re.compile(r"[RK]\d+")


@few
@given(st.lists(asked(), min_size=1, max_size=4))
def test_the_same_question_gets_the_same_bytes_whatever_was_asked_before(questions: list[Asked]) -> None:
    first = [written(case, as_of, explain=True) for case, as_of in questions]
    again = [written(case, as_of, explain=True) for case, as_of in reversed(questions)]
    assert again == first[::-1]


@few
@given(asked())
def test_a_mechanism_that_was_just_loaded_says_what_one_says_that_answered_thousands(asked_for: Asked) -> None:
    case, as_of = asked_for
    assert written(case, as_of, explain=True, mechanism=load(SHIPPED / "denmark")) == written(case, as_of, explain=True)


def without_reasons(answer: Any) -> Any:
    if isinstance(answer, list):
        return [without_reasons(part) for part in answer]
    if not isinstance(answer, dict):
        return answer
    return {key: without_reasons(part) for key, part in answer.items() if key not in ADDED_BY_EXPLAINING}


@many
@given(asked())
def test_explaining_adds_and_never_changes(asked_for: Asked) -> None:
    case, as_of = asked_for
    plain, explained = answer_to(case, as_of), answer_to(case, as_of, explain=True)
    assert plain == without_reasons(explained)
    assert explained.keys() - plain.keys() == {"stage_because", "why_not", "open_questions"}


@many
@given(asked())
def test_everything_explained_names_facts(asked_for: Asked) -> None:
    case, as_of = asked_for
    answer = answer_to(case, as_of, explain=True)
    for section in (*(answer[name] for name in RESULTS), answer["identification"]["authorities"]):
        for item in section:
            assert item["because"], item
            assert all(0 <= place < len(case["events"]) for reason in item["because"] for place in reason["events"]), item


@pytest.mark.parametrize("mechanism", [DENMARK, CURRENT], ids=["described", "current"])
@many
@given(data=st.data())
def test_every_item_names_a_rule(mechanism: Mechanism, data: st.DataObject) -> None:
    case, as_of = data.draw(asked(mechanism))
    answer = answer_to(case, as_of, mechanism=mechanism)
    for section in (*(answer[name] for name in RESULTS), answer["identification"]["authorities"]):
        for item in section:
            assert item["rules"], item
            assert all(RULE.fullmatch(rule) for rule in item["rules"]), item


@many
@given(asked(), st.booleans())
def test_an_answer_read_back_is_the_answer(asked_for: Asked, explain: bool) -> None:  # noqa: FBT001  drawn
    case, as_of = asked_for
    text = written(case, as_of, explain=explain)
    answer = msgspec.json.decode(text, type=Assessment)
    assert msgspec.json.encode(answer) == text
    assert msgspec.json.decode(text, type=Assessment, strict=True) == answer


@many
@given(asked())
def test_the_language_changes_only_what_is_said_in_words(asked_for: Asked) -> None:
    case, as_of = asked_for
    english, danish = (answer_to(case, as_of, language=language) for language in ("en", "da"))
    for item in (*english["violations"], *english["flags"], *danish["violations"], *danish["flags"]):
        assert item.pop("message")
    assert english == danish
