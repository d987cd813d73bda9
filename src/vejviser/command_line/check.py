# SPDX-License-Identifier: EUPL-1.2
"""The verb `check`: is this installation safe to use? One line for each finding, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("--deploy", action="store_true", help="hold it to what a real installation needs, not only to what serving needs")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Look, and refuse with every finding; returns 0 where there is none."""
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  --help needs no Django
    from vejviser.rules.problems import Problem, RefusedError  # noqa: PLC0415
    from vejviser.site.environment import Environment  # noqa: PLC0415
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("web")
    from django.db import connection  # noqa: PLC0415  only once Django is set up

    from vejviser.site.deploy_checks import findings  # noqa: PLC0415
    from vejviser.site.self_check import reasons_not_to_serve  # noqa: PLC0415

    found = [Problem("database", reason) for reason in reasons_not_to_serve(connection)]
    # The rest asks tables, which are there only in a database that can be served.
    found += findings(environment, connection, served=not found) if arguments.deploy else []
    if found:
        raise RefusedError(found)
    write_text("Nothing unsafe was found.")
    return 0
