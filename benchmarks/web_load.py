# SPDX-License-Identifier: EUPL-1.2
"""Asks pages of a running site over kept connections, as one user or as several at once, and says how long each answer took."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass
class Visitor:
    """A signed-in user with one kept connection; `cases` are some that the user may open, `token` goes with every form."""

    address: str
    session: str
    token: str
    cases: list[str]
    cookie_names: tuple[str, str] = ("session", "form")
    _line: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, float]:
        """Ask for a page, or send a form; gives status, body and seconds. A line that the server closed meanwhile is opened anew."""
        session, token = self.cookie_names
        headers = {"Cookie": f"{session}={self.session}; {token}={self.token}", "Accept-Encoding": "gzip"}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            answer = self._sent("GET" if form is None else "POST", path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            self._line = None
            answer = self._sent("GET" if form is None else "POST", path, body, headers)
        content = answer.read()
        return answer.status, content, time.perf_counter() - began

    def _sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        if self._line is None:
            parts = urlsplit(self.address)
            self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._line.request(method, path, body, headers)
        return self._line.getresponse()


@dataclass
class Timed:
    """How long the answers took, in milliseconds, sorted; and what was not answered with a page."""

    milliseconds: list[float]
    failures: list[int]
    seconds: float

    def at(self, share: float) -> float:
        """Give the time that this share of the answers did not exceed."""
        return (
            self.milliseconds[min(len(self.milliseconds) - 1, int(share * len(self.milliseconds)))] if self.milliseconds else float("nan")
        )

    @property
    def per_second(self) -> float:
        """Answers a second, of all visitors together."""
        return len(self.milliseconds) / self.seconds


def load(visitors: list[Visitor], page: str, rounds: int, form: dict[str, str] | None = None) -> Timed:
    """Let every visitor ask for the page `rounds` times, or send it a form; `{case}` in the page is one of the visitor's own cases."""
    times: list[float] = []
    failures: list[int] = []

    def visit(visitor: Visitor) -> None:
        for number in range(rounds):
            case = visitor.cases[number % len(visitor.cases)] if visitor.cases else ""
            status, _, seconds = visitor.ask(page.replace("{case}", case), form)
            (times.append(seconds * 1000) if status == http.HTTPStatus.OK else failures.append(status))

    threads = [threading.Thread(target=visit, args=(visitor,)) for visitor in visitors]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Timed(sorted(times), failures, time.perf_counter() - began)
