# SPDX-License-Identifier: EUPL-1.2
"""The verb `demo-code`: the one-time code that an invented person needs to sign in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("mail", metavar="MAIL", help="the mail address of somebody of the demonstration or test kit")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the code; returns 0.

    Raises:
        RefusedError: the installation is real, or nobody invented has that address.

    """
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  --help needs no Django
    from vejviser.rules.problems import Problem, RefusedError  # noqa: PLC0415
    from vejviser.site.environment import Environment  # noqa: PLC0415
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("web")
    from vejviser.access.refusals import NotFound  # noqa: PLC0415  only once Django is set up
    from vejviser.demonstration.one_time_codes import code_now  # noqa: PLC0415

    try:
        write_text(code_now(arguments.mail))
    except NotFound:
        raise RefusedError([Problem("MAIL", f"{arguments.mail} is nobody invented; see the list that `vejviser run` prints")]) from None
    return 0
