# SPDX-License-Identifier: EUPL-1.2
"""Measures the pages of an installation made by `benchmarks/scale.py`, server and load on the same machine, and prints one table.

    python benchmarks/web.py --home FOLDER [--rounds 60] [--workers 2] [--only pages writes night ledger start]

The load runs in this process, the pages in `vejviser serve`: both share the processors.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.web_load import Timed, Visitor, load

PROGRAM = str(Path(sys.executable).with_name("vejviser"))
PAGES = {"desk": "/desk/", "inbox": "/inbox/", "cases": "/cases/", "search by reference": "/cases/", "case page": "/cases/{case}/"}
# What is sent with a form instead of asked for: the beginning of a reference, as people type it.
FORMS = {"search by reference": {"reference": "B"}}
PARTS = ("pages", "writes", "night", "ledger", "start")
FEW, MANY = 1, 16


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    chosen = parser.parse_args()
    os.environ.update(VEJVISER_HOME=str(chosen.home), VEJVISER_INSTALLATION="testkit")
    _say("what", "p50 ms", "p95 ms", "answers/s", "queries", "note")
    from vejviser.site.postgres import Cluster  # noqa: PLC0415  the environment is set only now

    began = time.perf_counter()
    Cluster(chosen.home).ensure_running()
    _say("database started", f"{(time.perf_counter() - began) * 1000:.0f}")
    from vejviser.site.starting import start_django  # noqa: PLC0415  as above

    start_django("web")
    from benchmarks.web_visitors import visitors  # noqa: PLC0415  as above

    _measure(chosen, visitors)


def _measure(chosen: argparse.Namespace, visitors: object) -> None:
    began = time.perf_counter()
    server, address = _serve(chosen.workers)
    _say("server started, first /ready", f"{(time.perf_counter() - began) * 1000:.0f}")
    try:
        found: list[Visitor] = visitors(address, MANY)  # type: ignore[operator]
        if "pages" in chosen.only:
            _pages(found, chosen.rounds)
        if "writes" in chosen.only:
            _writes(found[0], chosen.rounds)
        _say("memory of the server", note=_memory(server.pid))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
    if "night" in chosen.only:
        began = time.perf_counter()
        subprocess.run([PROGRAM, "night"], check=True, stdout=subprocess.DEVNULL)
        _say("night run over all open cases", note=f"{time.perf_counter() - began:.1f} s")
    if "ledger" in chosen.only:
        began = time.perf_counter()
        said = subprocess.run([PROGRAM, "ledger", "verify"], check=True, capture_output=True, text=True).stdout
        _say("ledger verified", note=f"{time.perf_counter() - began:.1f} s: {said.strip().splitlines()[0]}")


def _pages(found: list[Visitor], rounds: int) -> None:
    from benchmarks.web_visitors import queries_of  # noqa: PLC0415  Django is set up by now

    for name, page in PAGES.items():
        form = FORMS.get(name)
        for visitor in found:
            visitor.ask(page.replace("{case}", visitor.cases[0]), form)
        counted = str(queries_of(found[0], page.replace("{case}", found[0].cases[0]))) if form is None else ""
        _line(f"{name}, {FEW} user", load(found[:FEW], page, rounds, form), counted)
        _line(f"{name}, {MANY} users", load(found, page, max(rounds // 4, 5), form), counted)
    _bytes(found[0])


def _bytes(visitor: Visitor) -> None:
    """Say what the first and the next visit of the desk bring over the line, compressed; static files come once."""
    from benchmarks.web_visitors import static_files_of  # noqa: PLC0415  as above

    _, desk, _ = visitor.ask("/desk/")
    files = static_files_of(desk)
    brought = sum(len(visitor.ask(file)[1]) for file in files)
    _say("desk, first visit", note=f"{(len(desk) + brought) / 1000:.0f} KB in {len(files) + 1} answers")
    _say("desk, next visit", note=f"{len(desk) / 1000:.1f} KB in 1 answer")


def _writes(visitor: Visitor, rounds: int) -> None:
    """Time one event from typed facts to the committed entry, in this process, with the service's own function."""
    from benchmarks.web_visitors import record_one  # noqa: PLC0415  as above

    times, shares = [], []
    for number in range(rounds):
        case = uuid.UUID(visitor.cases[number % len(visitor.cases)])
        recorded, derived = record_one(visitor, case)
        times.append(recorded * 1000)
        shares.append(derived / recorded)
    timed = Timed(sorted(times), [], sum(times) / 1000)
    _line("write of one event", timed, note=f"deriving what follows is {100 * sum(shares) / len(shares):.0f} % of it")


def _serve(workers: int) -> tuple[subprocess.Popen[str], str]:
    command = [PROGRAM, "serve", "--port", "0", "--workers", str(workers), "--no-background"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in server.stdout or ():
        if line.startswith("ready "):
            return server, line.split()[1].removesuffix("/ready")
    raise SystemExit("the server did not start; run it by hand to see why: vejviser serve")


def _memory(parent: int) -> str:
    """Give the resident memory of a process and all that it started."""
    listed = subprocess.run(["ps", "-o", "rss=,ppid=,pid=", "-A"], check=True, capture_output=True, text=True).stdout
    rows = [[int(word) for word in line.split()] for line in listed.splitlines()]
    family = {parent}
    for _generation in range(4):
        family |= {pid for _, ppid, pid in rows if ppid in family}
    own = [rss for rss, _, pid in rows if pid in family]
    return f"{sum(own) / 1000:.0f} MB in {len(own)} processes"


def _line(what: str, timed: Timed, queries: str = "", note: str = "") -> None:
    failed = f"{len(timed.failures)} failed {sorted(set(timed.failures))} " if timed.failures else ""
    _say(what, f"{timed.at(0.5):.0f}", f"{timed.at(0.95):.0f}", f"{timed.per_second:.1f}", queries, failed + note)


def _say(what: str, middle: str = "", high: str = "", rate: str = "", queries: str = "", note: str = "") -> None:  # noqa: PLR0913, PLR0917  columns
    print(f"{what:<34} | {middle:>8} | {high:>8} | {rate:>9} | {queries:>7} | {note}", flush=True)


if __name__ == "__main__":
    random.seed(5)
    main()
