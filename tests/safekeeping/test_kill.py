# SPDX-License-Identifier: EUPL-1.2
"""What was acknowledged stays: also when the database and those who write are killed in the middle of their work."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from tests.safekeeping.conftest import Installation

WRITERS, EACH, KILLS = 3, 400, 3


def processes_of(installation: Installation) -> list[int]:
    """Give the postmaster and everything that it started: all work in the folder of the data."""
    data, found = installation.cluster.places.data.resolve(), []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cwd").resolve(strict=True) == data:
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def kill_database(installation: Installation) -> None:
    for number in processes_of(installation):
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue


def acknowledged(files: list[Path]) -> list[str]:
    return [line for file in files if file.exists() for line in file.read_text().splitlines() if len(line) == 36]


def test_no_acknowledged_event_is_lost_when_database_and_writers_are_killed(installation: Installation) -> None:
    files = [installation.folder / f"acknowledged-{number}" for number in range(WRITERS)]
    writers = [installation.writer(file, EACH) for file in files]
    chance = random.Random(7)  # noqa: S311  no secret
    try:
        for kill in range(KILLS):
            before = len(acknowledged(files))
            while len(acknowledged(files)) < before + chance.randint(10, 30):
                assert any(writer.poll() is None for writer in writers)
                time.sleep(0.05)
            kill_database(installation)
            if kill == 1:
                writers[0].kill()
            assert installation.cluster.ensure_running()
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    told = acknowledged(files)
    assert len(told) >= KILLS * 10
    with psycopg.connect(**installation.cluster.connection()) as connection:
        kept = {str(entry) for (entry,) in connection.execute("SELECT id FROM cases_entry").fetchall()}
        written = {
            str(row) for (row,) in connection.execute("SELECT row_id FROM ledger_entry WHERE action = 'cases_entry:insert'").fetchall()
        }
    assert not set(told) - kept, "an acknowledged event was lost"
    assert kept == written, "an event and its entry in the ledger are both there or neither is"
    installation.verb("night")
    installation.verb("ledger", "verify")
