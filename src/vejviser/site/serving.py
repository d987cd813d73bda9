# SPDX-License-Identifier: EUPL-1.2
"""The processes of a running site: the server of the pages, the worker of queued tasks and the night run; watched and ended together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

SECONDS_TO_END = 30
SECONDS_UNTIL_DOUBT = 30
LONGEST_PAUSE = 60
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
BIN = Path(sys.executable).parent


@dataclass
class Companion:
    """A process beside the server of the pages; one that ends is started again, after a pause that grows."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 1.0
    due: float = 0.0

    def tend(self, say: Callable[[str], None]) -> None:
        """Start it if it is not there and its pause is over."""
        if self.process is not None and self.process.poll() is not None:
            say(f"{self.name} ended with code {self.process.returncode}; it is started again in {self.pause:.0f} s")
            self.process, self.due, self.pause = None, time.monotonic() + self.pause, min(self.pause * 2, LONGEST_PAUSE)
        if self.process is None and time.monotonic() >= self.due:
            self.process = start(self.command, role="night")


@dataclass
class Serving:
    """A running site; `run` returns when it was told to stop, or when the server of the pages ended."""

    host: str
    port: int
    workers: int
    host_name: str
    say: Callable[[str], None]
    companions: list[Companion] = field(default_factory=list)
    stopping: bool = False

    def run(self, on_ready: Callable[[], None]) -> int:
        """Start everything, call `on_ready` once pages are answered, wait, end everything; gives the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # Set in full, since a shell that starts this in the background has it ignore SIGINT.
            signal.signal(number, self._stop)
        pages = start(self._gunicorn(), role="web")
        ready, warn_at = False, time.monotonic() + SECONDS_UNTIL_DOUBT
        try:
            while not self.stopping and pages.poll() is None:
                if not ready and self._answers():
                    ready = True
                    on_ready()
                if not ready and time.monotonic() > warn_at:
                    warn_at += SECONDS_UNTIL_DOUBT
                    self.say(f"not ready yet: nothing good comes from http://{self.host}:{self.port}/ready; the lines above may say why")
                for companion in self.companions if ready else ():
                    companion.tend(self.say)
                time.sleep(0.25)
        finally:
            end([pages, *(one.process for one in self.companions if one.process)])
        return 0 if self.stopping else 1

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _answers(self) -> bool:
        """Ask for the readiness page as a stranger does; a redirect is not an answer."""
        asking = HTTPConnection(self.host, self.port, timeout=5)
        try:
            asking.request("GET", "/ready", headers={"Host": self.host_name, "X-Forwarded-Proto": "https"})
            return asking.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()

    def _gunicorn(self) -> list[str]:
        settings = ["--config", "python:vejviser.site.gunicorn_settings", "--workers", str(self.workers)]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return [str(BIN / "gunicorn"), *settings, "--bind", f"{host}:{self.port}", "vejviser.site.wsgi:application"]


def background() -> list[Companion]:
    """Give the processes that work beside the pages, in the role of the night."""
    worker = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--no-startup-delay", "--interval", "5", "--verbosity", "0"]
    return [Companion("the worker of tasks", worker), Companion("the night run", [str(BIN / "vejviser"), "night", "--loop"])]


def start(command: list[str], *, role: str) -> subprocess.Popen[bytes]:
    """Start a process in a role of the database; it gets no interrupt of the terminal, and ends if this one is killed."""
    environment = {**os.environ, "VEJVISER_DATABASE_ROLE": role, "DJANGO_SETTINGS_MODULE": "vejviser.site.settings"}
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509, S603  no threads here


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, wait, and kill what is still there."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + SECONDS_TO_END
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)
