# SPDX-License-Identifier: EUPL-1.2
"""What people are promised of `vejviser assess` with one case."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command_line.program import CASE, assess, changed, run, with_event

if TYPE_CHECKING:
    from pathlib import Path

YAML = """
case: T1
mechanism: denmark
person: {born: 1999-05-02, citizenships: [NO], gender: female, unaccompanied: false}
events:
  - {type: stay, at: 2027-01-04, legal: false}
  - {type: encounter, at: 2027-01-04T22:10, by: police}
"""


def test_an_assessment_is_json_when_nobody_looks_at_a_terminal() -> None:
    ended = assess(CASE)
    assert (ended.code, ended.err) == (0, "")
    assert ended.json["stage"] == "reflection"
    assert ended.json["as_of"] == "2027-01-20T00:00:00+01:00"


def test_text_says_the_answer_first_and_then_what_is_due() -> None:
    out = assess(CASE, "--format", "text").out
    first, answer = out.splitlines()[:2]
    assert "T1" in first
    assert "Wednesday 20 January 2027" in first
    assert answer == "Identified as a victim of trafficking. Stage: reflection period. Treated as an adult."
    assert out.index("Next steps") < out.index("Periods and dates") < out.index("Rights")
    assert "By Wednesday 10 February 2027 (21 days left)" in out
    assert "Why" not in out


def test_explanations_are_added_on_request_in_both_formats() -> None:
    assert "because" not in assess(CASE).out
    assert assess(CASE, "--explain").json["clocks"][0]["because"] == [{"fact": "reflection", "value": "running", "events": [4]}]
    out = assess(CASE, "--explain", "--format", "text").out
    assert "The reflection period is running (Reflection period granted, 11 January 2027)." in out
    assert "Ask this next" in out


def test_danish_is_spoken_on_request() -> None:
    out = assess(CASE, "--format", "text", "--language", "da").out
    assert "Vurderet som offer for menneskehandel. Hvor i forløbet: refleksionsperiode. Behandles som voksen." in out
    assert "Senest onsdag den 10. februar 2027 (21 dage tilbage)" in out
    assert "victim" not in out


def test_no_colours_are_written_to_a_pipe() -> None:
    assert "\x1b" not in assess(CASE, "--format", "text", "--explain").out


def test_lines_are_never_wider_than_the_terminal() -> None:
    ended = run("assess", "-", "--as-of", "2027-01-20", "--format", "text", "--explain", given=json.dumps(CASE), COLUMNS="60")
    assert max(map(len, ended.out.splitlines())) <= 60


def test_the_name_of_a_case_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in assess(changed(case="\x1b[2Jgone"), "--format", "text").out


def test_yaml_says_the_same_as_json_with_norway_and_dates_as_they_are_written(tmp_path: Path) -> None:
    case = changed(person=CASE["person"] | {"citizenships": ["NO"]}, events=[CASE["events"][1], CASE["events"][0]])
    files = {"case.yaml": YAML, "case.json": json.dumps(case)}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    ended = [run("assess", str(tmp_path / name), "--as-of", "2027-01-20", "--explain") for name in files]
    assert ended[0].code == 0
    assert ended[0].out == ended[1].out == run("assess", "-", "--as-of", "2027-01-20", "--explain", given=YAML).out


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert run("assess", "-", "--as-of", "2027-01-20", given=b"\xef\xbb\xbf" + json.dumps(CASE).encode()).code == 0


def test_without_a_moment_the_present_one_is_taken() -> None:
    ended = run("assess", "-", given=json.dumps(changed(events=[])))
    assert ended.code == 0
    assert ended.json["as_of"] > "2026-11-23T"


def test_what_was_recorded_later_is_left_out_of_an_earlier_view() -> None:
    case = with_event(type="asylum_application", at="2027-01-15", recorded="2027-01-18")
    assert assess(case).json["stage"] == "asylum"
    assert assess(case, "--known-at", "2027-01-17").json["stage"] == "reflection"


@pytest.mark.parametrize("name", ["denmark", "denmark@current", "denmark@described", "denmark@1.0.0"])
def test_a_case_may_name_a_profile_or_version_of_its_mechanism(name: str) -> None:
    ended = assess(changed(mechanism=name))
    assert ended.json["mechanism"]["profile"] == ("current" if name.endswith("current") else "described")


def test_a_chosen_mechanism_answers_instead_of_the_one_that_the_case_names() -> None:
    assert assess(changed(mechanism="elsewhere"), "--mechanism", "denmark@current").json["mechanism"]["profile"] == "current"
    assert assess(changed(mechanism="elsewhere")).code == 2


def test_a_person_may_be_born_by_the_day_that_is_asked_for() -> None:
    case = changed(person=CASE["person"] | {"born": "2099-01-02"}, events=[])
    assert assess(case, as_of="2099-01-03").json["child"] is True
    assert assess(case, as_of="2099-01-01").code == 2


def test_starting_and_assessing_loads_nothing_that_json_does_not_need() -> None:
    program = (
        "import sys, io; from vejviser.cli import main; main(['assess', '-', '--as-of', '2027-01-20', '--format', 'json']);"
        "slow = {'holidays', 'ruamel', 'numpy', 'multiprocessing', 'vejviser.reporting', 'resvg_py'};"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=json.dumps(CASE), capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
