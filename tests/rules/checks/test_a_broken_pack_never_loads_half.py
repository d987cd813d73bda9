# SPDX-License-Identifier: EUPL-1.2
"""A mechanism with a broken file is refused as a whole, with the file, the key, and what would have been allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vejviser.rules.checks.whole_pack import read_whole
from vejviser.rules.mechanism import load
from vejviser.rules.problems import PackError

if TYPE_CHECKING:
    from .conftest import Copy

# What answers are made of, and what only the checks and the displays read.
ANSWERING = [
    ("mechanism.toml", 'roll = "none"', 'roll = "back"', "conventions", "allowed: next_working_day, none"),
    ("mechanism.toml", 'status = "status"', 'status = "state"', "mechanism.toml: answers", "unknown fact 'state'"),
    ("mechanism.toml", "Europe/Copenhagen", "Europe/Kopenhagen", "mechanism.toml: time_zone", "IANA"),
    ("parameters.toml", 'unit = "days"', 'unit = "weeks"', "parameters.reflection_days", "allowed: days, months, years"),
    ("parameters.toml", "value = 30", 'value = "30"', "parameters.reflection_days", "Expected `int`, got `str`"),
    ("events.toml", 'type = "boolean"', 'type = "bool"', "events.stay", "allowed: boolean, choice"),
    ("events.toml", "nullable = true", "null = true", "events.stay", "unknown field `null`"),
    ("facts.toml", "\nask = true", "\nasks = true", "facts.legal_stay", "allowed: domain, domain_of, ask"),
    ("facts.toml", 'on = "stay"', 'on = "stays"', "facts.toml: legal_stay", "unknown event 'stays'; allowed: encounter"),
    ("facts.toml", 'then = "no"', 'then = "nay"', "facts.toml: legal_stay", "unknown value 'nay'; allowed: unknown, no, yes"),
    (
        "facts.toml",
        'domain = ["no", "yes"]\ndiffer',
        'domain = ["no", "aye"]\ndiffer',
        "facts.toml: conflict.domain",
        "must hold no, yes; yes is missing",
    ),
    ("organisations.toml", 'phone = "+45', 'phone = "45', "organisations.police", "matching regex"),
    ("calendar.toml", "verified_to = 2050\n", "", "calendar.toml", "verified_to"),
    ("clocks/reflection.toml", 'law_date = "start"', 'law_date = "today"', "clocks/reflection.toml", "allowed: event, start"),
    (
        "clocks/reflection.toml",
        'superseded_by = "residence_permit"',
        'superseded_by = "permit"',
        "clocks/reflection.toml",
        "unknown clock 'permit'",
    ),
    ("tables/50_stage.toml", 'hit = "first"', 'hit = "any"', "tables/50_stage.toml: stage", "allowed: collect, first, unique"),
    (
        "tables/80_flags.toml",
        'if = { status = ["identified"], legal',
        'when = { status = ["identified"], legal',
        "tables/80_flags.toml: flags",
        "unknown field `when`",
    ),
    ("tables/80_flags.toml", "[[table]]", "[[tables]]", "tables/80_flags.toml", "unknown key 'tables'; allowed: table"),
    ("never.toml", "why = ", "because = ", "never.toml", "allowed: if, why"),
]
BESIDE = [
    ("sources.toml", 'kind = "source_text"', 'kind = "book"', "sources.nrm_dk", "allowed: "),
    ("rules.toml", 'status_current = "same"', 'status_current = "equal"', "rules.R1", "allowed: changed, same, unverified"),
    ("conflicts.toml", 'kind = "gap"', 'kind = "hole"', "conflicts.A1", "allowed: ambiguity, conflict, gap, stale"),
    ("texts/da.toml", "[rules.R1]", "[rules.R1", "texts/da.toml", "not readable as TOML"),
    ("cases/age_not_known.toml", "child = true", "kid = true", "cases/age_not_known.toml", "unknown field `kid`"),
]

FILES = [
    *("mechanism.toml", "parameters.toml", "events.toml", "facts.toml", "organisations.toml", "calendar.toml"),
    *("sources.toml", "rules.toml", "conflicts.toml", "texts/en.toml"),
]


def refusal_of(copy: Copy, *, whole: bool) -> str:
    with pytest.raises(PackError) as refused:
        read_whole(copy.folder) if whole else load(copy.folder)
    return str(refused.value)


@pytest.mark.parametrize("wrong", ANSWERING, ids=lambda wrong: f"{wrong[0]}: {wrong[4]}")
def test_a_wrong_file_is_named_with_its_key_and_what_is_allowed(copy: Copy, wrong: tuple[str, str, str, str, str]) -> None:
    file, old, new, where, says = wrong
    copy.change(file, old, new)
    message = refusal_of(copy, whole=False)
    assert where in message
    assert says in message


@pytest.mark.parametrize("wrong", BESIDE, ids=lambda wrong: f"{wrong[0]}: {wrong[4]}")
def test_so_is_a_wrong_file_that_only_the_checks_read(copy: Copy, wrong: tuple[str, str, str, str, str]) -> None:
    file, old, new, where, says = wrong
    copy.change(file, old, new)
    message = refusal_of(copy, whole=True)
    assert where in message
    assert says in message


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", [None, b"[[[", b"\xff"], ids=["missing", "no TOML", "no text"])
def test_a_file_that_is_missing_or_unreadable_is_named(copy: Copy, file: str, content: bytes | None) -> None:
    (copy.folder / file).unlink()
    if content is not None:
        (copy.folder / file).write_bytes(content)
    assert file in refusal_of(copy, whole=True)


@pytest.mark.parametrize("file", ["mechanism.toml", "calendar.toml"])
def test_an_empty_file_that_must_say_something_is_named(copy: Copy, file: str) -> None:
    (copy.folder / file).write_text("", encoding="utf-8")
    assert file in refusal_of(copy, whole=False)


def test_every_problem_is_told_at_once(copy: Copy) -> None:
    copy.change("parameters.toml", 'unit = "days"', 'unit = "weeks"')
    copy.change("events.toml", 'type = "boolean"', 'type = "bool"')
    copy.change("rules.toml", 'status_current = "same"', 'status_current = "equal"')
    message = refusal_of(copy, whole=True)
    assert all(file in message for file in ("parameters.toml", "events.toml", "rules.toml"))
