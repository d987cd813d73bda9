# SPDX-License-Identifier: EUPL-1.2
"""What holds for every page, for the tests of any part.

assert_page_is_safe(client.get("/desk/"))    headers, content policy, neutral title, nothing inline
assert_accessible(page)                      a page open in Chromium has no violation that axe finds (WCAG 2.2 AA)
assert_usable_by_keyboard(page); tab_stops(page)
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parent.parent
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
TELLING = re.compile(r"[0-9]|traffick|menneskehandel|offer\b|victim|reflection|refleksion|prostit", re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def assert_page_is_safe(response: HttpResponseBase) -> None:
    """The answer is kept nowhere, loads nothing from elsewhere, runs nothing inline, and its title tells nothing."""
    headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not response.streaming, "a page that streams would answer after its transaction"
    if not headers.get("Content-Type", "").startswith("text/html"):
        return
    text = bytes(getattr(response, "content", b"")).decode()
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert title[1].startswith("Vejviser")
    assert not TELLING.search(title[1]), f"the title tells something: {title[1]}"
    assert not INLINE.search(text), f"something is inline: {INLINE.search(text)}"


def assert_accessible(page: Page) -> None:
    """Axe finds nothing on the page that is open; what it cannot judge (colours over pictures) is not counted."""
    # What stands half below a bar that stays in view is not too small to be pressed: the reader scrolls.
    page.evaluate("window.scrollTo(0, 0)")
    # The page's own policy forbids a script from elsewhere; the debugging connection is not bound by it.
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8") + ";0"})
    found: dict[str, Any] = page.evaluate("levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", list(LEVELS))
    assert found["passes"], "axe checked nothing"
    told = [f"{item['id']}: {item['help']}: {node['html'][:200]}" for item in found["violations"] for node in item["nodes"]]
    assert not told, "\n".join(told)


def tab_stops(page: Page, most: int = 200) -> list[str]:
    """Press Tab from the top of the page and give what had the focus in turn: id, name or words of each element."""
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    stops: list[str] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        stop: str | None = page.evaluate(
            "() => { const e = document.activeElement; return !e || e === document.body ? null : (e.id || e.name || e.innerText.trim()); }"
        )
        if stop is None:
            return stops
        stops.append(stop)
    return stops


def assert_usable_by_keyboard(page: Page) -> None:
    """Tab reaches everything that can be pressed or typed into, first the skip link, and each shows that it has the focus."""
    reachable = (
        "() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]"
        ".filter(e => e.checkVisibility() && !e.disabled && e.type !== 'radio' && !e.closest('[aria-hidden=true]')).length"
    )
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    wanted: int = page.evaluate(reachable)
    unseen, reached = [], 0
    for press in range(wanted + 200):
        page.keyboard.press("Tab")
        state: dict[str, Any] | None = page.evaluate(
            "() => { const e = document.activeElement; if (!e || e === document.body) return null; const s = getComputedStyle(e);"
            " const label = e.nextElementSibling ? getComputedStyle(e.nextElementSibling, '::before') : null;"
            " return {words: e.outerHTML.slice(0, 120), skip: e.classList.contains('skipnav'), counted: e.matches("
            "'a[href], button, input:not([type=radio]), select, textarea, summary'),"
            " seen: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
            " || !!(label && label.outlineStyle !== 'none' && parseFloat(label.outlineWidth) >= 2)}; }"
        )
        if state is None:
            break
        assert press or state["skip"], "the first stop is not the link to the content"
        reached += state["counted"]
        if not state["seen"]:
            unseen.append(state["words"])
    assert not unseen, "without a visible focus:\n" + "\n".join(unseen)
    assert reached == wanted, f"{reached} of {wanted} can be reached"
