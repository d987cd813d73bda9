# SPDX-License-Identifier: EUPL-1.2
"""The public pages as Chromium meets them: what a visit brings, when it can be read on a slow line, and what axe finds.

The lines of `benchmarks/public.py --only bytes slow axe`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

PROJECT = Path(__file__).parents[1]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("da", "en", "th", "ro", "ar", "vi", "uk", "fr", "es", "tl")
# 320 px; 200 % of 1280 px; 1280 px.
SIZES = ((320, 640, 1), (640, 400, 2), (1280, 800, 1))
# What Chromium's tools call "Slow 3G": bits a second down and up, and the way there and back in milliseconds.
DOWN, UP, LATENCY = 400_000, 400_000, 400
# The page's policy lets nothing be made into a program, so that the observer waits in the page instead of being asked again and again.
FIRST_WORDS = """new Promise(done => new PerformanceObserver(seen => {
  const words = seen.getEntriesByName('first-contentful-paint')[0];
  if (words) done(words.startTime - performance.getEntriesByType('navigation')[0].responseStart);
}).observe({type: 'paint', buffered: true}))"""
USABLE = "(() => { const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.responseStart; })()"


class Visit(NamedTuple):
    """What a visit brought: answers, and bytes as they came over the line, heads and bodies, compressed where the server does."""

    answers: int
    taken: int

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.taken / 1000:.1f} KB in {self.answers}"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium for as long as the block lasts.

    Raises:
        SystemExit: there is none on the path.

    """
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("there is no Chromium on the path; leave out the parts bytes, slow and axe")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


def bytes_of(browser: Browser, address: str, pages: list[str]) -> None:
    """Print what the first visit of each page brings, with nothing kept yet, and what the next one does."""
    for path in pages:
        context = browser.new_context(locale="en-GB")
        first, second = (_visit(context, address + path) for _turn in range(2))
        print(f"bytes {path}: first visit {first} answers, second {second}", flush=True)
        context.close()


def _visit(context: BrowserContext, address: str) -> Visit:
    page, sizes, kept = context.new_page(), dict[str, float](), set[str]()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.requestServedFromCache", lambda told: kept.add(told["requestId"]))
    tools.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(200)
    page.close()
    came = [size for name, size in sizes.items() if name not in kept and size > 0]
    return Visit(len(came), round(sum(came)))


def slow(browser: Browser, address: str, pages: list[str], rounds: int) -> None:
    """Print, for a slow line and an empty cache, when the first words stand and when everything is loaded, after the first byte."""
    print(f"slow line: {DOWN // 1000} kbit/s, {LATENCY} ms there and back, each visit with an empty cache")
    for path in pages:
        visits = [_slow_visit(browser, address + path) for _round in range(rounds)]
        words, whole = ([one[place] / 1000 for one in visits] for place in (0, 1))
        print(
            f"slow {path}: words {median(words):.2f} s after the first byte, worst of {rounds} {max(words):.2f} s; "
            f"all loaded {median(whole):.2f} s",
            flush=True,
        )


def _slow_visit(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    limits = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN / 8, "uploadThroughput": UP / 8}
    tools.send("Network.emulateNetworkConditions", limits)
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    found = float(page.evaluate(FIRST_WORDS)), float(page.evaluate(USABLE))
    context.close()
    return found


def axe(browser: Browser, address: str, pages: list[str]) -> None:
    """Let axe look at each page in each language in each size, and print how often something is wrong."""
    sys.path.insert(0, str(PROJECT))
    from tests.pages import LEVELS  # noqa: PLC0415

    program, looked, wrong, wide = AXE.read_text(encoding="utf-8"), 0, list[str](), list[str]()
    for width, height, scale in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
        page = context.new_page()
        for path in pages:
            for language in LANGUAGES:
                page.goto(f"{address}/{language}{path}")
                looked += 1
                wrong += [f"{language}{path} at {width} px: {one}" for one in _violations(page, program, LEVELS)]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append(f"{language}{path} at {width} px")
        context.close()
    print(f"axe: {len(wrong)} violations, {len(wide)} too wide; {looked} looks at {len(pages)} pages, {len(LANGUAGES)} languages, 3 sizes")
    for one in [*wrong, *wide][:20]:
        print(f"  {one}")


def _violations(page: Page, program: str, levels: tuple[str, ...]) -> list[str]:
    # The page's own policy forbids a script from elsewhere; the debugging connection is not bound by it.
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": program + ";0"})
    tools.detach()
    found = page.evaluate("levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", list(levels))
    assert found["passes"], "axe checked nothing"
    return [f"{item['id']} ({len(item['nodes'])}): {item['help']}" for item in found["violations"]]


def pages_linked(browser: Browser, address: str, start: tuple[str, ...]) -> list[str]:
    """Give the pages that lead from those given, one of each kind: digits and names below the second part count as one kind."""
    context, kinds, waiting = browser.new_context(locale="en-GB"), dict[str, str](), list(start)
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"(?<=/)[^/]*[A-Z0-9][^/]*", "*", path)
        kind = re.sub(r"^(/(?:directory|mechanism/[\w-]+/tables)/)[^/]+/$", r"\1*/", kind)
        if kind in kinds:
            continue
        answer = context.request.get(address + path)
        if not answer.ok or not answer.headers.get("content-type", "").startswith("text/html") or 'id="leave"' not in answer.text():
            continue
        kinds[kind] = path
        waiting += [link for link in re.findall(r'href="(/[^"#?]*)"', answer.text()) if not re.match(rf"/({'|'.join(LANGUAGES)})/", link)]
    context.close()
    return list(kinds.values())
