# SPDX-License-Identifier: EUPL-1.2
"""Going through the contact form as a browser without scripts does: each page's sealed field goes back with what was filled in."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from django.http import HttpResponse

FORM = re.compile(r'name="form" value="([^"]+)"')
NEXT = {"now": "person", "person": "needs", "needs": "check"}


class Walk:
    """One person at the form; `text` is the page that is shown."""

    def __init__(self, language: str = "en", role: str = "", network: str = "192.0.2.7") -> None:
        self.client = Client(REMOTE_ADDR=network)
        self.address = f"/{language}/refer/"
        self.token = ""
        self.text = ""
        self.answer = self._take(self.client.get(f"{self.address}for/{role}/" if role else self.address))

    def post(self, go: str, screen: str = "check", token: str = "", **fields: Any) -> HttpResponse:
        """Press a button of a screen."""
        return self._take(self.client.post(self.address, {"form": token or self.token, "screen": screen, "go": go, **fields}))

    def to_check(self, now: dict[str, Any], person: dict[str, Any], needs: dict[str, Any]) -> str:
        """Fill in all three screens, and give the check page."""
        self.post("person", "now", **now)
        self.post("needs", "person", **person)
        self.post("check", "needs", **needs)
        return self.text

    def send(self) -> str:
        """Send, and give the page after it."""
        self.post("send")
        return self.text

    def main(self) -> str:
        """Give what stands on the page itself, without its frame."""
        return html.unescape(self.text.partition("<main")[2].partition("</main>")[0])

    def _take(self, answer: Any) -> HttpResponse:
        taken: HttpResponse = answer
        self.answer, self.text = taken, taken.content.decode(errors="replace")
        found = FORM.search(self.text)
        self.token = found[1] if found else ""
        return taken


def reference(text: str) -> str:
    """Give the reference on a page."""
    found = re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})\b", text)
    assert found, "no reference on the page"
    return found[1]


def key(text: str) -> str:
    """Give the five words on the page after sending."""
    found = re.search(r"\b((?:[a-z]{4} ){4}[a-z]{4})\b", text)
    assert found, "no key on the page"
    return found[1]


AGREES: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = (
    {"role": "police", "danger": "no", "age": "no"},
    {
        "presence": "alone",
        "consent": "yes",
        "name": "Zoraya",
        "safe_contact": "phone",
        "safe_phone": "28282828",
        "safe_how": "text",
        "language": "vie",
    },
    {"needs": ["sleep"], "shelter_who": "women", "area": "syddanmark", "signs": ["debt"], "you_phone": "35353535", "you_until": "morning"},
)
CHILD: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = (
    {"role": "health", "danger": "soon", "age": "not_sure"},
    {"presence": "alone", "child_view": "not_told", "name": "Minh", "safe_contact": "via_me"},
    {"needs": ["medical"], "you_phone": "35353535"},
)
NOTICE: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = (
    {"role": "ngo", "danger": "no", "age": "no"},
    {"presence": "alone", "consent": "no", "language": "vie"},
    {"needs": ["talk"], "signs": ["debt", "threats"], "note": "Works at night.", "you_phone": "35353535"},
)
CITIZEN: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = (
    {"role": "citizen", "danger": "unknown", "age": "no"},
    {"presence": "absent"},
    {"signs": ["papers_kept"], "area": "sjaelland"},
)
SELF: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = (
    {"role": "self", "danger": "no", "age": "no"},
    {"presence": "alone", "safe_contact": "phone", "safe_phone": "28282828", "name": "Zoraya"},
    {"needs": ["talk"]},
)
PATHS = {"agreed": AGREES, "child": CHILD, "notice": NOTICE, "citizen": CITIZEN, "self": SELF}
