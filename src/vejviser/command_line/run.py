# SPDX-License-Identifier: EUPL-1.2
"""The verb `run`: the demonstration, from nothing to pages that answer; what is there already is kept, so a second start takes seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.command_line import serve
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from vejviser.site.environment import Environment


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    serve.add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make what is missing, say who can sign in, and serve until a signal ends it; returns the exit code."""
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs no Django
    from vejviser.site.postgres import Cluster  # noqa: PLC0415

    environment = Environment.read()
    if environment.installation == "real":
        raise RefusedError(
            [Problem("VEJVISER_INSTALLATION", "`run` is the demonstration; for a real installation: vejviser migrate, then vejviser serve")]
        )
    cluster = Cluster(environment.home)
    with _step("database"):
        started = environment.embedded and cluster.ensure_running()
    try:
        _prepare(environment)
        arguments.port = serve.free_port(arguments.host, arguments.port)
        return serve.serve(
            arguments, environment.allowed_hosts[0], lambda: _welcome(environment, f"http://{arguments.host}:{arguments.port}/")
        )
    finally:
        if started:
            cluster.stop()


def _prepare(environment: Environment) -> None:
    """Bring the static files and the database up to date, and load the invented cases where there is nobody yet."""
    from vejviser.site.environment import CHECKOUT  # noqa: PLC0415  as above

    assets = CHECKOUT / "tools" / "assets.py"
    if assets.exists():
        with _step("styles, scripts and translations"):
            _do(sys.executable, assets)
    with _step("tables and rules of access"):
        _do(Path(sys.executable).with_name("vejviser"), "migrate")
    serve.check_database()
    if environment.installation == "demo":
        _load_cases()


def _load_cases() -> None:
    from django.contrib.auth import get_user_model  # noqa: PLC0415  only once Django is set up
    from django.db import connections  # noqa: PLC0415  as above

    from vejviser.demonstration import demo  # noqa: PLC0415  as above

    if not get_user_model().objects.exists():
        with _step("invented cases"):
            demo.load()
    connections.close_all()


def _welcome(environment: Environment, address: str) -> None:
    """Say where the pages are and, in a demonstration, who can sign in."""
    lines = ["", f"Vejviser answers at {address}"]
    if environment.installation == "demo":
        from vejviser.demonstration import demo  # noqa: PLC0415  as above

        lines += ["Everything in it is invented. Who can sign in:", "", *(f"  {line}" for line in demo.sign_ins())]
    serve.say("\n".join([*lines, "", "Ctrl-C stops it."]))


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Say that something begins, and how long it took."""
    serve.say(f"run: {name} …")
    began = time.monotonic()
    yield
    serve.say(f"run: {name}: done in {time.monotonic() - began:.1f} s")


def _do(*command: str | Path) -> None:
    """Run a program of ours to its end.

    Raises:
        RefusedError: it failed; what it said is on the terminal already.

    """
    ended = subprocess.run([str(part) for part in command], env=os.environ, check=False)  # noqa: S603  our own programs
    if ended.returncode:
        raise RefusedError([Problem(str(command[-1]), f"ended with code {ended.returncode}; see above")])
