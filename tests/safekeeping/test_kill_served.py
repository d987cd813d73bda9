# SPDX-License-Identifier: EUPL-1.2
"""What a page acknowledged stays: also when the server of the pages, its processes and the database are killed under load."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import psycopg

from tests.database import PROGRAM
from tests.safekeeping.conftest import PROJECT
from tests.safekeeping.test_kill import kill_database

if TYPE_CHECKING:
    from tests.safekeeping.conftest import Installation

WRITERS, KILLS, BETWEEN = 4, 4, 12
TOKEN = "a" * 32
FORM = "application/x-www-form-urlencoded"


@dataclass
class Served:
    """The pages of an installation, started again after each kill."""

    installation: Installation
    server: subprocess.Popen[str] | None = None
    port: int = 0

    def start(self) -> None:
        command = [str(PROGRAM), "serve", "--port", str(self.port), "--workers", "2", "--no-background"]
        environment = {**self.installation.environment, "VEJVISER_STATIC": str(PROJECT / "build" / "static")}
        self.server = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )
        for line in self.server.stdout or ():
            found = re.match(r"ready http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill gunicorn with its processes (a group of their own), and the watcher that would end them in order."""
        assert self.server is not None
        for group in (*self._gunicorns(), self.server.pid):
            os.killpg(group, signal.SIGKILL)
        self.server.communicate()

    def _gunicorns(self) -> set[int]:
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"127.0.0.1:{self.port}".encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                    found.add(os.getpgid(int(folder.name)))
            except OSError:
                continue
        assert found, "there is no gunicorn to kill"
        return found


@dataclass
class Writer:
    """Records notes from the form of the pages; a number counts only when the answer that follows a saved form came back."""

    served: Served
    session: str
    cases: list[str]
    stop: threading.Event
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def run(self) -> None:
        while not self.stop.is_set():
            number, case = uuid.uuid4(), random.choice(self.cases)  # noqa: S311  no secret
            for _again in range(200):
                status = self._send(case, number)
                if status == http.HTTPStatus.FOUND:
                    self.acknowledged.append(number)
                    break
                if status not in (0, 500, 502, 503):
                    self.refused.append(status)
                    break
                if self.stop.is_set():
                    break
                time.sleep(0.1)

    def _send(self, case: str, number: uuid.UUID) -> int:
        """Send one form; 0 when the line broke, and nobody knows whether it was recorded."""
        line = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=10)
        body = urlencode({"sending": number, "section": "L", "text": f"note {number}", "csrfmiddlewaretoken": TOKEN})
        try:
            headers = {"Cookie": f"session={self.session}; form={TOKEN}", "Content-Type": FORM}
            line.request("POST", f"/cases/{case}/write/note/", body, headers)
            return line.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()


def test_no_event_that_a_page_acknowledged_is_lost_or_doubled_when_everything_is_killed(installation: Installation) -> None:
    begun = subprocess.run(
        [sys.executable, "-m", "tests.safekeeping.begin", "6"],
        env=installation.environment,
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    given, served, stop, chance = json.loads(begun.stdout), Served(installation), threading.Event(), random.Random(11)  # noqa: S311
    served.start()
    writers = [Writer(served, given["session"], given["cases"], stop) for _ in range(WRITERS)]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for kill in range(KILLS):
            _wait_for(writers, sum(len(writer.acknowledged) for writer in writers) + BETWEEN + chance.randint(0, 9))
            if kill % 2:
                kill_database(installation)
            served.kill()
            served.start()
        _wait_for(writers, sum(len(writer.acknowledged) for writer in writers) + BETWEEN)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
        served.kill()
    told = [str(number) for writer in writers for number in writer.acknowledged]
    assert not [status for writer in writers for status in writer.refused]
    assert len(told) >= (KILLS + 1) * BETWEEN
    with psycopg.connect(**installation.cluster.connection()) as connection:
        rows = connection.execute("SELECT id, sending FROM cases_entry WHERE NOT is_event").fetchall()
        written = {str(row) for (row,) in connection.execute("SELECT row_id FROM ledger_entry WHERE action = 'cases_entry:insert'")}
    kept = [str(sending) for _, sending in rows]
    assert not set(told) - set(kept), "an acknowledged event was lost"
    assert len(kept) == len(set(kept)), "an event was recorded twice"
    assert {str(entry) for entry, _ in rows} <= written, "an event has no entry in the ledger"
    installation.verb("night")
    installation.verb("ledger", "verify")


def _wait_for(writers: list[Writer], wanted: int) -> None:
    until = time.monotonic() + 60
    while sum(len(writer.acknowledged) for writer in writers) < wanted:
        assert time.monotonic() < until, "the pages record nothing any more"
        time.sleep(0.02)
