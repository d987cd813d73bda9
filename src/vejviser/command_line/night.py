# SPDX-License-Identifier: EUPL-1.2
"""The verb `night`: what the service does by itself, once or for as long as it runs; in a role of its own, and without keys."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

SECONDS_BETWEEN: Final = 20
SECONDS_BETWEEN_CHECKPOINTS: Final = 3600


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--once", action="store_true", help="do what is due now, and end; the default")
    kind.add_argument("--loop", action="store_true", help="look again every 20 seconds, until a signal ends it")
    kind.add_argument("--day", type=dt.date.fromisoformat, metavar="DAY", help="do the work of one legal day, unless it was done already")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Do the work; returns the exit code."""
    from vejviser.command_line.writing import write_json  # noqa: PLC0415  --help needs no Django
    from vejviser.site.environment import Environment  # noqa: PLC0415
    from vejviser.site.postgres import Cluster  # noqa: PLC0415
    from vejviser.site.starting import start_django  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded and not arguments.loop:
        Cluster(environment.home).ensure_running()
    start_django("night")
    if arguments.loop:
        _loop()
        return 0
    if arguments.day:
        from vejviser.notices.night.runs import run_day  # noqa: PLC0415  only once Django is set up

        write_json({str(arguments.day): run_day(arguments.day)})
        return 0
    write_json({**_work(), "ledger": _keep_ledger()})
    return 0


def _work() -> dict[str, Any]:
    from vejviser.notices import night  # noqa: PLC0415  as above

    return night.work()


def _keep_ledger() -> dict[str, Any]:
    """Give every entry its place and sign the tree."""
    from vejviser.ledger import sequencer  # noqa: PLC0415  as above

    appended = sequencer.sequence()
    return {"appended": appended, "signed": sequencer.checkpoint() is not None}


def _loop() -> None:
    """Work until a signal; a database that is away for a while is waited for, any other fault ends the process and is seen."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: ending.set())
    signed = float("-inf")
    while not ending.is_set():
        if _with_database(_work) and time.monotonic() - signed >= SECONDS_BETWEEN_CHECKPOINTS and _with_database(_keep_ledger):
            signed = time.monotonic()
        ending.wait(SECONDS_BETWEEN)
    # Signed once more at the end, so that nothing done today stays without a signature.
    _with_database(_keep_ledger)


def _with_database(act: Callable[[], object]) -> bool:
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415  as above

    try:
        act()
    except (OperationalError, InterfaceError) as fault:
        # Its text may quote a row, so only the kind is said.
        print(f"the database is not at hand: {type(fault).__name__}", file=sys.stderr)  # noqa: T201  a command line prints
        connection.close()
        return False
    return True
