# SPDX-License-Identifier: EUPL-1.2
"""The database as a stream: of the embedded one a copy of all its files, checksums and log included; of one's own a dump."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple
from uuid import uuid4

import psycopg

from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.site.postgres import Cluster, binaries, roles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vejviser.safekeeping.contents import Kind
    from vejviser.site.environment import Environment


class Program(NamedTuple):
    """A program of PostgreSQL that writes the database to its standard output."""

    kind: Kind
    major: int
    command: list[str]
    password: str
    connection: dict[str, str]


def program_for(environment: Environment) -> Program:
    """Give what copies the database of an installation.

    Raises:
        SafekeepingRefused: it does not answer, or the programs of its version are not here.

    """
    if environment.embedded:
        cluster = Cluster(environment.home)
        cluster.ensure_running()
        given = cluster.connection(roles.SUPERUSER, "postgres")
        return _program("cluster", given)
    settings = environment.database
    given = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": settings["NAME"]}
    return _program("dump", {**{name: value for name, value in given.items() if value}, "password": settings["PASSWORD"]})


@contextmanager
def running(program: Program) -> Iterator[IO[bytes]]:
    """Run it and give what it writes; at the end it must have ended well.

    Raises:
        SafekeepingRefused: it did not; its own words are in the text.

    """
    environment = {**os.environ, "PGPASSWORD": program.password}
    with (
        _log_kept(program),
        subprocess.Popen(program.command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,  # noqa: S603  found by `binaries`
    ):
        assert process.stdout is not None  # noqa: S101  for the type checker: a pipe was asked for
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
        if process.wait():
            raise SafekeepingRefused("the database", f"could not be copied: {said.splitlines()[-1] if said else process.returncode}")


def _program(kind: Kind, given: dict[str, str]) -> Program:
    try:
        with psycopg.connect(**given, connect_timeout=10) as connection:  # type: ignore[arg-type]
            major = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        raise SafekeepingRefused("the database", "does not answer; start it, or correct DATABASE_URL_OWNER") from error
    folder = binaries.find(major).folder
    where = ["--host", given["host"], "--username", given["user"], "--no-password"]
    where += ["--port", given["port"]] if "port" in given else []
    if kind == "cluster":
        what = ["--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-sync"]
        command = [str(_needed(folder / "pg_basebackup")), *where, *what]
    else:
        # The owner's own policy lets it see every row; without the option the dump would refuse tables with row security.
        command = [str(_needed(folder / "pg_dump")), *where, "--format=custom", "--enable-row-security", "--dbname", given["dbname"]]
    return Program(kind, major, command, given["password"], given)


def _needed(path: Path) -> Path:
    if not path.exists():
        raise SafekeepingRefused(path, "is missing; install the client programs of PostgreSQL, or set VEJVISER_POSTGRES to another folder")
    return path


@contextmanager
def _log_kept(program: Program) -> Iterator[None]:
    """Have the server keep its log while it is copied: a copy that takes long would else miss the part written since it began."""
    if program.kind != "cluster":
        yield
        return
    with psycopg.connect(**program.connection, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute("SELECT pg_create_physical_replication_slot(%s, true, true)", [f"vejviser_backup_{uuid4().hex}"])
        yield
