# SPDX-License-Identifier: EUPL-1.2
"""Measures the pages for everybody, server and load on the same machine, and prints a line for each thing measured.

    python benchmarks/public.py [--quick] [--home FOLDER] [--only contact load bytes slow axe] [--from 2020 --to 2035]

contact  the answer of every minute, compared with a calculation that uses nothing of the program (tests/public/second_opinion.py)
load     pages a second and their times at 16 and at 200 connections, beside the bytes of the first page as a file of the same server
bytes    what the first and the second visit of each page bring, counted in Chromium
slow     when each page can be read in Chromium on a slow mobile line
axe      what axe-core finds on each page, in each language, at 320 px, at 200 % and at 1280 px

`--quick` does a little of each: does everything still run? Pages that no part has are left out. Load comes from a process of its own
with one thread (benchmarks/public_load.py); `asking` in its lines is the share of a core that this process took.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import public_chromium
from tests.public.second_opinion import differences

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[1]
PROGRAM = str(Path(sys.executable).with_name("vejviser"))
PARTS = ("contact", "load", "bytes", "slow", "axe")
PAGES = ("/", "/ar/", "/safety/", "/signs/", "/rights/", "/refer/", "/directory/", "/mechanism/", "/mechanism/denmark/R27", "/trying/")
LOADED = ("/", "/ar/", "/rights/", "/refer/", "/mechanism/denmark/R27", "/directory/")
CONNECTIONS = (16, 200)
BASELINE = "page.html"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--from", dest="first", type=int, default=2020)
    parser.add_argument("--to", dest="last", type=int, default=2035)
    chosen = parser.parse_args()
    if "contact" in chosen.only:
        _contact(chosen.last if chosen.quick else chosen.first, chosen.last)
    if set(chosen.only) - {"contact"}:
        with tempfile.TemporaryDirectory() as made:
            Path(made).chmod(0o711)
            _measure(Path(made), chosen.home or Path(made) / "home", chosen)


def _contact(first: int, last: int) -> None:
    years = range(first, last + 1)
    minutes = sum(_minutes(year) for year in years)
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        wrong = [one for found in pool.map(_year, years) for one in found]
    spent = f"{time.perf_counter() - began:.0f} s in 2 processes"
    print(f"contact, {first}-{last}: {minutes:,} minutes compared, {len(wrong)} differences, {spent}")
    for one in wrong[:5]:
        print(f"  {one}")


def _minutes(year: int) -> int:
    return int((dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC) - dt.datetime(year, 1, 1, tzinfo=dt.UTC)).total_seconds()) // 60


def _year(year: int) -> list[str]:
    return differences(dt.datetime(year, 1, 1, tzinfo=dt.UTC), _minutes(year))


def _measure(folder: Path, home: Path, chosen: argparse.Namespace) -> None:
    """Serve the pages, with the first one as a file beside the other files, and measure what was chosen."""
    static = folder / "static"
    shutil.copytree(os.environ.get("VEJVISER_STATIC", PROJECT / "build" / "static"), static)
    os.environ.update(VEJVISER_HOME=str(home), VEJVISER_INSTALLATION="testkit", VEJVISER_STATIC=str(static))
    subprocess.run([PROGRAM, "migrate"], check=True, stdout=subprocess.DEVNULL)
    try:
        with _served() as address:
            page = _fetch(f"{address}/")
        (static / BASELINE).write_bytes(page)
        (static / f"{BASELINE}.gz").write_bytes(gzip.compress(page, mtime=0))
        with _served() as address:
            _parts(address, chosen)
    finally:
        subprocess.run([PROGRAM, "stop"], check=False, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def _served() -> Iterator[str]:
    """Serve with two processes, and give the address."""
    command = [PROGRAM, "serve", "--port", "0", "--workers", "2", "--no-background"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        ready = next(line for line in server.stdout or () if line.startswith("ready "))
        yield ready.split()[1].removesuffix("/ready")
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)


def _parts(address: str, chosen: argparse.Namespace) -> None:
    there = [page for page in PAGES if _fetch(address + page)]
    if "load" in chosen.only:
        for page in (*(page for page in LOADED if page in there), f"/static/{BASELINE}"):
            for connections in CONNECTIONS:
                _load(address, page, connections, 1 if chosen.quick else 8)
    if not set(chosen.only) & {"bytes", "slow", "axe"}:
        return
    with public_chromium.chromium() as browser:
        if "bytes" in chosen.only:
            public_chromium.bytes_of(browser, address, there)
        if "slow" in chosen.only:
            public_chromium.slow(browser, address, there[:1] if chosen.quick else there, 1 if chosen.quick else 9)
        if "axe" in chosen.only:
            plain = tuple(page for page in there if page != "/ar/")
            pages = list(plain[:1]) if chosen.quick else public_chromium.pages_linked(browser, address, plain)
            public_chromium.axe(browser, address, pages)


def _fetch(address: str) -> bytes:
    """Give a page, or nothing where there is none."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own address
            content: bytes = answer.read()
    except urllib.error.HTTPError:
        return b""
    return content


def _load(address: str, page: str, connections: int, seconds: int) -> None:
    """Ask a page over kept connections for some seconds, from a process of its own."""
    parts, client = urlsplit(address), Path(__file__).with_name("public_load.py")
    command = [sys.executable, str(client), str(parts.hostname), str(parts.port), page, str(connections), str(seconds)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(
        f"load {page} at {connections} connections: {told['rate']:.0f} pages/s, p50 {told['p50']:.0f} ms, p95 {told['p95']:.0f} ms, "
        f"{told['failed']} failed, asking {told['cpu']:.2f} of a core",
        flush=True,
    )


if __name__ == "__main__":
    main()
