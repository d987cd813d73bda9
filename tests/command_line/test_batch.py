# SPDX-License-Identifier: EUPL-1.2
"""What people are promised of `vejviser assess --batch`."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from tests.command_line.program import CASE, PROGRAM, assess, changed, run
from vejviser.example_cases import stream

if TYPE_CHECKING:
    from pathlib import Path

BATCH = ("assess", "-", "--batch", "--as-of", "2027-01-20")


def lines_of(count: int) -> str:
    """Give many histories, one a line."""
    return "".join(json.dumps(case) + "\n" for case in stream(count, random_state=7))


def test_one_answer_a_line_in_the_order_read_whatever_the_number_of_processes() -> None:
    given = lines_of(1200)
    one, two, all_cores = (run(*BATCH, *jobs, given=given) for jobs in (["--jobs", "1"], ["--jobs", "2"], []))
    assert one.code == two.code == all_cores.code == 0
    assert one.out == two.out == all_cores.out
    assert [json.loads(line)["case"] for line in one.out.splitlines()] == [f"X{number:06}" for number in range(1, 1201)]
    assert one.err == "1,200 assessed, 0 refused\n"


def test_a_line_is_answered_as_the_case_alone_is() -> None:
    assert run(*BATCH, "--explain", given=json.dumps(CASE)).json == assess(CASE, "--explain").json


def test_a_line_may_bring_its_own_moment() -> None:
    wrapped = [{"case": CASE, "as_of": "2027-02-11"}, {"case": CASE}, CASE]
    out = run(*BATCH, given="\n".join(map(json.dumps, wrapped))).out
    assert [json.loads(line)["as_of"][:10] for line in out.splitlines()] == ["2027-02-11", "2027-01-20", "2027-01-20"]


def test_bad_lines_are_answered_in_their_place_and_counted() -> None:
    bad_date = {"case": changed(person=CASE["person"] | {"born": "2027-02-30"}), "as_of": "2027-01-20"}
    lines = [
        json.dumps(CASE),
        "",
        "{",
        json.dumps(bad_date),
        json.dumps({"case": CASE, "as_of": "someday"}),
        json.dumps({"case": CASE, "when": 1}),
        json.dumps({"case": CASE, "as_of": 5}),
        '{"case": "\\xff"}',
        json.dumps(changed(mechanism="atlantis")),
        json.dumps(CASE),
    ]
    ended = run(*BATCH, given="\n".join(lines).encode("latin-1"))
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 2
    assert len(answers) == len(lines)
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, 5, 6, 7, 8, 9, None]
    assert answers[0]["case"] == answers[9]["case"] == "T1"
    starts = ["$: an empty line", "$: not JSON", "$.case.person.born: ", "$.as_of: ", "$.when: unknown field", "$.as_of: must be text"]
    assert all(answer["error"].startswith(start) for answer, start in zip(answers[1:7], starts, strict=True))
    assert answers[8]["error"].startswith("$.mechanism: unknown mechanism 'atlantis'")
    assert ended.err == "2 assessed, 8 refused (line 2, 3, 4, 5, 6, 7, 8, 9)\n"


def test_bad_lines_are_counted_by_their_number_in_every_process() -> None:
    lines = lines_of(900).splitlines()
    lines[10] = lines[700] = "x"
    ended = run(*BATCH, "--jobs", "2", given="\n".join(lines))
    assert ended.code == 2
    assert ended.err == "898 assessed, 2 refused (line 11, 701)\n"
    assert json.loads(ended.out.splitlines()[700])["line"] == 701


def test_an_empty_file_has_no_answers() -> None:
    ended = run(*BATCH, given="")
    assert (ended.code, ended.out, ended.err) == (0, "", "0 assessed, 0 refused\n")


def test_a_reader_that_has_enough_ends_the_program_quietly(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_text(lines_of(2000))
    for jobs in ("1", "2"):
        with subprocess.Popen(
            [PROGRAM, "assess", str(file), "--batch", "--jobs", jobs], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert json.loads(process.stdout.readline())["case"] == "X000001"
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0


def test_an_interrupt_ends_the_program_and_its_workers_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_text(lines_of(3000))
    # Nobody reads on after the first line, so the program is still at work when the interrupt comes.
    with subprocess.Popen(
        [PROGRAM, "assess", str(file), "--batch", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background may have interrupts ignored, and a process inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  no threads here
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _rest, said = process.communicate(timeout=60)
        assert said == b"stopped\n"
        assert process.returncode == 130
    for _ in range(100):
        if not group_lives(process.pid):
            break
        time.sleep(0.1)
    assert not group_lives(process.pid)


def group_lives(group: int) -> bool:
    """Whether a process of a group is left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_text(lines_of(1500))
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "assess", str(file), "--batch", "--jobs", "1"], stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the other end of a terminal is closed with an error
            while part := os.read(ours, 4096):
                shown += part
        os.close(ours)
        assert process.wait(60) == 0
    assert b"1,500 assessed, 0 refused; 1,500 lines, " in shown
    assert b"\r" in shown
