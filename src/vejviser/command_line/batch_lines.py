# SPDX-License-Identifier: EUPL-1.2
"""One line of a batch: from its bytes to the bytes of the answer. Workers run this; it keeps nothing but the mechanisms loaded."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from vejviser.command_line import cases
from vejviser.rules.case_file import decode
from vejviser.rules.problems import Problem, RefusedError

_WRAPPED = ("case", "as_of")


class Answered(NamedTuple):
    """The answers to some lines, in their order, each with its line end; the numbers of those refused, and of those that failed."""

    text: bytes
    lines: int
    refused: tuple[int, ...]
    failed: tuple[int, ...]


def answer_lines(lines: list[bytes], first: int, question: cases.Question) -> Answered:
    """Assess lines that are counted from `first`. A line that is refused, or that the program fails on, is answered with `error`."""
    answers, refused, failed = [], [], []
    for number, line in enumerate(lines, first):
        try:
            answers.append(_answer(line, question))
        except RefusedError as refusal:
            refused.append(number)
            answers.append(_error(str(refusal), number))
        except Exception as fault:  # noqa: BLE001  the other lines are answered; the exit code tells of the fault
            failed.append(number)
            answers.append(_error(f"fault of the program: {type(fault).__name__}: {fault}", number))
    return Answered(b"\n".join(answers) + b"\n", len(lines), tuple(refused), tuple(failed))


def _answer(line: bytes, question: cases.Question) -> bytes:
    if not line.strip():
        raise RefusedError([Problem("$", "an empty line; each line of a batch is a case file")])
    raw = decode(line)
    if isinstance(raw, dict) and isinstance(raw.get("case"), dict):
        return _wrapped(raw, question)
    found = cases.read(raw, question)
    return msgspec.json.encode(cases.answer(found, question))


def _wrapped(raw: dict[str, Any], question: cases.Question) -> bytes:
    """Answer {"case": {...}, "as_of": "..."}; paths of problems begin at the line."""
    problems = [Problem(f"$.{key}", f"unknown field; a line has {' and '.join(_WRAPPED)}") for key in raw if key not in _WRAPPED]
    as_of = raw.get("as_of", question.as_of)
    if as_of is not None and not isinstance(as_of, str):
        problems.append(Problem("$.as_of", "must be text: a date or date-time such as 2027-01-20T14:30"))
    if problems:
        raise RefusedError(problems)
    asked = question._replace(as_of=as_of)
    try:
        found = cases.read(raw["case"], asked, as_of_name="as_of")
    except RefusedError as refusal:
        raise RefusedError([Problem(_in_case(problem.where), problem.what) for problem in refusal.problems]) from refusal
    return msgspec.json.encode(cases.answer(found, asked))


def _in_case(where: str) -> str:
    if where == "as_of":
        return "$.as_of"
    return f"$.case{where[1:]}" if where.startswith("$") else where


def _error(what: str, number: int) -> bytes:
    shown = what.encode(errors="backslashreplace").decode()
    return msgspec.json.encode({"error": shown, "line": number})
