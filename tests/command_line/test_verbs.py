# SPDX-License-Identifier: EUPL-1.2
"""What people are promised of the other verbs of the program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line.program import CASE, run, with_event
from vejviser import __version__
from vejviser.mechanisms import SHIPPED


def test_the_version_is_told() -> None:
    assert run("--version").out == f"vejviser {__version__}\n"


@pytest.mark.parametrize(
    "verb", ["assess", "contact", "mechanism", "mechanism check", "mechanism show", "mechanism impact", "timeline", "schema", "demo"]
)
def test_every_verb_explains_itself(verb: str) -> None:
    ended = run(*verb.split(), "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"usage: vejviser {verb}")


def test_while_the_hotline_is_closed_the_police_hotline_stands_first_and_the_hours_follow() -> None:
    out = run("contact", "--at", "2026-12-26T18:30", "--format", "text").out
    assert out.startswith("CALL NOW  +45 22 68 57 82   Police hotline")
    assert "closed now, opens Sunday 27 December 2026 at 09:00." in " ".join(out.split())
    assert "Somebody in danger now? Call 112." in out
    assert "Secure mail: sikkermail.menneskehandel@socialstyrelsen.dk" in out
    assert "Never write names" in out


def test_while_the_hotline_is_open_it_is_the_one_to_call_in_danish_too() -> None:
    out = run("contact", "--at", "2026-12-28T10:30", "--format", "text", "--language", "da").out
    assert out.startswith("RING NU  +45 70 20 25 50   CMM's hotline")
    assert "åbent nu, lukker i dag kl. 16.00." in " ".join(out.split())
    assert "Er nogen i fare nu? Ring 112." in out


def test_a_doubtful_day_asks_the_reader_to_check() -> None:
    assert "Check the opening hours" in run("contact", "--at", "2026-12-24T10:30", "--format", "text").out
    assert run("contact", "--at", "2026-12-24T10:30").json["flags"][0]["id"] == "A35"


def test_a_rule_is_shown_with_its_number_source_home_and_state_today() -> None:
    ended = run("mechanism", "show", "--rule", "r27")
    rule = ended.json
    assert (rule["id"], rule["parameters"][0]["value"], rule["source"]["id"]) == ("R27", 120, "nrm_dk")
    assert "clock:reflection" in rule["lives_in"]
    text = run("mechanism", "show", "--rule", "R27", "--format", "text").out
    assert text.startswith("R27  Extension for cooperation on the return\n")
    for part in ("120 days", "Source", "Where it lives", "Open questions", "Today", "[A6]"):
        assert part in text


def test_the_numbers_of_a_rule_have_their_days() -> None:
    values = run("mechanism", "show", "denmark@current", "--rule", "R27").json["parameters"]
    assert [(value["value"], value["from"], value["until"]) for value in values] == [(100, None, "2013-05-02"), (120, "2013-05-03", None)]
    text = run("mechanism", "show", "denmark@current", "--rule", "R27", "--format", "text", "--language", "da").out
    assert "100 dage, til og med torsdag den 2. maj 2013 (ikke bekræftet)" in " ".join(text.split())


def test_an_open_question_is_shown_with_what_contradicts_what() -> None:
    question = run("mechanism", "show", "--rule", "A16").json
    assert question["status"] == "open"
    assert len(question["between"]) > 1
    assert "How it is treated" in run("mechanism", "show", "--rule", "A16", "--format", "text").out


def test_a_mechanism_is_shown_at_a_glance() -> None:
    overview = run("mechanism", "show").json
    assert [rule["id"] for rule in overview["rules"]] == [f"R{number}" for number in range(1, 77)]
    assert "One rule in full" in run("mechanism", "show", "--format", "text").out


def test_a_broken_mechanism_has_findings_one_a_line_and_exit_1(tmp_path: Path) -> None:
    (tmp_path / "mechanism.toml").write_text('id = "x"\ncolour = 1\n')
    ended = run("mechanism", "check", str(tmp_path))
    assert ended.code == 1
    assert all(line.startswith(f"{tmp_path}: ") for line in ended.out.splitlines())
    assert "colour" in ended.out


def test_an_impact_counts_the_cases_that_change() -> None:
    later = with_event(type="reflection_extension", at="2027-01-13", by="dis", days=20)
    given = "\n".join(json.dumps(case) for case in (CASE, later, 5))
    ended = run("mechanism", "impact", "denmark", "denmark@current", "-", "--as-of", "2027-01-20", given=given)
    assert ended.code == 2
    assert (ended.json["read"], ended.json["refused"]) == (3, 1)
    assert ended.err == "1 of 3 lines refused\n"
    assert "3 lines read" in run("mechanism", "impact", "denmark", "denmark", "-", "--format", "text", given=given).out


def test_an_impact_is_read_in_the_language_asked_for() -> None:
    arguments = ("mechanism", "impact", "denmark", "denmark", "-", "--format", "text", "--language", "da", "--as-of", "2027-01-20")
    ended = run(*arguments, given=json.dumps(CASE))
    assert ended.code == 0
    assert ended.out.endswith("1 linje læst: 1 åbne, 0 afsluttede, 0 afviste\nIngen åben sag ændrer sig.\n")


def test_a_mechanism_without_english_answers_in_its_first_language(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED / "denmark", tmp_path / "denmark")
    file = folder / "mechanism.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["en", "da"]', '["da"]'), encoding="utf-8")
    mechanism = ("--mechanism", str(folder))
    assert run("contact", "--at", "2026-12-28T10:30", "--format", "text", *mechanism).out.startswith("RING NU")
    ended = run("contact", "--language", "en", *mechanism)
    assert (ended.code, ended.err) == (2, "--language: unknown language 'en'; allowed: da\n")
    batch = run("assess", "-", "--batch", "--as-of", "2027-01-20", *mechanism, given=json.dumps(CASE))
    assert batch.out == run("assess", "-", "--batch", "--as-of", "2027-01-20", "--language", "da", given=json.dumps(CASE)).out


@pytest.mark.parametrize(("ending", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_timeline_is_drawn_as_its_ending_says(tmp_path: Path, ending: str, begin: bytes) -> None:
    picture = tmp_path / f"picture.{ending}"
    ended = run("timeline", "-", "-o", str(picture), "--as-of", "2027-01-20", given=json.dumps(CASE))
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert begin in picture.read_bytes()[:200]


def test_a_refused_case_is_not_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    assert run("timeline", "-", "-o", str(picture), given="{}").code == 2
    assert not picture.exists()


def test_example_cases_are_the_same_for_the_same_number(tmp_path: Path) -> None:
    printed = run("example-cases", "--count", "20", "--random-state", "5", "--start", "2025-01-01", "--end", "2025-12-31").out
    file = tmp_path / "cases.ndjson"
    arguments = ("--random-state", "5", "--start", "2025-01-01", "--end", "2025-12-31", "-o", str(file))
    assert run("example-cases", "--count", "20", *arguments).out == ""
    assert file.read_text() == printed
    assert len(printed.splitlines()) == 20
    assert run("assess", str(file), "--batch").code == 0


def test_the_demonstration_answers_every_golden_case_draws_and_says_where_to_go_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("demo")
    assert ended.code == 0, ended.out
    assert ", 0 differences from what they expect" in ended.out
    assert "Where to go next" in ended.out
    drawn = sorted(path.suffix for path in Path("build").iterdir())
    assert drawn == [".json", ".png", ".svg"]
    case = next(Path("build").glob("*.json"))
    assert run("assess", str(case)).code == 0


def test_the_demonstration_is_danish_where_danish_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = run("demo", "--language", "da").out
    assert "✓ Fylder 18 år undervejs " in out
    assert "Comes of age" not in out
    assert "30 eksempelsager, 0 afvigelser fra det, de forventer\ntegnet: build/" in out
    assert "\nHvor du kan gå videre\n" in out
