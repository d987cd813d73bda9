# SPDX-License-Identifier: EUPL-1.2
"""Measures the pages for everybody, server and load on the same machine, and prints one table.

    python benchmarks/public.py [--home FOLDER] [--only contact load bytes slow] [--from 2020 --to 2035]

contact  the answer of every minute, compared with a calculation that uses nothing of the program (tests/public/second_opinion.py)
load     pages a second and their times at 16 and at 200 connections
bytes    what the first and the second visit of the first page bring, compressed, without letters (there are none)
slow     when the first page can be read in Chromium on a slow mobile line
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.public.second_opinion import differences

PROGRAM = str(Path(sys.executable).with_name("vejviser"))
PARTS = ("contact", "load", "bytes", "slow")
PAGES = ("/", "/ar/", "/en/safety/")
CONNECTIONS = (16, 200)
SECONDS = 8
# What Chromium's tools call "Slow 3G": bits a second down and up, and the way there and back in milliseconds.
DOWN, UP, LATENCY = 400_000, 400_000, 400
ROUNDS = 9

# The page's policy lets nothing be made into a program, so that the observer waits in the page instead of being asked again and again.
FIRST_WORDS = """new Promise(done => new PerformanceObserver(seen => {
  const words = seen.getEntriesByName('first-contentful-paint')[0];
  if (words) done(words.startTime - performance.getEntriesByType('navigation')[0].responseStart);
}).observe({type: 'paint', buffered: true}))"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--from", dest="first", type=int, default=2020)
    parser.add_argument("--to", dest="last", type=int, default=2035)
    chosen = parser.parse_args()
    if "contact" in chosen.only:
        _contact(chosen.first, chosen.last)
    if set(chosen.only) - {"contact"}:
        with tempfile.TemporaryDirectory() as made:
            Path(made).chmod(0o711)
            _served(chosen.home or Path(made) / "home", chosen.only)


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


def _served(home: Path, parts: list[str]) -> None:
    os.environ.update(VEJVISER_HOME=str(home), VEJVISER_INSTALLATION="testkit")
    subprocess.run([PROGRAM, "migrate"], check=True, stdout=subprocess.DEVNULL)
    command = [PROGRAM, "serve", "--port", "0", "--workers", "2", "--no-background"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        ready = next(line for line in server.stdout or () if line.startswith("ready "))
        address = ready.split()[1].removesuffix("/ready")
        if "load" in parts:
            for page in PAGES:
                for connections in CONNECTIONS:
                    _load(address, page, connections)
        if "bytes" in parts:
            _bytes(address)
        if "slow" in parts:
            _slow(address)
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
        subprocess.run([PROGRAM, "stop"], check=False, stdout=subprocess.DEVNULL)


def _load(address: str, page: str, connections: int) -> None:
    """Ask a page over kept connections for some seconds; each connection asks again as soon as it is answered."""
    parts, times, failed, until = urlsplit(address), list[float](), list[int](), time.perf_counter() + SECONDS

    def ask() -> None:
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                line.request("GET", page, headers={"Accept-Encoding": "gzip"})
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                line.close()
                failed.append(0)
                continue
            times.append(time.perf_counter() - began)
            if answer.status != http.HTTPStatus.OK:
                failed.append(answer.status)

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    middle, high = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
    rate = f"{len(times) / SECONDS:.0f} pages/s"
    print(f"{page} at {connections} connections: {rate}, p50 {middle:.0f} ms, p95 {high:.0f} ms, {len(failed)} failed", flush=True)


def _bytes(address: str) -> None:
    page, brought = _size(address, "/"), 0
    files = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode())))
    brought = sum(len(_size(address, file, packed=True)) for file in files)
    first = len(gzip.compress(page)) + brought
    print(
        f"first visit of /: {first / 1000:.1f} KB in {len(files) + 1} answers; second: {len(gzip.compress(page)) / 1000:.1f} KB in 1 answer"
    )


def _size(address: str, path: str, *, packed: bool = False) -> bytes:
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    line.request("GET", path, headers={"Accept-Encoding": "gzip" if packed else "identity"})
    content = line.getresponse().read()
    line.close()
    return content


def _slow(address: str) -> None:
    """Time from the first byte to the first painted words, on a slow line, each time with an empty cache."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only for this part

    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        print("slow line: LEFT OUT: there is no Chromium")
        return
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for _round in range(ROUNDS):
            context = browser.new_context()
            page = context.new_page()
            tools = context.new_cdp_session(page)
            tools.send("Network.enable")
            limits = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN / 8, "uploadThroughput": UP / 8}
            tools.send("Network.emulateNetworkConditions", limits)
            page.goto(f"{address}/", wait_until="load")
            times.append(page.evaluate(FIRST_WORDS))
            context.close()
        browser.close()
    times.sort()
    middle, worst = times[len(times) // 2], times[-1]
    line = f"{DOWN // 1000} kbit/s, {LATENCY} ms"
    print(f"/ on a slow line ({line}): words {middle / 1000:.2f} s after the first byte, median of {ROUNDS}; worst {worst / 1000:.2f} s")


if __name__ == "__main__":
    main()
