# SPDX-License-Identifier: EUPL-1.2
"""Starting and stopping the embedded server, also after it, or the whole machine, was killed."""

from __future__ import annotations

import contextlib
import fcntl
import time
from pathlib import Path
from typing import TYPE_CHECKING

from psycopg import pq

from vejviser.site.postgres.places import SOCKET_NAME
from vejviser.site.postgres.refused import DatabaseRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.site.postgres.binaries import Binaries
    from vejviser.site.postgres.server_user import ServerUser

# After kill -9 of the postmaster its orphans hold the shared memory until each notices; that was seen to take up to five attempts.
ATTEMPTS = 12
SECONDS_TO_WAIT = 120
NO_PROCESS = 2**22 + 1  # one above the highest number that Linux gives
PID_FILE = "postmaster.pid"
STARTUP_LOG = "startup.log"


def answer(socket: Path) -> pq.Ping:
    """Ask the server behind a socket whether it takes connections; needs no password."""
    return pq.Ping(pq.PGconn.ping(f"host='{socket}' dbname=postgres connect_timeout=5".encode()))


@contextlib.contextmanager
def held(lock: Path) -> Iterator[None]:
    """Keep everybody else from starting or stopping; the kernel lets go of it when this process ends in any way."""
    with lock.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start(data: Path, socket: Path, binaries: Binaries, user: ServerUser) -> None:
    """Start the server and wait until it takes connections.

    Raises:
        DatabaseRefused: it does not start; the end of its own log is in the text.

    """
    log, said = data / STARTUP_LOG, ""
    for attempt in range(ATTEMPTS):
        found = answer(socket)
        if found == pq.Ping.OK:
            return
        if found == pq.Ping.REJECT:  # it is there, and busy with its recovery
            time.sleep(0.5)
            continue
        forget_stale(data, socket)
        said = user.run(binaries.folder / "pg_ctl", "start", "-w", "-t", str(SECONDS_TO_WAIT), "-D", data, "-l", log, "-s").text
        time.sleep(0 if answer(socket) == pq.Ping.OK else 0.2 * (attempt + 1))
    if answer(socket) == pq.Ping.OK:
        return
    raise DatabaseRefused(str(data), f"the database server does not start: {said} {_end_of(log)}")


def stop(data: Path, binaries: Binaries, user: ServerUser) -> None:
    """Stop the server: no new connection, open ones are ended, everything is written; does nothing if none runs.

    Raises:
        DatabaseRefused: it is still there.

    """
    if not _is_our_server(_pid_of(data / PID_FILE), data):
        return
    said = user.run(binaries.folder / "pg_ctl", "stop", "-m", "fast", "-w", "-t", str(SECONDS_TO_WAIT), "-D", data, "-s")
    if said.code and _is_our_server(_pid_of(data / PID_FILE), data):
        raise DatabaseRefused(str(data), f"the database server does not stop: {said.text}")


def forget_stale(data: Path, socket: Path) -> None:
    """Keep a process that by chance has the number of a server long dead from being taken for it.

    Only the number is replaced: the rest of the file names the shared memory, by which PostgreSQL itself finds out whether
    orphans of the old server still write.
    """
    for path in (data / PID_FILE, socket / f"{SOCKET_NAME}.lock"):
        pid = _pid_of(path)
        if pid and pid != NO_PROCESS and not _is_our_server(pid, data):
            lines = path.read_text(encoding="utf-8").splitlines()
            path.write_text("\n".join([str(NO_PROCESS), *lines[1:]]) + "\n", encoding="utf-8")


def _pid_of(path: Path) -> int | None:
    try:
        return abs(int(path.read_text(encoding="utf-8").split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def _is_our_server(pid: int | None, data: Path) -> bool:
    """Tell whether a process is a server of these data: a server always works in the folder of its data."""
    if pid is None:
        return False
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
    except OSError:
        return False


def _end_of(log: Path) -> str:
    try:
        return " / ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])
    except OSError:
        return ""
