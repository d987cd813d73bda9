# SPDX-License-Identifier: EUPL-1.2
"""What integrators are promised of the schemas that the program prints."""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.command_line.program import CASE, changed, run, with_event
from vejviser.example_cases import stream
from vejviser.mechanisms import SHIPPED, find
from vejviser.rules.case_file import case_from
from vejviser.rules.problems import RefusedError

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "shared" / "contract" / "examples").glob("*.json"))
# What a schema cannot know of: days and times that do not exist, and the future.
BEYOND_A_SCHEMA = ("does not exist", "twice", "is not a date", "lies in the future")


@pytest.fixture(scope="module")
def schemas() -> dict[str, Draft202012Validator]:
    """Give a validator for every schema that the program prints."""
    printed = {name: run("schema", name).json for name in ("case", "assessment", "contact", "mechanism")}
    for schema in printed.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema) for name, schema in printed.items()}


def test_every_generated_case_fits_the_schema(schemas: dict[str, Draft202012Validator]) -> None:
    for case in stream(500, random_state=11):
        schemas["case"].validate(case)


@pytest.mark.skipif(not EXAMPLES, reason="the contract is not beside the repository: its examples are left out")
def test_the_examples_of_the_contract_and_their_assessments_fit_the_schemas(schemas: dict[str, Draft202012Validator]) -> None:
    questions = []
    for path in EXAMPLES:
        example = json.loads(path.read_text())
        questions += [{"case": check.get("case", example.get("case")), "as_of": check["as_of"]} for check in example.get("checks", [])]
    assert questions
    for question in questions:
        schemas["case"].validate(question["case"])
    given = "".join(json.dumps(question) + "\n" for question in questions)
    for explain in ([], ["--explain"]):
        ended = run("assess", "-", "--batch", *explain, given=given)
        assert ended.code == 0
        for line in ended.out.splitlines():
            schemas["assessment"].validate(json.loads(line))


def test_an_answer_to_who_can_be_reached_fits_its_schema(schemas: dict[str, Draft202012Validator]) -> None:
    for at in ("2026-12-24T10:30", "2026-12-26T18:30", "2026-12-28T10:30"):
        schemas["contact"].validate(run("contact", "--at", at).json)


def test_a_schema_of_answers_refuses_what_is_no_answer(schemas: dict[str, Draft202012Validator]) -> None:
    answer = run("assess", "-", "--as-of", "2027-01-20", given=json.dumps(CASE)).json
    schemas["assessment"].validate(answer)
    assert not schemas["assessment"].is_valid(answer | {"child": "no"})
    assert not schemas["assessment"].is_valid({key: value for key, value in answer.items() if key != "stage"})
    assert not schemas["contact"].is_valid(answer)


@pytest.mark.parametrize(
    "case",
    [
        with_event(type="escape", at="2027-01-13"),
        with_event(type="departure", at="2027-01-13", where="x"),
        with_event(type="departure", at="2027-13-01"),
        with_event(type="departure", at="13.1.2027"),
        with_event(type="encounter", at="2027-01-13", by="army"),
        with_event(type="reflection_extension", at="2027-01-13", by="dis", until="2027-02-20", days=5),
        with_event(type="reflection_extension", at="2027-01-13", by="dis"),
        with_event(type="reflection_extension", at="2027-01-13", by="dis", days=0),
        with_event(type="proceedings", at="2027-01-13", status="ended"),
        with_event(type="proceedings", at="2027-01-13", status="opened", how="judgment"),
        with_event(type="referral", at="2027-01-13", by="ngo", to="cmm", consent="given", basis="child"),
        with_event(type="return_wish", at="2027-01-13", value="no"),
        with_event(type="consent", at="2027-01-13", recipient="cmm", scope=[], value=True),
        with_event(type="arrival", at="2027-01-13", country="Brazil"),
        changed(mechanism="atlantis"),
        changed(colour="red"),
        changed(case=""),
        changed(person=CASE["person"] | {"citizenships": ["bra"]}),
        {key: value for key, value in CASE.items() if key != "events"},
    ],
)
def test_the_schema_refuses_what_the_program_refuses(schemas: dict[str, Draft202012Validator], case: dict[str, Any]) -> None:
    assert not schemas["case"].is_valid(case)
    assert run("assess", "-", "--as-of", "2027-01-20", given=json.dumps(case)).code == 2


def test_schema_and_program_agree_on_cases_that_were_damaged_at_random(schemas: dict[str, Draft202012Validator]) -> None:
    vocabulary, chance = find("denmark").vocabulary, random.Random(3)  # noqa: S311  nothing is secret here
    refused = 0
    for case in stream(600, random_state=12):
        damaged = copy.deepcopy(dict(case))
        damage(damaged, chance)
        try:
            case_from(damaged, vocabulary, today=dt.date(2027, 1, 20))
            problems: tuple[str, ...] = ()
        except RefusedError as refusal:
            problems = tuple(str(problem) for problem in refusal.problems)
        expected = [problem for problem in problems if not any(said in problem for said in BEYOND_A_SCHEMA)]
        fits = schemas["case"].is_valid(damaged)
        refused += not fits
        assert fits or problems, damaged
        assert not (fits and expected), (damaged, expected)
    assert 100 < refused < 600


def damage(case: dict[str, Any], chance: random.Random) -> None:
    """Take away, add or change one field somewhere."""
    part = chance.choice([case, case["person"], *case["events"], *case["events"]])
    key = chance.choice(list(part))
    what = chance.randrange(4)
    if what == 0:
        del part[key]
    elif what == 1:
        part[chance.choice(["until", "days", "how", "basis", "note", "by", "reason", "colour"])] = chance.choice(
            ["x", 5, None, "2027-02-01", "dis"]
        )
    elif what == 2:
        part[key] = chance.choice([None, True, 3, "", "dis", "person", "given", "2027-01-01", [], {}])
    else:
        part[chance.choice(["value", "outcome", "status"])] = chance.choice([True, "identified", "opened", "ended", "granted"])


def test_the_danish_pack_fits_the_schema_of_mechanisms(schemas: dict[str, Draft202012Validator]) -> None:
    pack = content_of(SHIPPED / "denmark")
    schemas["mechanism"].validate(pack)
    pack["parameters.toml"]["parameters"]["reflection_days"]["colour"] = 1
    assert not schemas["mechanism"].is_valid(pack)


def content_of(folder: Path) -> dict[str, Any]:
    """Read all files of a pack as JSON would hold them."""
    files = {path.relative_to(folder).as_posix(): tomllib.loads(path.read_text()) for path in sorted(folder.rglob("*.toml"))}
    read: dict[str, Any] = json.loads(json.dumps(files, default=lambda day: day.isoformat()))
    return read
