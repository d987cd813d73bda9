# SPDX-License-Identifier: EUPL-1.2
"""The site as its users meet it: `vejviser serve` over this process's database, and Chromium in front of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests import database as test_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from vejviser.site.postgres import Cluster

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BUILT = Path(__file__).resolve().parent.parent / "build" / "static"


@dataclass(frozen=True)
class Site:
    """A running site."""

    address: str
    environment: dict[str, str] = field(repr=False)

    def verb(self, *arguments: str) -> str:
        """Run `vejviser VERB …` on this site's database and keys, and give what it printed."""
        return subprocess.run([test_database.PROGRAM, *arguments], env=self.environment, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def serving(cluster: Cluster, database: str) -> Iterator[Site]:
    """Serve a database of the run for as long as the block lasts."""
    if not (BUILT / "staticfiles.json").exists():
        pytest.fail("the static files are not built; run: make assets")
    environment = {**test_database.environment_of(cluster, database), "VEJVISER_STATIC": str(BUILT)}
    log = Path(os.environ["VEJVISER_HOME"]) / f"serve-{database}.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [test_database.PROGRAM, "serve", "--port", "0", "--workers", "1", "--no-background"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        yield Site(_address_said(server, log), environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)


@pytest.fixture(scope="session")
def _server(cluster: Cluster, clone_name: str) -> Iterator[Site]:
    with serving(cluster, clone_name) as site:
        yield site


@pytest.fixture
def site_server(committing_database: None, _server: Site) -> Site:  # noqa: ARG001  the database is replaced afterwards
    """A real server over this process's database: what the test commits it shows; the database is replaced after the test."""
    return _server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for this process."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("there is no Chromium on the path; on Debian: apt-get install chromium")
    # Playwright keeps an event loop in this thread, and Django would take that for an asynchronous program.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not run as root.
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site_server: Site) -> Iterator[Page]:
    """A new, empty profile with one tab, whose addresses are relative to the running site."""
    profile = browser.new_context(base_url=site_server.address, locale="da-DK")
    yield profile.new_page()
    profile.close()


def _address_said(server: subprocess.Popen[str], log: Path) -> str:
    """Wait for the line in which the server says that it is ready, and give the address of the site."""
    for line in server.stdout or ():
        if line.startswith("ready "):
            return line.split()[1].removesuffix("/ready")
    pytest.fail(f"the server did not start:\n{log.read_text()}")
