# SPDX-License-Identifier: EUPL-1.2
"""The verb `restore`: bring a backup back, into an empty place only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DONE = """\
Restored into {home}: the backup of {made_at}, with {ledger:,} signed entries of the ledger. What was recorded after it is lost.
Compare that number with the newest checkpoint that a witness holds. Then:
  VEJVISER_HOME={home} vejviser migrate
  VEJVISER_HOME={home} vejviser ledger verify
  VEJVISER_HOME={home} vejviser serve"""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    add_backup(parser)
    parser.add_argument("--home", metavar="EMPTY", type=Path, required=True, help="the new home folder: empty, or not there yet")
    parser.set_defaults(run=run)


def add_backup(parser: ArgumentParser) -> None:
    """Describe the arguments that name a backup."""
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="the folder of one backup, vejviser-…")
    parser.add_argument("--keys", metavar="KEYS", type=Path, required=True, help="the file with the keys of that backup, vejviser-….age")
    parser.add_argument("--identity", metavar="FILE", type=Path, required=True, help="a file with the secret recovery key")


def run(arguments: Namespace) -> int:
    """Restore; returns the exit code."""
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  --help needs no database
    from vejviser.safekeeping.restoring import restore  # noqa: PLC0415

    home = arguments.home.resolve()
    manifest = restore(arguments.backup.resolve(), arguments.keys.resolve(), arguments.identity.resolve(), home)
    write_text(DONE.format(home=home, made_at=manifest.made_at.isoformat(), ledger=manifest.ledger))
    return 0
