# SPDX-License-Identifier: EUPL-1.2
"""`vejviser serve`: says when it is ready, refuses an unsafe database, ends cleanly however it was started, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import database as test_database
from vejviser.site.serving import Companion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.running_site import Site
    from vejviser.site.postgres import Cluster

LONGEST = 60
ONLY_PAGES = ("--port", "0", "--workers", "1", "--no-background")


@pytest.fixture
def environment(cluster: Cluster) -> Iterator[dict[str, str]]:
    """The environment of a program that works on a database of this test alone."""
    name = f"vejviser_serving_{test_database.worker()}"
    test_database.clone(cluster, name)
    yield test_database.environment_of(cluster, name)
    cluster.drop_database(name)


def start(environment: dict[str, str], *arguments: str | Path, ignoring: bool = False) -> subprocess.Popen[str]:
    """Start `serve`, as a shell starts a job in the background if `ignoring`: with SIGINT ignored."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if ignoring else None
    try:
        return subprocess.Popen([test_database.PROGRAM, "serve", *arguments], env=environment, stdout=subprocess.PIPE, text=True)
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def address_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return next(line for line in server.stdout if line.startswith("ready ")).split()[1]


def status(address: str) -> int:
    asked = HTTPConnection(urlsplit(address).netloc, timeout=10)
    asked.request("GET", urlsplit(address).path)
    answer = asked.getresponse().status
    asked.close()
    return answer


def children(pid: int) -> list[int]:
    """Give the processes below a process, from the kernel."""
    below = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    return below + [grandchild for child in below for grandchild in children(child)]


def gone(pid: int) -> bool:
    """Tell whether a process has ended, waiting for it for a while."""
    until = time.monotonic() + LONGEST
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


def test_it_says_that_it_is_ready_only_when_it_answers(environment: dict[str, str], tmp_path: Path) -> None:
    with start(environment, *ONLY_PAGES, "--pid-file", tmp_path / "pid") as server:
        address = address_of(server)
        assert address.endswith("/ready")
        assert status(address) == HTTPStatus.OK
        assert (tmp_path / "pid").read_text() == f"{server.pid}\n"
        server.terminate()
        assert server.wait(LONGEST) == 0
    assert not (tmp_path / "pid").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("ignoring", [False, True])
def test_every_usual_signal_ends_all_of_it(environment: dict[str, str], number: signal.Signals, ignoring: bool) -> None:  # noqa: FBT001
    with start(environment, *ONLY_PAGES, ignoring=ignoring) as server:
        address_of(server)
        below = children(server.pid)
        assert len(below) >= 2
        server.send_signal(number)
        assert server.wait(LONGEST) == 0
        assert all(gone(pid) for pid in below)


def test_nothing_of_it_outlives_its_own_sudden_death(environment: dict[str, str]) -> None:
    with start(environment, *ONLY_PAGES) as server:
        address_of(server)
        below = children(server.pid)
        server.kill()
        assert all(gone(pid) for pid in below)


def test_a_process_of_the_pages_that_dies_is_replaced(environment: dict[str, str]) -> None:
    with start(environment, *ONLY_PAGES) as server:
        address = address_of(server)
        gunicorn, *answering = children(server.pid)
        for pid in answering:
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                if status(address) == HTTPStatus.OK:
                    break
            except OSError:
                time.sleep(0.1)
        assert status(address) == HTTPStatus.OK
        assert children(server.pid)[0] == gunicorn
        server.terminate()


def test_a_database_whose_lock_is_open_is_not_served(cluster: Cluster, environment: dict[str, str]) -> None:
    name = f"vejviser_serving_{test_database.worker()}"
    with psycopg.connect(**cluster.connection("vejviser_owner", name)) as owner:
        owner.execute("ALTER TABLE cases_entry NO FORCE ROW LEVEL SECURITY")
    refused = subprocess.run([test_database.PROGRAM, "serve", *ONLY_PAGES], env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "cases_entry has no forced row security; run: vejviser migrate" in refused.stderr


def test_the_owner_of_the_tables_does_not_serve(environment: dict[str, str]) -> None:
    as_owner = {**environment, "DATABASE_URL": environment["DATABASE_URL_OWNER"]}
    refused = subprocess.run([test_database.PROGRAM, "serve", *ONLY_PAGES], env=as_owner, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "owns the table" in refused.stderr


def test_an_empty_database_is_not_served(cluster: Cluster) -> None:
    cluster.create_database("vejviser_empty")
    try:
        environment = test_database.environment_of(cluster, "vejviser_empty")
        refused = subprocess.run(
            [test_database.PROGRAM, "serve", *ONLY_PAGES], env=environment, capture_output=True, text=True, check=False
        )
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "run: vejviser migrate" in refused.stderr
    finally:
        cluster.drop_database("vejviser_empty")


def test_a_companion_that_ends_is_started_again_after_a_growing_pause() -> None:
    said: list[str] = []
    companion = Companion("the sleeper", ["false"], pause=0.01)
    until = time.monotonic() + LONGEST
    while len(said) < 3 and time.monotonic() < until:
        companion.tend(said.append)
    assert said == [f"the sleeper ended with code 1; it is started again in {seconds:.0f} s" for seconds in (0.01, 0.02, 0.04)]
    assert companion.pause == 0.08
    if companion.process:
        companion.process.wait()


def test_what_a_test_commits_is_what_the_browser_meets(site_server: Site, page: Page) -> None:
    answer = page.goto("/ready")
    assert answer is not None
    assert (answer.status, answer.text()) == (200, "ready\n")
    assert site_server.address.startswith("http://127.0.0.1:")
