# SPDX-License-Identifier: EUPL-1.2
"""The verb `invite-administrator`: the first people of a new installation, who invite everybody else from their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("--mail", required=True, help="the mail address that the person signs in with")
    parser.add_argument("--name", required=True, help="the person's own name; accounts are never shared")
    parser.add_argument("--organisation", default="cmm", help="an id of the mechanism's register (default: cmm)")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Invite, and print the one-time link; returns the exit code.

    Raises:
        RefusedError: there are two administrators already, the address is taken, or there is no such organisation.

    """
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs no Django
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("owner")
    from vejviser.accounts.refusals import Refused  # noqa: PLC0415  only once Django is set up
    from vejviser.accounts.services import invite_first_administrator  # noqa: PLC0415
    from vejviser.command_line.writing import write_text  # noqa: PLC0415
    from vejviser.directory.models import Organisation  # noqa: PLC0415
    from vejviser.rules.problems import Problem, RefusedError  # noqa: PLC0415

    organisation = Organisation.objects.filter(register_id=arguments.organisation, unit="").first()
    if organisation is None:
        known = ", ".join(Organisation.objects.filter(unit="").values_list("register_id", flat=True))
        raise RefusedError([Problem("--organisation", f"{arguments.organisation!r} is not known here; allowed: {known}")])
    try:
        invited = invite_first_administrator(email=arguments.mail, name=arguments.name, organisation=organisation)
    except Refused as refused:
        raise RefusedError([Problem("--mail", str(refused))]) from refused
    write_text(f"Invited. Hand this page of the site over to {arguments.name}; it works once, for seven days:\n{invited.path}")
    return 0
