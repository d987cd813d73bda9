# SPDX-License-Identifier: EUPL-1.2
"""The verb `migrate`: bring the database to the form that this version of the program needs; as the role that owns the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.set_defaults(run=run)


def run(_arguments: Namespace) -> int:
    """Start the embedded database if that is the one, and migrate; returns the exit code. A second call changes nothing."""
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs no Django
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("owner")
    _migrate()
    return 0


def _migrate() -> None:
    """Make the tables, then what guards them, then the register; all in one transaction but Django's own migrations."""
    from django.core.management import call_command  # noqa: PLC0415  only once Django is set up
    from django.db import connection, transaction  # noqa: PLC0415

    from vejviser.access import row_security  # noqa: PLC0415
    from vejviser.directory.services import load_register  # noqa: PLC0415
    from vejviser.ledger import guards  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        call_command("createcachetable", verbosity=0)
        row_security.install(connection)
        guards.install(connection)
        load_register()
