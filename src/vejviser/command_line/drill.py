# SPDX-License-Identifier: EUPL-1.2
"""The verb `drill`: prove that a backup can be restored, and write that down, in the ledger and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.command_line.restore import add_backup

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vejviser.safekeeping.drilling import Outcome


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    add_backup(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Restore into a temporary place and prove it; returns 0 if the copy is whole, else 1."""
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  --help needs no database
    from vejviser.site.environment import Environment  # noqa: PLC0415
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("night")
    from vejviser.ledger import services as ledger  # noqa: PLC0415  only once Django is set up
    from vejviser.safekeeping import drilling  # noqa: PLC0415
    from vejviser.site import clock  # noqa: PLC0415

    outcome = drilling.drill(arguments.backup.resolve(), arguments.keys.resolve(), arguments.identity.resolve(), clock.now())
    path = drilling.keep(outcome, environment.home)
    ledger.record_system("drill:passed" if outcome.passed else "drill:failed")
    write_text("\n".join([*_lines(outcome), f"Written to the ledger and to {path}"]))
    return 0 if outcome.passed else 1


def _lines(outcome: Outcome) -> list[str]:
    """Give what was found, as lines."""
    steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in outcome.seconds.items())
    lines = [f"{outcome.backup}: {'the copy is whole' if outcome.passed else 'THE DRILL FAILED'}", f"Steps: {steps or 'none'}"]
    lines += [f"Time that this backup does not cover: {outcome.lost / 60:,.1f} minutes"]
    lines += [f"{name}: {value}" for name, value in outcome.found.items()]
    return lines + [f"- {problem}" for problem in outcome.problems]
