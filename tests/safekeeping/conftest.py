# SPDX-License-Identifier: EUPL-1.2
"""An installation of its own for each file of tests: its embedded database waits for the disk, as a real one does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.database import PROGRAM
from vejviser.safekeeping.restoring import remove
from vejviser.site.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
PLANTED = "Blåbærgrød-canary-7Q9X at Nyhavn"
ROLES = {"DATABASE_URL": "vejviser_web", "DATABASE_URL_OWNER": "vejviser_owner", "DATABASE_URL_NIGHT": "vejviser_night"}
KEPT = ("VEJVISER_POSTGRES", "VEJVISER_POSTGRES_USER")


@dataclass(frozen=True)
class Installation:
    """A home folder with a database, and what can be asked of it."""

    folder: Path
    home: Path
    urls: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if name in KEPT or not name.startswith(("VEJVISER_", "DATABASE_URL"))}
        return {**ours, "VEJVISER_HOME": str(self.home), "VEJVISER_INSTALLATION": "testkit", "PYTHONPATH": str(PROJECT)} | dict(self.urls)

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.home)

    def verb(self, *arguments: str | Path, code: int = 0) -> str:
        """Run a verb that must end with this code; gives what it said, on both streams."""
        done = subprocess.run([PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def writer(self, acknowledged: Path, number: int) -> subprocess.Popen[bytes]:
        """Start a process that records cases."""
        command = [sys.executable, "-m", "tests.safekeeping.writer", str(acknowledged), str(number), PLANTED]
        return subprocess.Popen(command, env=self.environment, cwd=PROJECT)

    def with_database_urls(self) -> Installation:
        """Give the same installation, told of its database as of one of one's own."""
        return Installation(self.folder, self.home, tuple((name, self._url(role)) for name, role in ROLES.items()))

    def _url(self, role: str) -> str:
        given = self.cluster.connection(role)
        return f"postgresql://{role}:{given['password']}@/{given['dbname']}?host={given['host']}"

    def elsewhere(self) -> Installation:
        """Give an installation that is not there yet."""
        return Installation(self.folder, Path(tempfile.mkdtemp(dir=self.folder)) / "restored")


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    # Not pytest's own folder, which the user of the server may not pass through.
    folder = Path(tempfile.mkdtemp(prefix="vejviser-safekeeping-"))
    folder.chmod(0o711)
    made = Installation(folder, folder / "home")
    made.verb("migrate")
    made.verb("vault", "init")
    yield made
    for home in (made.home, *folder.glob("*/restored")):
        remove(home)
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Copy:
    """A backup, its keys and the secret key that opens both."""

    folder: Path
    keys: Path
    identity: Path

    @property
    def arguments(self) -> tuple[Path | str, ...]:
        return self.folder, "--keys", self.keys, "--identity", self.identity


@pytest.fixture(scope="module")
def backup(installation: Installation) -> Copy:
    """A backup of an installation in which something was recorded."""
    with installation.writer(installation.folder / "recorded", 3) as writer:
        assert writer.wait(120) == 0
    installation.verb("night")
    said = installation.verb("backup", "--new-recovery-key")
    identity = installation.folder / "identity"
    identity.write_text(next(line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-")))
    folder, keys = (Path(line) for line in installation.verb("backup", installation.folder / "backups").splitlines()[:2])
    return Copy(folder, keys, identity)
