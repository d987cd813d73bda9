# SPDX-License-Identifier: EUPL-1.2
"""Who runs the database server: PostgreSQL refuses to run as root, so root starts it as a user of the system that owns nothing else."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.site.postgres.refused import DatabaseRefused

if TYPE_CHECKING:
    from pathlib import Path

USUAL = ("postgres", "nobody")
SETTING = "VEJVISER_POSTGRES_USER"


@dataclass(frozen=True)
class Answer:
    """How a program of the server ended, and all that it wrote."""

    code: int
    text: str


@dataclass(frozen=True)
class ServerUser:
    """The user that the server runs as; `other` if that is not who runs this program."""

    uid: int
    gid: int
    other: bool

    def run(self, *command: str | Path, text: str = "") -> Answer:
        """Run a program of the server as this user, with a small environment and `text` on its standard input."""
        who: dict[str, object] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}
        with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+", errors="replace") as written:
            given.write(text)
            given.seek(0)
            # Into a file and not a pipe: a server that goes on running would hold a pipe open.
            ended = subprocess.run(  # noqa: S603  programs found by `binaries`
                [str(part) for part in command],
                stdin=given,
                stdout=written,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=_environment(),
                check=False,
                start_new_session=True,
                **who,  # type: ignore[call-overload]
            )
            written.seek(0)
            return Answer(ended.returncode, written.read().strip())

    def give(self, folder: Path) -> None:
        """Make a folder this user's and nobody else's to open."""
        folder.chmod(0o700)
        if self.other:
            os.chown(folder, self.uid, self.gid)

    def can_pass(self, folder: Path) -> bool:
        """Tell whether this user may pass through one folder on the way to what is inside it."""
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        return bool(found.st_mode & (stat.S_IXGRP if found.st_gid == self.gid else stat.S_IXOTH))

    def can_reach(self, path: Path) -> bool:
        """Tell whether this user may pass through every folder above a path."""
        return not self.other or all(self.can_pass(parent) for parent in path.resolve().parents if parent.exists())


def server_user() -> ServerUser:
    """Give who runs the server: who runs this program, or, for root, the user that is set or usual.

    Raises:
        DatabaseRefused: this is root, and there is no user to run the server.

    """
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), other=False)
    chosen = os.environ.get(SETTING)
    for name in (chosen,) if chosen else USUAL:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return ServerUser(found.pw_uid, found.pw_gid, other=True)
    raise DatabaseRefused(
        SETTING, f"must name a user of this system other than root, to run the database server; {chosen or 'none'!r} is not one"
    )


def _environment() -> dict[str, str]:
    """Give the environment of the server: no PG… variable of the caller may point it elsewhere."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
