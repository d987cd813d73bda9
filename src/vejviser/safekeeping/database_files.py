# SPDX-License-Identifier: EUPL-1.2
"""The files of a database that came from a backup: verified one by one, given to the server's user, and given new passwords."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vejviser.safekeeping.refused import SafekeepingRefused
from vejviser.site.postgres import binaries, roles
from vejviser.site.postgres.places import ELSEWHERE

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.site.postgres.binaries import Binaries
    from vejviser.site.postgres.server_user import ServerUser


def settle(data: Path, major: int, secrets: Path, user: ServerUser) -> None:
    """Make the files ready to be started.

    Raises:
        SafekeepingRefused: a file is not the one that was backed up, or the programs of this version are not here.

    """
    programs = binaries.reachable(binaries.find(major), user, ELSEWHERE)
    _give_all(data, user)
    _verify(data, programs, user)
    _change_passwords(data, programs, secrets, user)


def _give_all(data: Path, user: ServerUser) -> None:
    for folder, _, files in os.walk(data):
        for path in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118  a hundred thousand of them
            os.chmod(path, 0o700 if path == folder else 0o600)  # noqa: PTH101  as above
            if user.other:
                os.chown(path, user.uid, user.gid)


def _verify(data: Path, programs: Binaries, user: ServerUser) -> None:
    program = programs.folder / "pg_verifybackup"
    if not program.exists():
        raise SafekeepingRefused(program, "is missing; install the server of PostgreSQL, or set VEJVISER_POSTGRES to another folder")
    said = user.run(program, "--exit-on-error", data)
    if said.code:
        raise SafekeepingRefused("the database", f"is not the one that was backed up: {said.text.splitlines()[0]}")


def _change_passwords(data: Path, programs: Binaries, secrets: Path, user: ServerUser) -> None:
    """Give the roles the passwords of the new place, by a server that nobody can connect to; it replays the log that the copy needs."""
    statements = [f"ALTER ROLE {role} PASSWORD '{roles.password(secrets, role)}'" for role in roles.ALL]
    text = "".join(f"{one};\n" for one in ("SET password_encryption = 'scram-sha-256'", *statements))
    options = ("--single", "-D", data, "-c", "exit_on_error=on", "-c", "logging_collector=off")
    said = user.run(programs.folder / "postgres", *options, "postgres", text=text)
    if said.code:
        # The statements hold passwords, so only what kind of failure it was is passed on.
        raise SafekeepingRefused("the database", f"cannot be started from this backup: code {said.code}")
