# SPDX-License-Identifier: EUPL-1.2
"""Measuring side by side: contenders take turns (A B A B), so that a busy moment of the machine falls on all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1 << 20
_POLL = 0.05
_ASK_FOR_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


class Line(NamedTuple):
    """One line of the table: a median with the lowest and highest of its rounds, and the median by processor time where that says more."""

    part: str
    what: str
    unit: str
    middle: float | None
    low: float | None = None
    high: float | None = None
    by_cpu: float | None = None
    note: str = ""


class Spent(NamedTuple):
    """What one process and its children took: seconds by the clock and of processor time, and memory in bytes at its highest."""

    wall: float
    cpu: float
    largest: int
    total: int | None = None


def rates(part: str, contenders: dict[str, tuple[Callable[[], int], str]], *, rounds: int, seconds: float) -> list[Line]:
    """Give cases per second. A contender does one pass and returns how many cases that was; each turn lasts at least `seconds`."""
    wall: dict[str, list[float]] = {name: [] for name in contenders}
    cpu: dict[str, list[float]] = {name: [] for name in contenders}
    for run, _note in contenders.values():
        _turn(run, 0.0)
    for _ in range(rounds):
        for name, (run, _note) in contenders.items():
            count, by_wall, by_cpu = _turn(run, seconds)
            wall[name].append(count / by_wall)
            cpu[name].append(count / by_cpu)
    return [
        Line(part, name, "cases/s", median(wall[name]), min(wall[name]), max(wall[name]), median(cpu[name]), note)
        for name, (_run, note) in contenders.items()
    ]


def _turn(run: Callable[[], int], seconds: float) -> tuple[int, float, float]:
    count, started, cpu = 0, time.perf_counter(), time.process_time()
    while True:
        count += run()
        passed = time.perf_counter() - started
        if passed >= seconds:
            return count, passed, max(time.process_time() - cpu, 1e-9)


def fresh_processes(part: str, commands: dict[str, tuple[list[str], str]], *, rounds: int) -> list[Line]:
    """Give, for commands started in turn as new processes, the milliseconds that each takes and the most memory that it has."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    lines = []
    memory: dict[str, float] = {}
    for name, (command, _note) in commands.items():
        try:
            _start(command)
            memory[name] = _most_memory(command) / MEGABYTE
        except (RuntimeError, subprocess.CalledProcessError) as failure:
            lines.append(Line(part, name, "ms", None, note=f"failed: {failure}"))
    for _ in range(rounds):
        for name in memory:
            spent[name].append(_start(commands[name][0]))
    for name, most in memory.items():
        note = commands[name][1]
        wall, cpu = ([1000 * seconds for seconds in column] for column in zip(*((one.wall, one.cpu) for one in spent[name]), strict=True))
        lines.append(Line(part, name, "ms", median(wall), min(wall), max(wall), median(cpu), f"{most:.0f} MB{'; ' if note else ''}{note}"))
    return lines


def _start(command: list[str]) -> Spent:
    started, before = time.perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, check=False)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        message = f"{' '.join(command)[:80]}: exit {done.returncode}: {said[-1] if said else 'nothing said'}"
        raise RuntimeError(message)
    return Spent(wall, after.children_user + after.children_system - before.children_user - before.children_system, 0)


def _most_memory(command: list[str]) -> int:
    """Give the most memory that a command has, in bytes. A small process in between asks: a child begins with the size of its parent."""
    done = subprocess.run([sys.executable, "-c", _ASK_FOR_MEMORY, *command], capture_output=True, check=True)
    return int(done.stderr.split()[-1]) * 1024


def watched(command: list[str], output: Path) -> Spent:
    """Run a command to its end and watch the memory of it and its children (on Linux; elsewhere it stays 0)."""
    before = os.times()
    started = time.perf_counter()
    largest, total = 0, 0
    with output.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream)
        while process.poll() is None:
            shares = [_memory(identity) for identity in _family(process.pid)]
            largest = max([largest, *shares])
            total = max(total, sum(shares))
            time.sleep(_POLL)
    wall, after = time.perf_counter() - started, os.times()
    if process.returncode:
        message = f"{' '.join(command)[:80]}: exit {process.returncode}"
        raise RuntimeError(message)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(wall, cpu, largest, total)


def _family(identity: int) -> list[int]:
    try:
        children = Path(f"/proc/{identity}/task/{identity}/children").read_text(encoding="ascii").split()
    except OSError:
        return [identity]
    return [identity, *(found for child in children for found in _family(int(child)))]


def _memory(identity: int) -> int:
    """Give the memory of a process in bytes, pages shared with others counted in parts; 0 if it has ended or cannot be asked."""
    try:
        lines = Path(f"/proc/{identity}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
