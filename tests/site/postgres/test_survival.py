# SPDX-License-Identifier: EUPL-1.2
"""The embedded database comes back: after kill -9, after a start that was cut short, and when two start it at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.site.postgres.conftest import rows
from vejviser.site.postgres import Cluster
from vejviser.site.postgres.roles import OWNER
from vejviser.site.postgres.server_user import server_user

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTER = "import sys, pathlib; from vejviser.site.postgres import Cluster; print(Cluster(pathlib.Path(sys.argv[1])).ensure_running())"
WRITER = """
import json, sys, psycopg
with psycopg.connect(**json.loads(sys.stdin.readline()), autocommit=True) as connection:
    for number in range(10**9):
        connection.execute("INSERT INTO written VALUES (%s)", [number])
        print(number, flush=True)
"""


@pytest.fixture
def cluster(folder: Path) -> Cluster:
    """A running cluster of this test alone, with a table."""
    made = Cluster(folder / "home")
    made.ensure_running()
    with psycopg.connect(**made.connection(OWNER)) as connection:
        connection.execute("CREATE TABLE written (number int)")
    return made


def processes(cluster: Cluster) -> Iterator[int]:
    """Give the postmaster and then all that it started; all of them work in the folder of the data."""
    data = str(cluster.places.data.resolve())
    postmaster = int((cluster.places.data / "postmaster.pid").read_text().split("\n")[0])
    yield postmaster
    for found in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if str(found.readlink()) == data and int(found.parent.name) != postmaster:
                yield int(found.parent.name)
        except OSError:
            continue


def kill(numbers: list[int]) -> None:
    for number in numbers:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue


def start_writer(cluster: Cluster) -> subprocess.Popen[str]:
    import json  # noqa: PLC0415  of one function

    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert writer.stdin is not None
    writer.stdin.write(json.dumps(cluster.connection(OWNER)) + "\n")
    writer.stdin.flush()
    return writer


@pytest.mark.parametrize("whom", ["all", "postmaster"])
def test_rows_acknowledged_before_kill_9_are_there_afterwards(cluster: Cluster, whom: str) -> None:
    for _ in range(3):
        with psycopg.connect(**cluster.connection(OWNER)) as connection:
            connection.execute("TRUNCATE written")
        writer = start_writer(cluster)
        assert writer.stdout is not None
        acknowledged = [next(writer.stdout) for _ in range(50)]
        found = list(processes(cluster))
        assert len(found) > 3
        kill(found if whom == "all" else found[:1])
        acknowledged += list(writer.stdout)
        writer.wait(30)
        assert writer.stdin is not None
        writer.stdin.close()
        cluster.ensure_running()
        writer.stdout.close()
        kept = {number for (number,) in rows(cluster, "SELECT number FROM written")}
        assert {int(line) for line in acknowledged if line.endswith("\n")} <= kept


def test_a_process_that_got_the_number_of_the_dead_server_is_not_taken_for_it(cluster: Cluster) -> None:
    user = server_user()
    who = {"user": user.uid, "group": user.gid} if user.other else {}
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **who)  # type: ignore[call-overload]
    try:
        kill(list(processes(cluster)))
        for path in (cluster.places.data / "postmaster.pid", cluster.places.socket / ".s.PGSQL.5432.lock"):
            lines = path.read_text().split("\n")
            path.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        assert cluster.ensure_running()
        assert rows(cluster, "SELECT 1") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_clean_stop_leaves_nothing_to_recover(cluster: Cluster) -> None:
    with psycopg.connect(**cluster.connection(OWNER)) as left_open:
        left_open.execute("INSERT INTO written VALUES (1)")
        left_open.commit()
        assert cluster.stop()
    assert not cluster.is_running()
    assert not cluster.stop()
    assert cluster.ensure_running()
    assert rows(cluster, "SELECT number FROM written") == [(1,)]
    log = "".join(path.read_text() for path in cluster.places.data.glob("log/*"))
    assert "was not properly shut down" not in log


def test_starting_what_runs_changes_nothing(cluster: Cluster) -> None:
    before = next(processes(cluster))
    assert not cluster.ensure_running()
    assert next(processes(cluster)) == before


def test_of_many_that_start_it_at_once_one_makes_it_and_all_can_use_it(folder: Path) -> None:
    home = folder / "home"
    starters = [subprocess.Popen([sys.executable, "-c", STARTER, home], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert sorted(starter.communicate(timeout=60)[0].strip() for starter in starters) == ["False", "False", "False", "True"]
    assert rows(Cluster(home), "SELECT 1") == [(1,)]


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.5])
def test_a_making_that_was_cut_short_is_begun_anew(folder: Path, seconds: float) -> None:
    home = folder / "home"
    starter = subprocess.Popen([sys.executable, "-c", STARTER, home], stdout=subprocess.DEVNULL)
    while not list(home.glob("database/data.making-*")) and starter.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    starter.kill()
    starter.wait()
    cluster = Cluster(home)
    cluster.ensure_running()
    assert rows(cluster, "SELECT current_database()", OWNER) == [("vejviser",)]
    while _works_in(home, "data.making-"):  # initdb outlives its starter, and may write after ours is done
        time.sleep(0.05)
    cluster.stop()
    assert cluster.ensure_running()
    assert not list(home.glob("database/data.making-*"))
    assert rows(cluster, "SELECT current_database()", OWNER) == [("vejviser",)]


def _works_in(home: Path, part: str) -> bool:
    """Tell whether a process names a part of the home in its command or works in it."""
    wanted = f"{home}/database/{part}"
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "cmdline").read_text(errors="replace") or wanted in str((process / "cwd").readlink()):
                return True
        except OSError:
            continue
    return False
