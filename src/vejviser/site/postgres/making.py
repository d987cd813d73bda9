# SPDX-License-Identifier: EUPL-1.2
"""Making the data of the embedded database: all of it in a folder that gets its name only when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.site.postgres import roles
from vejviser.site.postgres.configuration import ACCESS, write
from vejviser.site.postgres.refused import DatabaseRefused

if TYPE_CHECKING:
    from vejviser.site.postgres.binaries import Binaries
    from vejviser.site.postgres.places import Places
    from vejviser.site.postgres.server_user import ServerUser

MAKING = "data.making-"
OWN_COLLATION = 17  # from this version on, PostgreSQL brings C.UTF-8 itself and needs no locale of the system


def make(places: Places, binaries: Binaries, user: ServerUser) -> None:
    """Make the data with its roles and the empty database.

    Raises:
        DatabaseRefused: a program of PostgreSQL failed; its own words are in the text.

    """
    place = places.new_data_place(user)
    remove_half_made(place.parent)
    # Of a name never used before: an initdb whose starter was killed may go on writing for a moment.
    making = Path(tempfile.mkdtemp(prefix=MAKING, dir=place.parent))
    user.give(making)
    roles.make_secrets(places.secrets)
    _initdb(making, places, binaries, user)
    write(making / "pg_hba.conf", ACCESS, user)
    _single(making, binaries, user, "postgres", roles.first_statements(places.secrets))
    _single(making, binaries, user, roles.DATABASE, roles.schema_rights())
    making.rename(place)
    if place != places.data:
        places.data.symlink_to(place)


def remove_half_made(folder: Path) -> None:
    """Remove from the folder of the data what makings that were cut short left there."""
    for half_made in folder.glob(f"{MAKING}*"):
        shutil.rmtree(half_made, ignore_errors=True)


def _initdb(making: Path, places: Places, binaries: Binaries, user: ServerUser) -> None:
    locale = (
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if binaries.major >= OWN_COLLATION else ["--locale=C.UTF-8"]
    )
    # The server's user cannot read the folder of secrets: it gets the one password that it needs in a file of its own.
    with tempfile.TemporaryDirectory(dir=making.parent) as folder:
        user.give(Path(folder))
        password = Path(folder) / "password"
        write(password, roles.password(places.secrets, roles.SUPERUSER), user)
        fixed = ["--data-checksums", "--encoding=UTF8", "--auth=scram-sha-256", f"--username={roles.SUPERUSER}", f"--pwfile={password}"]
        said = user.run(binaries.folder / "initdb", "-D", making, *fixed, *locale)
    if said.code:
        raise DatabaseRefused(str(making), f"initdb failed: {said.text}")


def _single(making: Path, binaries: Binaries, user: ServerUser, database: str, statements: list[str]) -> None:
    """Run statements without any server that somebody could connect to; each must be one line."""
    said = user.run(
        binaries.folder / "postgres",
        "--single",
        "-D",
        making,
        "-c",
        "exit_on_error=on",
        database,
        text="".join(f"{one};\n" for one in statements),
    )
    if said.code:
        # The statements hold passwords, so only what kind of failure it was is passed on.
        raise DatabaseRefused(str(making), f"the first statements in {database} failed with code {said.code}")
