# SPDX-License-Identifier: EUPL-1.2
"""Measures the rule engine beside others, and prints one table: all lines from the same machine in the same run.

    python benchmarks/engine.py [--quick] [--cases N] [--batch N] [--rows N] [--rounds N] [--seconds S] [--only PART ...]

README.md beside this file says what each line means. `make bench` installs the other engines and runs this.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

# This is a program and not part of a package: its neighbours are found from the folder above.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import comparison, starting, whole_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Line

PARTS = ("rows", "cases", "batch", "tables", "start")


def main() -> None:
    """Run what was asked for and print the table as it grows."""
    options = _options()
    print(_machine(options), flush=True)
    print(f"\n{'part':<26} | {'what':<56} | {'unit':<7} | {'median':>11} | {'lowest':>11} | {'highest':>11} | {'by CPU':>11} | note")
    print("|".join("-" * width for width in (27, 58, 9, 13, 13, 13, 13, 40)))
    for line in _lines(options):
        numbers = " | ".join(f"{_number(number):>11}" for number in (line.middle, line.low, line.high, line.by_cpu))
        print(f"{line.part:<26} | {line.what:<56} | {line.unit:<7} | {numbers} | {line.note}", flush=True)


def _lines(options: argparse.Namespace) -> Iterator[Line]:
    rounds, seconds, only, cores = options.rounds, options.seconds, options.only, os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engines = comparison.load_engines()
        if "rows" in only:
            yield comparison.check_answers(engines)
            yield from comparison.one_at_a_time(engines, rounds=rounds, seconds=seconds)
            yield from comparison.many(engines, options.rows, rounds=rounds)
        lines = whole_cases.lines_of(options.cases)
        if "cases" in only:
            yield from whole_cases.one_core(lines, rounds=rounds, seconds=seconds)
            yield from whole_cases.cold(lines, rounds=rounds)
        if "tables" in only:
            yield from whole_cases.all_tables(options.rows, rounds=rounds, cores=cores)
        if "start" in only:
            case = folder / "one.json"
            case.write_bytes(lines.first)
            yield from starting.starts(case, rounds=4 * rounds, peers=comparison.peer_starts(engines, folder))
        if "batch" in only:
            yield from whole_cases.batches(options.batch, folder, cores=cores)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the rule engine beside others; prints one table.")
    parser.add_argument("--quick", action="store_true", help="small numbers: a check that everything runs, in about a minute")
    parser.add_argument("--cases", type=int, help="histories for full assessments in one process (default 10,000)")
    parser.add_argument("--batch", type=int, help="histories for the program's --batch (default 100,000)")
    parser.add_argument("--rows", type=int, help="rows for numpy (default 1,000,000)")
    parser.add_argument("--rounds", type=int, help="how often the contenders take turns (default 7)")
    parser.add_argument("--seconds", type=float, help="seconds of each turn (default 1)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to run (default all)")
    options = parser.parse_args()
    full = {"cases": 10_000, "batch": 100_000, "rows": 1_000_000, "rounds": 7, "seconds": 1.0}
    quick = {"cases": 1_000, "batch": 5_000, "rows": 200_000, "rounds": 3, "seconds": 0.2}
    for name, value in (quick if options.quick else full).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def _machine(options: argparse.Namespace) -> str:
    names = ("vejviser", "numpy", "msgspec", "zen-engine", "OpenFisca-Core")
    versions = ", ".join(f"{name} {_version(name)}" for name in names)
    asked = f"{options.cases:,} cases, batch of {options.batch:,}, {options.rows:,} rows, {options.rounds} rounds of {options.seconds:g} s"
    return f"{_processor()}, {os.cpu_count()} cores; {platform.system()}; Python {platform.python_version()}\n{versions}\n{asked}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if number >= 100 else f"{number:,.1f}" if number >= 10 else f"{number:,.3f}"  # noqa: PLR2004  digits worth reading


if __name__ == "__main__":
    main()
