# SPDX-License-Identifier: EUPL-1.2
"""The verb `stop`: stop the embedded database of the home folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.set_defaults(run=run)


def run(_arguments: Namespace) -> int:
    """Stop the database cleanly, and say whether one was running; returns the exit code."""
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  --help needs no database
    from vejviser.site.environment import Environment  # noqa: PLC0415
    from vejviser.site.postgres import Cluster  # noqa: PLC0415

    environment = Environment.read()
    stopped = environment.embedded and Cluster(environment.home).stop()
    write_text("The database is stopped." if stopped else "No embedded database was running.")
    return 0
