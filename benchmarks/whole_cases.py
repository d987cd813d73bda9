# SPDX-License-Identifier: EUPL-1.2
"""Full assessments: from the bytes of a case file to the bytes of its assessment, in one process and through the program itself."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from benchmarks.measuring import MEGABYTE, Line, rates, watched
from vejviser import mechanisms
from vejviser.example_cases import generate
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from, decode
from vejviser.rules.vector import Vectorised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vejviser.rules.mechanism import Mechanism

# Every history has begun when it is asked about, and most are over: few events are left out.
FIRST, LAST, AS_OF, TODAY = dt.date(2023, 1, 1), dt.date(2026, 12, 31), "2027-06-01", dt.date(2027, 6, 1)
PROGRAM = (str(Path(sys.executable).with_name("vejviser")),)
_PART = "full assessments, one core"
_SLICE = 500


class Lines(NamedTuple):
    """Case files as bytes, in slices that one pass takes in turn."""

    slices: tuple[tuple[bytes, ...], ...]

    @property
    def first(self) -> bytes:
        """One case file."""
        return self.slices[0][0]


def lines_of(cases: int) -> Lines:
    """Write invented histories as JSON; always the same ones."""
    written = [msgspec.json.encode(case) for case in generate(cases, random_state=1, start=FIRST, end=LAST)]
    return Lines(tuple(tuple(written[start : start + _SLICE]) for start in range(0, cases, _SLICE)))


def one_core(lines: Lines, *, rounds: int, seconds: float) -> list[Line]:
    """Measure assessments one at a time in this process, warm: with everything remembered from the cases before."""
    mechanism = mechanisms.find("denmark")
    events = [len(decode(line)["events"]) for part in lines.slices for line in part]
    histories = f"{len(events):,} histories, {sum(events) / len(events):.0f} events each"
    contenders = {
        "JSON to JSON": (_from_bytes(mechanism, lines, explain=False), histories),
        "JSON to JSON, explained": (_from_bytes(mechanism, lines, explain=True), "reasons, why not, what to ask next"),
        "decoded case to answer": (_from_cases(mechanism, lines, explain=False), "without reading and writing JSON"),
        "decoded case to answer, explained": (_from_cases(mechanism, lines, explain=True), ""),
        "reading and checking alone": (_checking(mechanism, lines), "JSON to checked case"),
    }
    # What is held ready here for all contenders is no concern of the collector, which a program that reads case by case does not meet.
    gc.collect()
    gc.freeze()
    lines_of_table = rates(_PART, contenders, rounds=rounds, seconds=seconds)
    gc.unfreeze()
    return lines_of_table


def _from_bytes(mechanism: Mechanism, lines: Lines, *, explain: bool) -> Callable[[], int]:
    moment, turn = mechanism.zone.moment(AS_OF), _turns(lines)

    def run() -> int:
        part = lines.slices[next(turn)]
        for line in part:
            case = case_from(decode(line), mechanism.vocabulary, today=TODAY)
            msgspec.json.encode(assess(mechanism, case, moment, explain=explain))
        return len(part)

    return run


def _from_cases(mechanism: Mechanism, lines: Lines, *, explain: bool) -> Callable[[], int]:
    cases = [[case_from(decode(line), mechanism.vocabulary, today=TODAY) for line in part] for part in lines.slices]
    moment, turn = mechanism.zone.moment(AS_OF), _turns(lines)

    def run() -> int:
        part = cases[next(turn)]
        for case in part:
            assess(mechanism, case, moment, explain=explain)
        return len(part)

    return run


def _checking(mechanism: Mechanism, lines: Lines) -> Callable[[], int]:
    turn = _turns(lines)

    def run() -> int:
        part = lines.slices[next(turn)]
        for line in part:
            case_from(decode(line), mechanism.vocabulary, today=TODAY)
        return len(part)

    return run


def _turns(lines: Lines) -> Iterator[int]:
    return (number % len(lines.slices) for number in count())


def cold(lines: Lines, *, rounds: int) -> list[Line]:
    """Measure the first slice of cases right after loading, when nothing is remembered yet; loading itself does not count."""
    found: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(rounds):
        for explain, rates_found in found.items():
            run = _from_bytes(mechanisms.find("denmark"), lines, explain=explain)
            started = time.process_time()
            done = run()
            rates_found.append(done / (time.process_time() - started))
    names = {False: "JSON to JSON, first cases after loading", True: "JSON to JSON, explained, first cases after loading"}
    note = f"the first {len(lines.slices[0])}, nothing remembered; by processor time"
    return [
        Line(_PART, names[explain], "cases/s", median(some), min(some), max(some), median(some), note) for explain, some in found.items()
    ]


def batches(cases: int, folder: Path, *, cores: int) -> Iterator[Line]:
    """Run the program over a file of histories: with one process, then with one for each core; then explained."""
    source, output = folder / "cases.ndjson", folder / "assessments.ndjson"
    written = 0
    with source.open("wb") as stream:
        for case in generate(cases, random_state=2, start=FIRST, end=LAST):
            written += stream.write(msgspec.json.encode(case) + b"\n")
    yield Line("batch", "the file read", "MB", written / MEGABYTE, note=f"{cases:,} histories")
    for jobs, explain in ((1, False), (cores, False), (1, True), (cores, True)):
        options = ["--as-of", AS_OF, "--format", "json", "--jobs", str(jobs), *(["--explain"] if explain else [])]
        spent = watched([*PROGRAM, "assess", str(source), "--batch", *options], output)
        with output.open("rb") as stream:
            answered = sum(1 for _line in stream)
        assert answered == cases, f"{answered} answers to {cases} cases"
        what = f"assess --batch --jobs {jobs}{' --explain' if explain else ''}"
        memory = f"largest process {spent.largest / MEGABYTE:.0f} MB, all {(spent.total or 0) / MEGABYTE:.0f} MB"
        yield Line("batch", what, "cases/s", cases / spent.wall, by_cpu=cases / spent.cpu, note=f"{spent.wall:.1f} s; {memory}")


def all_tables(cases: int, *, rounds: int, cores: int) -> list[Line]:
    """Put random situations through every table that answers or concludes, as the program does when it compares two mechanisms."""
    mechanism = mechanisms.find("denmark")
    tables = Vectorised(mechanism, mechanism.law.on(TODAY))
    chance = np.random.default_rng(20261124)
    facts = [mechanism.columns.by_name[name] for name in mechanism.facts if name not in mechanism.answering]
    codes = {fact.name: chance.integers(0, len(fact.domain), cases, dtype=np.uint8) for fact in facts}
    found: dict[str, list[float]] = {"to bits": [], "1 thread": [], f"{cores} threads": []}
    for _ in range(rounds):
        started = time.perf_counter()
        situations = tables.from_codes(codes)
        found["to bits"].append(time.perf_counter() - started)
        for threads in {1: None, cores: None}:
            started = time.perf_counter()
            tables.answer(situations, threads=threads)
            found[f"{threads} thread{'s' if threads > 1 else ''}"].append(time.perf_counter() - started)
    note = f"{tables.rows} rows of {len(mechanism.tables)} tables; {len(facts)} facts"
    return [
        Line(
            "all tables, numpy",
            f"{cases:,} situations, {what}",
            "s",
            median(some),
            min(some),
            max(some),
            note=note if what != "to bits" else "",
        )
        for what, some in found.items()
        if some
    ]
