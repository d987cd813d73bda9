# SPDX-License-Identifier: EUPL-1.2
"""The verb `backup`: an encrypted copy of the database, and one of the keys apart from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NEW_KEY = """\
The secret recovery key. It is shown this once and kept nowhere. Print it, and keep it in two places away from this machine:
whoever has it and a backup reads everything; without it no backup can be opened.

{secret}

The public key, kept in {path}, to which every backup is now encrypted:
{public}"""
DONE = """\
{folder}
{keys}
The database: {database:,} bytes; the keys: {key_bytes:,} bytes; {ledger:,} entries of the ledger were signed before it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, help="where backups are kept; another disk, or another machine's")
    parser.add_argument("--recipient", metavar="AGE1…", action="append", default=[], help="a public key to encrypt to; may be repeated")
    parser.add_argument("--new-recovery-key", action="store_true", help="make a recovery key, show its secret half once, and end")
    parser.add_argument("--replace", action="store_true", help="with --new-recovery-key: also where there is one already")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make a recovery key or a backup; returns the exit code."""
    os.environ["VEJVISER_DATABASE_ROLE"] = "owner"
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs no database

    environment = Environment.read()
    if arguments.new_recovery_key:
        return _new_key(environment.home, replace=arguments.replace)
    if arguments.folder is None:
        raise RefusedError([Problem("FOLDER", "is needed: where backups are kept")])
    return _back_up(arguments)


def _new_key(home: Path, *, replace: bool) -> int:
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  as above
    from vejviser.safekeeping import recovery_key  # noqa: PLC0415

    made = recovery_key.make(home, replace=replace)
    write_text(NEW_KEY.format(secret=made.secret, public=made.public, path=recovery_key.recipient_file(home)))
    return 0


def _back_up(arguments: Namespace) -> int:
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  as above
    from vejviser.site.starting import start_django  # noqa: PLC0415

    start_django("owner")
    from vejviser.safekeeping.backing_up import back_up  # noqa: PLC0415  only once Django is set up
    from vejviser.site import clock  # noqa: PLC0415
    from vejviser.site.environment import Environment  # noqa: PLC0415

    made = back_up(Environment.read(), arguments.folder.resolve(), arguments.recipient, clock.now())
    sizes = {"database": made.manifest.database.bytes, "key_bytes": made.manifest.keys.bytes, "ledger": made.manifest.ledger}
    write_text(DONE.format(folder=made.folder, keys=made.keys, **sizes))
    for path in made.deleted:
        write_text(f"Deleted, since its keys are older than 30 days: {path}")
    return 0
