# SPDX-License-Identifier: EUPL-1.2
"""What the words of the contact form promise: short, the same in every language, judging nobody, and never asking for the story."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.public.test_frame import shape
from vejviser.public.languages import SPOKEN
from vejviser.public.refer.cards import card
from vejviser.public.refer.questions import QUESTIONS, ROLES, SCREENS, codes_of
from vejviser.public.refer.texts import there, words
from vejviser.referrals import outside

ASK, WHY, CHOICE, LONGEST_PATH = 10, 12, 8, 420
LONG_WORD = 14
FORBIDDEN = tomllib.loads((Path(__file__).parent / "forbidden.toml").read_text(encoding="utf-8"))
JUDGING, SUBJECTS = FORBIDDEN["judging"], FORBIDDEN["subjects"]


def count(text: str) -> int:
    """Count words; a compound of more than fourteen letters is read like two."""
    return sum(2 if len(word.strip(".,:?!()")) > LONG_WORD else 1 for word in text.split())


def asked(language: str) -> dict[str, str]:
    """Give everything that is asked, without the choices, by its name."""
    found: dict[str, str] = {}
    for name, said in words(language)["questions"].items():
        found |= {f"{name}.{part}": text for part, text in said.items() if isinstance(text, str)}
    return found | {"roles.ask": words(language)["roles"]["ask"]}


def sentences(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in sentences(value)]
    return [text for one in part for text in sentences(one)] if isinstance(part, list) else [str(part)]


@pytest.mark.parametrize("language", there())
def test_every_language_says_the_same_things_with_the_same_places_to_fill(language: str) -> None:
    wanted, found = shape(words("en")), shape(words(language))
    # Cards that only professionals are offered may stand in English.
    missing = {name for name in wanted - found if not name.startswith(".cards.")}
    assert not missing
    assert not found - wanted
    assert all(unicodedata.is_normalized("NFC", text) for text in sentences(words(language)))


@pytest.mark.parametrize("language", there())
def test_what_the_person_may_add_is_said_in_her_language(language: str) -> None:
    assert {"family", "comm", "talk_with", "correct"} <= set(words(language)["cards"])
    assert set(SPOKEN) <= set(there())
    assert set(words("da")["cards"]) == set(words("en")["cards"])


@pytest.mark.parametrize("language", SPOKEN)
def test_questions_reasons_and_choices_keep_to_their_budget(language: str) -> None:
    for name, said in words(language)["questions"].items():
        for part, most in (("ask", ASK), ("self_ask", ASK), ("why", WHY), ("self_why", WHY), ("why_citizen", WHY)):
            assert count(said.get(part, "")) <= most, (name, part, said[part])
        for code, text in {**said.get("choices", {}), **said.get("self_choices", {})}.items():
            assert count(text) <= CHOICE, (name, code, text)
    assert all(count(text) <= CHOICE for code, text in words(language)["roles"].items() if code in ROLES)


@pytest.mark.parametrize("language", SPOKEN)
def test_the_longest_common_path_is_read_in_few_words(language: str) -> None:
    """An adult agrees, the police ask for a bed; what the person is told is spoken, so it is not counted (referral form, 14)."""
    beyond = ("override", "override_reason", "child_view", "held_until", "held_when", "shelter_children", "needs_other", "language_other")
    read = 0
    for question in QUESTIONS:
        on_path = question.screen == "now" or question.id in ("presence", "consent", "name", "safe_contact", "language", "you_phone")
        if on_path or (question.screen == "needs" and not question.id.startswith(("you_", "place_")) and question.id not in beyond):
            said = words(language)["questions"][question.id]
            read += count(said["ask"]) + count(said["why"])
            read += sum(count(said["choices"][code]) for code in codes_of(question, "police"))
    assert 200 < read <= LONGEST_PATH, read


@pytest.mark.parametrize("language", there())
def test_no_word_judges_whoever_reads_it(language: str) -> None:
    found = [text for text in sentences(words(language)) if re.search(JUDGING[language], text, re.IGNORECASE)]
    assert not found


@pytest.mark.parametrize("language", there())
def test_nothing_is_asked_that_the_form_must_not_ask(language: str) -> None:
    found = {name: text for name, text in asked(language).items() if re.search(SUBJECTS[language], text, re.IGNORECASE)}
    assert not found


def test_forbidden_words_and_subjects_would_be_found() -> None:
    assert re.search(JUDGING["en"], "the victim refuses", re.IGNORECASE)
    assert re.search(JUDGING["da"], "Er personen et offer?", re.IGNORECASE)
    assert re.search(SUBJECTS["en"], "What happened to the person?", re.IGNORECASE)
    assert re.search(SUBJECTS["da"], "Hvad er personens nationalitet?", re.IGNORECASE)


@pytest.mark.parametrize("language", there())
def test_numbers_come_from_elsewhere(language: str) -> None:
    said = {name: part for name, part in words(language).items() if name != "checked"}
    assert not [text for text in sentences(said) if re.search(r"\d", re.sub(r"\{\w+\}", "", text))]


@pytest.mark.parametrize("language", there())
def test_every_language_has_sixty_call_words_that_differ(language: str) -> None:
    listed = words(language)["call_words"]["list"]
    assert len(listed) == len(set(listed)) == outside.CALL_WORDS
    assert all(1 <= len(word.split()) <= 3 for word in listed)


def test_every_question_choice_and_card_has_words() -> None:
    for language in SPOKEN:
        for question in QUESTIONS:
            said = words(language)["questions"][question.id]
            assert question.screen in SCREENS
            assert set(question.codes) <= set(said.get("choices", {})), question.id
        for name in words("en")["cards"]:
            assert card(name, language, "police").language == ""


def test_a_title_says_nothing_to_whoever_looks_over_a_shoulder() -> None:
    for language in there():
        assert not re.search(r"traffick|menneskehandel|[0-9]", words(language)["page"]["title"], re.IGNORECASE)
        assert not re.search(JUDGING[language], words(language)["page"]["title"], re.IGNORECASE)
