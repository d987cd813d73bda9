# SPDX-License-Identifier: EUPL-1.2
"""The drill: a backup that was never restored is a hope. Restores one into a temporary place, starts it, and proves what is in it."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from vejviser.rules.problems import RefusedError
from vejviser.safekeeping import contents
from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.safekeeping.restoring import remove, restore
from vejviser.site.postgres import Cluster, binaries, roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = "drills"


class Outcome(msgspec.Struct, kw_only=True):
    """What a drill found: `seconds` of each step, `problems` empty if the copy is whole; `lost` is the time that no backup covers."""

    backup: str
    backed_up_at: dt.datetime
    at: dt.datetime
    lost: float
    seconds: dict[str, float] = {}
    found: dict[str, Any] = {}
    problems: list[str] = []

    @property
    def passed(self) -> bool:
        """Whether the copy proved to be whole."""
        return not self.problems

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step."""
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 2)


def drill(backup: Path, keys: Path, identity: Path, now: dt.datetime) -> Outcome:
    """Restore a backup into a temporary place and prove it; whatever does not hold is in the outcome, and nothing is left behind.

    Raises:
        SafekeepingRefused: the backup has no readable manifest.

    """
    made_at = contents.read_manifest(backup).made_at
    outcome = Outcome(backup=backup.name, backed_up_at=made_at, at=now, lost=round((now - made_at).total_seconds(), 1))
    with tempfile.TemporaryDirectory(prefix="vejviser-drill-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        try:
            _prove(outcome, backup, (keys, identity), home)
        except RefusedError as refusal:
            outcome.problems += [str(problem) for problem in refusal.problems]
        finally:
            remove(home)
    return outcome


def keep(outcome: Outcome, home: Path) -> Path:
    """Write the outcome as a file of the home folder, beside those of earlier drills."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{contents.name_at(outcome.at)}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(outcome)))
    return path


def _prove(outcome: Outcome, backup: Path, secret: tuple[Path, Path], home: Path) -> None:
    with outcome.step("restore"):
        manifest = restore(backup, *secret, home)
    cluster = Cluster(home)
    with outcome.step("start"):
        cluster.ensure_running()
    with outcome.step("read everything"):
        _read_all(cluster)
    environment = environment_of(home)
    with outcome.step("ledger"):
        said = _run([str(Path(sys.executable).with_name("vejviser")), "ledger", "verify"], environment)
        outcome.found["ledger"] = said.strip().splitlines()[-1] if said.strip() else ""
    with outcome.step("one content"):
        outcome.found |= json.loads(_run([sys.executable, "-m", "vejviser.safekeeping.proving"], environment))
    if outcome.found["sealed"] and not outcome.found["opened"]:
        outcome.problems.append("no content of any case could be opened with the restored keys")
    outcome.found["signed"] = manifest.ledger


def environment_of(home: Path) -> dict[str, str]:
    """Give the environment of the restored copy: its own database and keys. A master key that is not in a file stays where it is."""
    ours = ("VEJVISER_HOME", "VEJVISER_KEY_STORE", "VEJVISER_DATABASE_ROLE", "VEJVISER_SECRET_KEY_FILE", "VEJVISER_DATABASE_NAME")
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("DATABASE_URL")}
    if kept.get("VEJVISER_MASTER_KEY", "file:").startswith("file:"):
        kept.pop("VEJVISER_MASTER_KEY", None)
    return {**kept, "VEJVISER_HOME": str(home)}


def _read_all(cluster: Cluster) -> None:
    """Read every row of every table: each page of the files is compared with its checksum on the way."""
    given = cluster.connection(roles.SUPERUSER)
    major = int((cluster.places.data / "PG_VERSION").read_text(encoding="ascii"))
    where = ["--host", given["host"], "--username", given["user"], "--no-password", "--dbname", given["dbname"]]
    command = [str(binaries.find(major).folder / "pg_dump"), *where, "--format=plain", f"--file={os.devnull}"]
    _run(command, {**os.environ, "PGPASSWORD": given["password"]})


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own programs and PostgreSQL's
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SafekeepingRefused(Path(command[0]).name, said[-1] if said else f"ended with {done.returncode}")
    return done.stdout
