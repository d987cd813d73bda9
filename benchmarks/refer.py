# SPDX-License-Identifier: EUPL-1.2
"""Drives a browser along each path of the contact form at 360 x 640, and prints what somebody sees, taps, types and waits for.

    python benchmarks/refer.py [--quick] [--home FOLDER]

Seconds are those of a model, not of a person: 238 words a minute read (half as many words when practised), 1.2 s a tap, 29 words a minute
typed with one finger, 2.7 s a page on a slow line, 8 s for checking. Words are those above the main button (of the bare alarm all); what
is said aloud to the person, and the check page, which has its 8 s, are not counted. Beside them stand the promises of the design and the
other form's figures (benchmarks/refer_paths.py). `--quick` drives two paths.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import public, public_chromium
from benchmarks.refer_paths import PATHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from benchmarks.refer_paths import Path as Way

LANGUAGES = ("da", "en")
PHONE = {"width": 360, "height": 640}
READING, TYPING, SIGNS_A_WORD = 238 / 60, 29 / 60, 5
A_TAP, A_PAGE, CHECKING = 1.2, 2.7, 8.0
ROUNDS = 3
# Questions that are seen, and the words of the page itself; what is spoken to the person is not read by who fills in.
SEEN = "() => [...document.querySelectorAll('.refer fieldset, .refer .ask')].filter(e => e.checkVisibility()).map(e => e.id || e.htmlFor)"
WORDS = """alarm => {
  const form = document.querySelector('.refer');
  const unread = [...form.querySelectorAll('.refer-say, .refer-ways' + (alarm ? '' : ', .refer-actions'))];
  unread.forEach(e => { e.style.display = 'none'; });
  const text = form.innerText;
  unread.forEach(e => { e.style.display = ''; });
  return text;
}"""


@dataclass
class Walked:
    """What one walk took."""

    screens: int = 0
    prompts: set[str] = field(default_factory=set)
    taps: int = 0
    typed: int = 0
    read: int = 0
    requests: int = 0
    taken: float = 0
    checked: bool = False

    def seconds(self, share_read: float) -> float:
        """Give the seconds by the model; pages are those that were waited for, the one after sending among them."""
        pages = self.screens + 1 + self.checked
        reading = share_read * self.read / READING
        return reading + self.taps * A_TAP + self.typed / SIGNS_A_WORD / TYPING + pages * A_PAGE + self.checked * CHECKING


def main() -> None:
    """Serve the site, drive each path, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o711)
        os.environ.update(VEJVISER_HOME=str(chosen.home or Path(made) / "home"), VEJVISER_INSTALLATION="testkit")
        os.environ.setdefault("VEJVISER_STATIC", str(public.PROJECT / "build" / "static"))
        subprocess.run([public.PROGRAM, "migrate"], check=True, stdout=subprocess.DEVNULL)
        try:
            with public._served() as address, public_chromium.chromium() as browser:  # noqa: SLF001  the same site as the other pages
                _print(browser, address, quick=chosen.quick)
        finally:
            subprocess.run([public.PROGRAM, "stop"], check=False, stdout=subprocess.DEVNULL)


def _print(browser: Browser, address: str, *, quick: bool) -> None:
    for language in LANGUAGES[1:] if quick else LANGUAGES:
        for way in (PATHS[0], PATHS[-1]) if quick else PATHS:
            walked = _walk(browser, f"{address}/{language}/refer/{way.start}", way)
            print(f"{language} {way.name}: {_said(walked)}; {_beside(walked, way)}", flush=True)
    spent = [_slow(browser, f"{address}/en/refer/{PATHS[0].start}") for _round in range(1 if quick else ROUNDS)]
    print(f"slow line, {PATHS[0].name}: {median(spent):.1f} s by the clock from the first page to the last, nobody reading or deciding")


def _said(walked: Walked) -> str:
    screens = f"{walked.screens} screens{' + check' if walked.checked else ''}, {len(walked.prompts)} prompts"
    return (
        f"{screens}, {walked.taps} taps, {walked.typed} signs typed, {walked.read} words, "
        f"{walked.taken / 1000:.0f} KB in {walked.requests} answers"
    )


def _beside(walked: Walked, way: Way) -> str:
    first, practised = walked.seconds(1), walked.seconds(0.5)
    return f"{first:.0f} s first ({way.first} promised), {practised:.0f} s practised ({way.practised} promised); Home Office: {way.other}"


def _walk(browser: Browser, start: str, way: Way) -> Walked:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page, walked = context.new_page(), Walked()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")

    kept: set[str] = set()

    def came(told: dict[str, Any]) -> None:
        # What the browser had kept did not come over the line.
        if told["requestId"] not in kept and told["encodedDataLength"] > 0:
            walked.requests += 1
            walked.taken += told["encodedDataLength"]

    tools.on("Network.requestServedFromCache", lambda told: kept.add(told["requestId"]))
    tools.on("Network.loadingFinished", came)
    page.goto(start)
    _answer(page, way, walked)
    page.wait_for_selector(".refer-keys")
    context.close()
    return walked


def _answer(page: Page, way: Way, walked: Walked) -> None:
    for place, answers in enumerate(way.screens):
        for question, value in answers.items():
            _one(page, question, value, walked)
        walked.screens += 1
        if way.alarm:
            _tap(page, ".refer-ring summary", walked)
            _one(page, "ring", "35353535", walked)
        walked.prompts |= set(page.evaluate(SEEN))
        walked.read += len(re.findall(r"\w[\w’'-]*", page.evaluate(WORDS, way.alarm)))
        if way.alarm:
            _tap(page, "button[value=ring]", walked)
            return
        _tap(page, f"main button[value={('person', 'needs', 'check')[place]}]", walked, waits=True)
    walked.checked = True
    _tap(page, "button[value=send]", walked)


def _one(page: Page, question: str, value: str | list[str], walked: Walked) -> None:
    if not page.locator(f"[name={question}][type=radio], [name={question}][type=checkbox]").count():
        if not page.locator(f"#{question}").is_visible():
            _tap(page, ".refer-more summary", walked)
        _tap(page, f"#{question}", walked)
        page.keyboard.type(str(value))
        walked.typed += len(value)
        return
    for code in value if isinstance(value, list) else [value]:
        _tap(page, f"label[for={question}-{code}]", walked)


def _tap(page: Page, what: str, walked: Walked, *, waits: bool = False) -> None:
    walked.taps += 1
    if not waits:
        page.locator(what).click()
        return
    with page.expect_navigation():
        page.locator(what).click()


def _slow(browser: Browser, start: str) -> float:
    """Give the seconds by the clock on the slow line of the other measurements, with an empty cache."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    down, up = public_chromium.DOWN / 8, public_chromium.UP / 8
    limits = {"offline": False, "latency": public_chromium.LATENCY, "downloadThroughput": down, "uploadThroughput": up}
    tools.send("Network.emulateNetworkConditions", limits)
    began = time.perf_counter()
    page.goto(start)
    _answer(page, PATHS[0], Walked())
    page.wait_for_selector(".refer-keys")
    spent = time.perf_counter() - began
    context.close()
    return spent


if __name__ == "__main__":
    main()
