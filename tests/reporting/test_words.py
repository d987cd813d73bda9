# SPDX-License-Identifier: EUPL-1.2
"""What people are promised of the text that they read."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from vejviser.example_cases import as_ofs, stream
from vejviser.mechanisms import find
from vejviser.reporting.assessment import assessment_text
from vejviser.reporting.due import when
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.page import Page
from vejviser.reporting.words import Words, bracketed, sentence
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism

TODAY = dt.date(2027, 2, 1)


@pytest.fixture(scope="module")
def denmark() -> Mechanism:
    """Give the Danish mechanism."""
    return find("denmark")


@pytest.mark.parametrize(
    ("act_by", "en", "da"),
    [
        (
            dt.date(2027, 1, 29),
            "OVERDUE: the last working day to act was Friday 29 January 2027",
            "OVERSKREDET: den sidste hverdag at handle på var fredag den 29. januar 2027",
        ),
        (TODAY, "DUE TODAY, Monday 1 February 2027", "SKAL SKE I DAG, mandag den 1. februar 2027"),
        (dt.date(2027, 2, 2), "Due tomorrow, Tuesday 2 February 2027", "Skal ske senest i morgen, tirsdag den 2. februar 2027"),
        (dt.date(2027, 2, 3), "By Wednesday 3 February 2027 (2 days left)", "Senest onsdag den 3. februar 2027 (2 dage tilbage)"),
    ],
)
def test_a_day_to_act_by_is_said_with_its_weekday_and_how_near_it_is(denmark: Mechanism, act_by: dt.date, en: str, da: str) -> None:
    assert when(act_by, Words(denmark, "en", TODAY)) == en
    assert when(act_by, Words(denmark, "da", TODAY)) == da


def test_steps_stand_in_the_order_of_their_days_with_those_without_a_day_last(denmark: Mechanism) -> None:
    found = 0
    for raw in stream(150, random_state=4):
        for as_of in as_ofs(raw)[:3]:
            moment = denmark.zone.moment(as_of)
            case = case_from(raw, denmark.vocabulary, today=dt.date.max)
            assessment = assess(denmark, case, moment)
            text = assessment_text(denmark, case, assessment, Page(100))
            words = Words(denmark, "en", moment.day)
            steps = sorted(assessment.next_steps, key=lambda step: step.act_by or dt.date.max)
            places = [text.index(f"• {words.label('next_steps', step.id)}"[:60]) for step in steps]
            assert places == sorted(places)
            found += len({step.act_by is None for step in steps}) > 1
    assert found > 0


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("profile", ["denmark", "denmark@current"])
def test_every_text_is_there_in_both_languages_and_no_line_is_too_wide(language: str, profile: str) -> None:
    mechanism = find(profile)
    for raw in stream(120, random_state=9):
        case = case_from(raw, mechanism.vocabulary, today=dt.date.max)
        for as_of in as_ofs(raw)[-2:]:
            assessment = assess(mechanism, case, mechanism.zone.moment(as_of), explain=True, language=language)
            text = assessment_text(mechanism, case, assessment, Page(72), language=language)
            left = re.search(r"\b(?:report|words|facts|events|flags|rules|states|stages|values|clocks|duties)\.\w|[{}_]", text)
            assert left is None, text[max(0, left.start() - 200) : left.end() + 80]
            assert max(map(len, text.splitlines())) <= 72


@pytest.mark.parametrize("language", ["en", "da"])
def test_what_an_event_was_like_is_said_in_words(denmark: Mechanism, language: str) -> None:
    facts = FactWords(None, Words(denmark, language, TODAY))
    columns = [column for column in denmark.columns.ordered if "." in column.name]
    assert columns
    for column in columns:
        for value in column.domain:
            assert ":" not in facts.fact(column.name, value)


def test_a_duty_that_is_due_stands_in_the_answer(denmark: Mechanism) -> None:
    found = 0
    for raw in stream(60, random_state=5):
        case = case_from(raw, denmark.vocabulary, today=dt.date.max)
        assessment = assess(denmark, case, denmark.zone.moment(as_ofs(raw)[-1]))
        answer = assessment_text(denmark, case, assessment, Page(100)).partition("Next steps")[0]
        due = [duty for duty in assessment.duties if duty.state == "due"]
        assert answer.count("Due now: Duty to") == len(due)
        found += bool(due)
    assert found > 0


def test_telephone_numbers_are_grouped_as_danes_read_them(denmark: Mechanism) -> None:
    words = Words(denmark, "en", TODAY)
    assert words.phone("+4570202550") == "+45 70 20 25 50"
    assert words.phone("+37255512345") == "+37255512345"
    assert words.phone("112") == "112"


def test_rules_stand_in_brackets_in_the_order_of_their_numbers() -> None:
    assert bracketed(["R60", "A27", "R7", "R60"]) == " [R7, R60, A27]"
    assert bracketed([]) == ""


def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop() -> None:
    assert sentence("the CMM calls") == "The CMM calls."
    assert sentence("Now?") == "Now?"


def test_a_page_is_read_without_colours_as_with_them() -> None:
    pages = [Page(60), Page(60, colours=True)]
    for page in pages:
        page.heading("Next steps")
        page.item("Do this", strong=True)
        page.note("quietly", quiet=True)
    plain, coloured = (str(page) for page in pages)
    assert "\x1b" not in plain
    assert plain.splitlines() == ["Next steps", "----------", "• Do this", "  quietly"]
    assert "\x1b[1m• Do this\x1b[0m" in coloured
