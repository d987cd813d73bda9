# SPDX-License-Identifier: EUPL-1.2
"""A statement says the same in every language: same sentences, same numbers from the same place, and "may" never becomes "will"."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from vejviser import mechanisms
from vejviser.public import languages
from vejviser.public.rights.filled import PLACEHOLDER, given, plain
from vejviser.public.rights.statements import FIRST, PARTS, grounds, of_part, part_of, sentences, written
from vejviser.site import clock

PROJECT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
WRITTEN = written()
STATEMENTS = grounds().statements
# What these rules allow is decided by somebody; no sentence may promise it.
LEFT_TO_A_DECISION = {"R20", "R22", "R23", "R27", "R51", "R53", "R57", "R67", "R68"}
MODAL_WORDS: dict[str, list[str]] = tomllib.loads((HERE / "modal_words.toml").read_text(encoding="utf-8"))


def asked(sentence: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(sentence))


def all_texts(language: str) -> dict[str, str]:
    """Give every text of a language by where it stands."""
    said = sentences(language)
    found = {f"{part}.{key}": text for part in ("page", "titles", "sheet") for key, text in getattr(said, part).items()}
    found |= {f"state.{key}": value if isinstance(value, str) else " ".join(value) for key, value in said.state.items()}
    return found | {f"{key}[{at}]": text for key, texts in said.statements.items() for at, text in enumerate(texts)}


def leaves_open(sentence: str, language: str) -> bool:
    return any(word in sentence.lower() for word in MODAL_WORDS[language])


def test_every_language_of_the_public_pages_has_its_file() -> None:
    assert set(WRITTEN) == set(languages.NAMES)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_language_says_every_statement_with_the_same_sentences(language: str) -> None:
    said, english = sentences(language), sentences("en")
    assert said.language == language
    assert list(said.statements) == list(STATEMENTS)
    assert {key: len(texts) for key, texts in said.statements.items()} == {key: len(texts) for key, texts in english.statements.items()}
    for part in ("page", "state", "titles", "sheet"):
        assert set(getattr(said, part)) == set(getattr(english, part)), part
    assert all(text.strip() == text and text for text in all_texts(language).values())


@pytest.mark.parametrize("language", WRITTEN)
def test_every_sentence_is_filled_with_the_same_things_in_every_language(language: str) -> None:
    english = all_texts("en")
    different = {where: asked(text) for where, text in all_texts(language).items() if asked(text) != asked(english[where])}
    assert not different


def test_a_statement_names_exactly_what_its_sentences_are_filled_with() -> None:
    for key, texts in sentences("en").statements.items():
        assert sorted(STATEMENTS[key].parameters) == sorted({name for text in texts for name in asked(text)}), key


@pytest.mark.parametrize("language", WRITTEN)
def test_no_number_stands_in_a_translation(language: str) -> None:
    with_digits = {
        where: text for where, text in all_texts(language).items() if any(letter.isnumeric() for letter in PLACEHOLDER.sub("", text))
    }
    assert not with_digits


@pytest.mark.parametrize("language", WRITTEN)
def test_everything_that_a_sentence_asks_for_is_there_and_nothing_else_is(language: str) -> None:
    there = set(given(language, clock.today()))
    used = {name for text in all_texts(language).values() for name in asked(text)} - {"day", "version"}
    assert used == there


@pytest.mark.parametrize("language", WRITTEN)
def test_what_is_left_to_a_decision_says_so(language: str) -> None:
    promised = {
        f"{key}[{at}]": text
        for key, one in STATEMENTS.items()
        for at in one.modal or ()
        if not leaves_open(text := sentences(language).statements[key][at - 1], language)
    }
    assert not promised


def test_danish_says_kan_and_never_turns_it_into_something_that_is_given() -> None:
    for key, one in STATEMENTS.items():
        for at in one.modal or ():
            text = sentences("da").statements[key][at - 1]
            assert not re.search(r"\b(får|vil|bliver)\b", text), (key, text)


def test_every_statement_on_a_rule_that_leaves_something_open_says_which_sentence_keeps_it() -> None:
    missing = [key for key, one in STATEMENTS.items() if set(one.rules) & LEFT_TO_A_DECISION and one.modal is None]
    assert not missing
    assert {rule for one in STATEMENTS.values() if one.modal for rule in one.rules} >= LEFT_TO_A_DECISION


def test_every_statement_has_a_ground_that_can_be_looked_up() -> None:
    mechanism = mechanisms.find()
    rules = tomllib.loads((mechanism.pack.folder / "rules.toml").read_text(encoding="utf-8"))["rules"]
    questions = tomllib.loads((mechanism.pack.folder / "conflicts.toml").read_text(encoding="utf-8"))["conflicts"]
    known = {*rules, *questions, *(f"K{number}" for number in range(1, 21))}
    used = set()
    for key, one in STATEMENTS.items():
        assert one.rules or one.current or one.design, key
        assert set(one.rules) <= known, key
        assert set(one.current) <= set(grounds().sources), key
        used |= set(one.current)
    assert used | {figure.source for figure in grounds().figures.values()} == set(grounds().sources)


def test_a_promise_of_the_software_names_a_test_that_exists_and_nothing_else_does() -> None:
    for key, one in STATEMENTS.items():
        assert bool(one.kept_by) is (one.design == "promise"), key
        if one.kept_by:
            file, _, name = one.kept_by.partition("::")
            assert name, f"{key} names no test"
            tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (key, name)


def test_what_is_left_out_has_a_reason() -> None:
    for what, why in grounds().left_out.items():
        assert len(why.split()) > 8, what
    assert "I7" not in STATEMENTS


def test_the_parts_hold_every_statement_once() -> None:
    shown = [one for part in (FIRST, *PARTS) for one in of_part(part)]
    assert shown + [one for one in STATEMENTS if part_of(one) == "L"] == list(STATEMENTS)
    assert len(of_part(FIRST)) == 10
    assert len(of_part("QA")) == 20


def test_offices_are_named_as_the_register_names_them() -> None:
    register, day, names = mechanisms.find("denmark@current").register, clock.today(), grounds().names
    for name, organisation in (
        ("dis", "dis"), ("siri", "siri"), ("cmm", "cmm"), ("hopenow", "hopenow"), ("amiami", "amiami"),
        ("reden", "reden_international"), ("municipality", "municipality"), ("return_agency", "return_agency"),
    ):  # fmt: skip
        assert names[name] in register.name(organisation, day, "da"), name


@pytest.mark.parametrize("language", WRITTEN)
def test_numbers_times_and_telephones_are_those_of_the_mechanism(language: str) -> None:
    mechanism, day = mechanisms.find(), clock.today()
    found = {name: plain([piece]) for name, piece in given(language, day).items()}
    for name, parameter in (
        ("reflection_days", "reflection_days"),
        ("reflection_total", "reflection_total_days"),
        ("permit_months", "permit_months"),
    ):
        assert re.findall(r"[0-9]+", found[name]) == [str(mechanism.parameters[parameter].on(day))]
        assert "duration" not in found[name]
    assert found["emergency"] == mechanism.pack.mechanism.emergency
    assert found["hotline_weekdays"] == ("8.30-16.00" if language == "da" else "08:30-16:00")
    assert found["hotline_weekends"] == ("9.00-15.00" if language == "da" else "09:00-15:00")
    assert found["hotline_phone"].replace(" ", "") == mechanism.pack.organisations["cmm"].contact[0].phone
