# SPDX-License-Identifier: EUPL-1.2
"""Where the embedded database keeps its files: in the home folder, or, where its server could not get there, elsewhere by symbolic links.

Two things force another place. A socket's address must be short. And the server of root runs as another user, who may
not pass through a closed folder such as /root; no folder above the home folder is ever opened for it.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.site.postgres.refused import DatabaseRefused

if TYPE_CHECKING:
    from vejviser.site.postgres.server_user import ServerUser

LONGEST_SOCKET = 100  # bytes of folder, name and port; Linux allows 107
SOCKET_NAME = ".s.PGSQL.5432"
ELSEWHERE = Path("/var/lib/vejviser")


@dataclass(frozen=True)
class Places:
    """The folders of the database of one home folder."""

    home: Path

    @property
    def database(self) -> Path:
        """What all of the following are in."""
        return self.home / "database"

    @property
    def secrets(self) -> Path:
        """The passwords, a file for each role; they belong to who runs the site."""
        return self.database / "secrets"

    @property
    def data(self) -> Path:
        """What the server keeps; or a link to it."""
        return self.database / "data"

    @property
    def socket(self) -> Path:
        """The folder of the socket; or a link to it."""
        return self.database / "socket"

    @property
    def lock(self) -> Path:
        """Held by who makes, starts or stops the server."""
        return self.database / "lock"

    def prepare(self, user: ServerUser) -> None:
        """Make the folders but the data, each open to no more than those that need it.

        Raises:
            DatabaseRefused: a folder cannot be made.

        """
        try:
            for folder in (self.home, self.database, self.secrets):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if user.other:
                for folder in (self.home, self.database):
                    # Others may pass through, but not look around; what is inside is closed to them by itself.
                    folder.chmod(folder.stat().st_mode | 0o011)
            self._prepare_socket(user)
        except OSError as error:
            raise DatabaseRefused(
                str(error.filename), f"cannot be made or opened: {error.strerror}; set VEJVISER_HOME to another folder"
            ) from error

    def new_data_place(self, user: ServerUser) -> Path:
        """Give where data can be made: in the home folder if the server's user can get there, else in a new folder elsewhere.

        Raises:
            DatabaseRefused: neither is possible.

        """
        if user.can_reach(self.data):
            return self.data
        try:
            ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
            place = Path(tempfile.mkdtemp(prefix="database-", dir=ELSEWHERE))
        except OSError as error:
            what = (
                f"the database server's user cannot pass through a folder above it, and {ELSEWHERE} is not usable either ({error.strerror})"
            )
            raise DatabaseRefused(str(self.home), f"{what}; set VEJVISER_HOME to a folder that others may pass through") from error
        user.give(place)
        return place / "data"

    def _prepare_socket(self, user: ServerUser) -> None:
        if self.socket.is_symlink():
            if _is_private(self.socket, user):
                return
            # What was in a folder for temporary files may be gone after a restart of the machine.
            self.socket.unlink()
        if len(os.fsencode(self.socket / SOCKET_NAME)) <= LONGEST_SOCKET and user.can_reach(self.socket):
            self.socket.mkdir(mode=0o700, exist_ok=True)
            user.give(self.socket)
            return
        place = Path(tempfile.mkdtemp(prefix="vejviser-", dir=_runtime_folder(user)))
        user.give(place)
        if self.socket.is_dir():
            self.socket.rmdir()
        self.socket.symlink_to(place)


def socket_folder(home: Path) -> Path:
    """Give the folder of the socket as a client must name it."""
    return Places(home).socket.resolve()


def _runtime_folder(user: ServerUser) -> str:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return own if own and not user.other and os.access(own, os.W_OK) and len(os.fsencode(own)) < LONGEST_SOCKET // 2 else "/tmp"  # noqa: S108  0700 in it


def _is_private(folder: Path, user: ServerUser) -> bool:
    """Tell whether a folder is still the one that was made for the server: a stranger may have made one of the same name."""
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == user.uid and found.st_mode & 0o777 == 0o700  # noqa: PLR2004  a mode
