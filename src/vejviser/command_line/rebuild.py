# SPDX-License-Identifier: EUPL-1.2
"""The verb `rebuild`: derives deadlines, desk lines, stages and consents of all cases anew from their events."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DIFFERENT = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("--compare", action="store_true", help="write nothing; say how many cases are otherwise (exit 2 if any)")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Rebuild or compare; returns the exit code."""
    from vejviser.site.starting import start_django  # noqa: PLC0415  --help needs no service

    start_django("owner")
    from vejviser.cases.rebuilding import rebuild_all  # noqa: PLC0415  Django must be set up first
    from vejviser.command_line.writing import write_text  # noqa: PLC0415
    from vejviser.site import clock  # noqa: PLC0415

    different = rebuild_all(clock.now(), only_compare=arguments.compare, progress=_shown)
    write_text(f"{len(different)} cases were otherwise{'' if arguments.compare else ' and are rewritten'}")
    return DIFFERENT if arguments.compare and different else 0


def _shown(done: int) -> None:
    """Say how far it has come, where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} cases")
        sys.stderr.flush()
