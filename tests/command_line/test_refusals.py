# SPDX-License-Identifier: EUPL-1.2
"""What people are promised when an input is refused: exit 2, one clear line a problem with its JSON path, nothing on stdout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.program import CASE, PROGRAM, Ended, assess, changed, run, with_event

FULL = Path("/dev/full")
NORLAND = str(Path(__file__).parent.parent / "second_mechanism" / "norland")


def refused(ended: Ended, *lines: str) -> None:
    """Check that the input was refused with lines that begin and end so (… stands for anything between)."""
    assert (ended.code, ended.out) == (2, "")
    said = ended.err.splitlines()
    assert len(said) == len(lines), said
    for line, wanted in zip(said, lines, strict=True):
        begin, _, end = wanted.partition("…")
        assert line.startswith(begin), line
        assert end in line, line


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ({"type": "escape", "at": "2027-01-13"}, "$.events[6].type: 'escape' is not an event type; allowed: …arrival"),
        ({"type": "departure", "at": "2027-01-13", "where": "x"}, "$.events[6].where: unknown field; departure has …at"),
        ({"type": "interview", "at": "2027-01-13"}, "$.events[6].by: is missing…"),
        ({"type": "encounter", "at": "2027-01-13", "by": "army"}, "$.events[6].by: 'army' is not allowed; allowed: …police"),
        ({"type": "departure", "at": "2027-02-30"}, "$.events[6].at: …does not exist"),
        ({"type": "departure", "at": "2027-01-13T24:30"}, "$.events[6].at: …does not exist"),
        ({"type": "departure", "at": "2026-03-29T02:30"}, "$.events[6].at: …does not exist"),
        ({"type": "departure", "at": "2026-10-25T02:30"}, "$.events[6].at: …twice"),
        ({"type": "departure", "at": 20270113}, "$.events[6].at: is missing or not text…2027-01-20T14:30"),
        ({"type": "return_wish", "at": "2027-01-13", "value": "no"}, "$.events[6].value: must be true or false…"),
        ({"type": "arrival", "at": "2027-01-13", "country": "Brazil"}, "$.events[6].country: …two capital letters"),
        (
            {"type": "reflection_extension", "at": "2027-01-13", "by": "dis", "until": "2027-02-20", "days": 5},
            "$.events[6]: reflection_extension has exactly one of until and days…",
        ),
        ({"type": "reflection_extension", "at": "2027-01-13", "by": "dis"}, "$.events[6]: …exactly one of until and days"),
        ({"type": "reflection_extension", "at": "2027-01-13", "by": "dis", "days": 0}, "$.events[6].days: must be a whole number from 1…"),
        ({"type": "proceedings", "at": "2027-01-13", "status": "ended"}, "$.events[6].how: is missing…status = ended"),
        ({"type": "proceedings", "at": "2027-01-13", "status": "opened", "how": "judgment"}, "$.events[6].how: …only with status = ended"),
        ({"type": "departure", "at": "2027-01-13", "note": 5}, "$.events[6].note: must be text…"),
    ],
)
def test_a_wrong_event_is_refused_with_its_place(event: dict[str, Any], line: str) -> None:
    ended = assess(with_event(**event))
    lines = ended.err.splitlines()
    refused(Ended(ended.code, ended.out, lines[0]), f"standard input: {line}")
    assert all(one.startswith("standard input: $.events[6]") for one in lines)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"mechanism": "atlantis"}, "$.mechanism: unknown mechanism 'atlantis'; allowed: denmark…"),
        ({"mechanism": "denmark@9"}, "$.mechanism: denmark has no version or profile '9'; allowed: …current"),
        ({"mechanism": "../denmark"}, "$.mechanism: unknown mechanism …allowed: denmark"),
        ({"mechanism": None}, "$.mechanism: must be text…"),
        ({"colour": "red"}, "$.colour: unknown field; a case file has …events"),
        ({"case": ""}, "$.case: must be text…"),
        ({"events": {}}, "$.events: must be a list…"),
        ({"person": []}, "$.person: must be an object with born…"),
        ({"person": CASE["person"] | {"born": "2999-01-01"}}, "$.person.born: …"),
        ({"person": CASE["person"] | {"born": "2098-01-01"}}, "$.person.born: 2098-01-01 lies in the future…"),
        ({"person": CASE["person"] | {"born": "1999-02-30"}}, "$.person.born: '1999-02-30' is not a date…YYYY-MM-DD"),
        ({"person": CASE["person"] | {"citizenships": ["bra"]}}, "$.person.citizenships: must be a list of countries…"),
        ({"person": CASE["person"] | {"unaccompanied": "no"}}, "$.person.unaccompanied: must be true or false…"),
    ],
)
def test_a_wrong_case_is_refused_with_the_field(change: dict[str, Any], line: str) -> None:
    refused(assess(changed(**change)), f"standard input: {line}")


def test_every_problem_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "CASE.json"
    file.write_text(json.dumps(changed(case=None, person=CASE["person"] | {"gender": 3}, events=[{"type": "x"}, 4])))
    refused(
        run("assess", str(file)),
        f"{file}: $.case: …",
        f"{file}: $.person.gender: …",
        f"{file}: $.events[0].type: …",
        f"{file}: $.events[1]: must be an object…",
    )


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (b'{"case": ', "$: not JSON: …"),
        (b"", "$: …"),
        (b"[" * 100_000, "$: not JSON: …"),
        (b"[1]", "$: must be an object…"),
        (b'{"case": "\xff"}', "$: byte 11 is not UTF-8…"),
        (json.dumps(CASE).encode("utf-16"), "$: byte 1 is not UTF-8…"),
        (b"case: [1", "$: not YAML: …"),
        (b"a: 1\na: 2", "$: not YAML: …"),
        (b"a: &a [x]\nb: [*a, *a]", "$: not YAML: *a is an alias; write the value out…"),
        (b'{"case": 1e999}', "$: not JSON: …"),
    ],
)
def test_what_is_no_case_file_at_all_is_refused(given: bytes, line: str) -> None:
    refused(run("assess", "-", given=given), f"standard input: {line}")


def test_a_key_that_stands_twice_is_refused_with_its_object_and_nothing_is_lost_in_silence() -> None:
    text = json.dumps(CASE, separators=(",", ":"))
    twice = text.replace('"by":"police"', '"by":"police","by":"cmm"', 1)
    line = "$.events[0]: has the key 'by' more than once; allowed: each key once"
    refused(run("assess", "-", given=twice), f"standard input: {line}…")
    lines = f'{text}\n{twice}\n{{"case":{twice},"as_of":"2027-01-20"}}\n'
    ended = run("assess", "-", "--batch", "--as-of", "2027-01-20", given=lines)
    answers = [json.loads(answer) for answer in ended.out.splitlines()]
    assert ended.code == 2
    assert answers[0]["case"] == "T1"
    assert [answer["error"] for answer in answers[1:]] == [line, line.replace("$", "$.case", 1)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    missing = str(tmp_path / "nothing.json")
    for arguments in (["assess", missing], ["assess", missing, "--batch"], ["mechanism", "impact", "denmark", "denmark@current", missing]):
        refused(run(*arguments), f"{missing}: cannot be read: No such file or directory…")
    refused(run("assess", str(tmp_path)), f"{tmp_path}: cannot be read: …")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["contact", "--at", "2026-10-25T02:30"], "--at: 2026-10-25T02:30 …twice"),
        (["contact", "--at", "tomorrow"], "--at: 'tomorrow' is not a date or time; allowed are …"),
        (["contact", "--mechanism", "atlantis"], "--mechanism: unknown mechanism 'atlantis'; allowed: denmark…"),
        (["assess", "-", "--as-of", "2027-02-29"], "--as-of: …does not exist"),
        (["assess", "-", "--batch", "--as-of", "soon"], "--as-of: 'soon' …"),
        (["assess", "-", "--known-at", "soon"], "--known-at: 'soon' …"),
        (["contact", "--language", "xx"], "--language: unknown language 'xx'; allowed: en, da…"),
        (["assess", "-", "--language", "EN"], "--language: unknown language 'EN'; allowed: en, da…"),
        (["assess", "-", "--batch", "--language", "xx"], "--language: unknown language 'xx'; allowed: en, da…"),
        (["assess", "-", "--batch", "--mechanism", NORLAND, "--language", "da"], "--language: unknown language 'da'; allowed: en…"),
        (["timeline", "-", "-o", "picture.svg", "--language", ""], "--language: unknown language ''; allowed: en, da…"),
        (["mechanism", "show", "--language", "xx"], "--language: unknown language 'xx'; allowed: en, da…"),
        (["mechanism", "impact", "denmark", NORLAND, "-", "--language", "da"], "--language: unknown language 'da'; allowed: en…"),
        (["demo", "--language", "xx"], "--language: unknown language 'xx'; allowed: en, da…"),
        (["assess", "-", "--mechanism", "denmark@9"], "--mechanism: denmark has no version or profile '9'…"),
        (["timeline", "-", "-o", "picture.jpg"], "--output: 'picture.jpg' names no kind of picture; allowed endings: .svg, .png…"),
        (["timeline", "-", "-o", "/nowhere/at/all.svg"], "/nowhere/at/all.svg: cannot be written: …"),
        (["mechanism", "check", "atlantis"], "mechanism: unknown mechanism 'atlantis'…"),
        (["mechanism", "show", "--rule", "R99"], "--rule: unknown rule 'R99'; allowed: R1 to R76 and A1 to A57…"),
        (["mechanism", "impact", "denmark", "atlantis", "-"], "NEW: …unknown mechanism 'atlantis'"),
        (["example-cases", "--count", "-1"], "--count: -1 is negative…"),
        (["example-cases", "--start", "2026-01-02", "--end", "2026-01-01"], "--end: 2026-01-01 lies before the start…"),
    ],
)
def test_a_wrong_option_is_refused_by_its_name(arguments: list[str], line: str) -> None:
    refused(run(*arguments, given=json.dumps(CASE)), line)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["asses"],
        ["assess"],
        ["assess", "-", "--form", "json"],
        ["assess", "-", "--jobs", "2"],
        ["assess", "-", "--batch", "--format", "text"],
        ["assess", "-", "--batch", "--jobs", "0"],
        ["schema", "nothing"],
        ["mechanism"],
        ["timeline", "-"],
    ],
)
def test_a_wrong_use_ends_with_2_and_says_how_to_use_it(arguments: list[str]) -> None:
    ended = run(*arguments, given=json.dumps(CASE))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("usage: vejviser")


def test_what_was_read_cannot_steer_the_terminal_or_break_a_line() -> None:
    ended = assess(changed(**{"red\x1b[31m\nevil": 1}))
    refused(ended, "standard input: $.red…unknown field")
    assert "\x1b" not in ended.err


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
def test_a_fault_of_the_program_is_one_line_and_exit_1() -> None:
    for debug in ("", "1"):
        environment = {"PATH": "/usr/bin:/bin", "VEJVISER_DEBUG": debug}
        with FULL.open("wb") as full:
            done = subprocess.run([PROGRAM, "contact"], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment)
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) == bool(debug)
        if not debug:
            assert done.stderr.splitlines() == [
                "vejviser: fault of the program: OSError: [Errno 28] No space left on device (VEJVISER_DEBUG=1 shows where)"
            ]
