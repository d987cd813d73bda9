# SPDX-License-Identifier: EUPL-1.2
"""The verb `serve`: answer the pages, unless the self-check finds that the database's own lock is not in force."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (left out: 127.0.0.1, this machine only)"
    )
    parser.add_argument("--port", default=8000, type=int, metavar="N", help="the port; 0 takes a free one (left out: 8000)")
    parser.add_argument("--workers", default=2, type=int, metavar="N", help="processes that answer, of eight threads each (left out: 2)")
    parser.add_argument("--pid-file", type=Path, metavar="FILE", help="write the number of this process here, once it is ready")
    parser.add_argument("--no-background", action="store_true", help="only the pages: no queued tasks, no night run")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Serve until a signal ends it; returns the exit code."""
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs no Django
    from vejviser.site.postgres import Cluster  # noqa: PLC0415

    environment = Environment.read()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    elif not arguments.no_background and "DATABASE_URL_NIGHT" not in os.environ:
        what = "must be set beside DATABASE_URL: the night run works in a role of its own (--no-background serves without it)"
        raise RefusedError([Problem("DATABASE_URL_NIGHT", what)])
    check_database()
    return serve(arguments, environment.allowed_hosts[0], lambda: None)


def check_database() -> None:
    """Connect as the role of the pages, and look whether serving is safe.

    Raises:
        RefusedError: it is not; every reason is named.

    """
    from vejviser.site.starting import start_django  # noqa: PLC0415  as above

    start_django("web")
    from django.db import connection  # noqa: PLC0415  only once Django is set up

    from vejviser.site.self_check import reasons_not_to_serve  # noqa: PLC0415  as above

    reasons = reasons_not_to_serve(connection)
    connection.close()
    if reasons:
        raise RefusedError([Problem("not served", reason) for reason in reasons])


def serve(arguments: Namespace, host_name: str, on_ready: Callable[[], None]) -> int:
    """Run the processes of the site; says its number and its readiness address once pages are answered, then calls `on_ready`."""
    from vejviser.site.serving import Serving, background  # noqa: PLC0415  as above

    port = arguments.port or free_port(arguments.host)

    def ready() -> None:
        if arguments.pid_file:
            arguments.pid_file.write_text(f"{os.getpid()}\n", encoding="ascii")
        say(f"pid {os.getpid()}\nready http://{arguments.host}:{port}/ready")
        on_ready()

    try:
        companions = [] if arguments.no_background else background()
        return Serving(arguments.host, port, arguments.workers, host_name, say, companions).run(ready)
    finally:
        if arguments.pid_file:
            arguments.pid_file.unlink(missing_ok=True)


def say(line: str) -> None:
    """Write a line at once: whoever reads it waits for it."""
    from vejviser.command_line.writing import write_text  # noqa: PLC0415  as above

    write_text(line)
    sys.stdout.flush()


def free_port(host: str, wanted: int = 0) -> int:
    """Give the wanted port if nobody listens on it, else one that is free."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # A port that was in use a moment ago can be taken again, as the server itself takes it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise RefusedError([Problem("--host", f"{host} is not an address of this machine")])
