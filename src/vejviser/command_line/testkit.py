# SPDX-License-Identifier: EUPL-1.2
"""The verb `testkit`: an installation in which every text is marked, for checks from outside. Refused in any other installation."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vejviser.site.environment import Environment

POLICY = "policy.csv"


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    verbs = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    seed = verbs.add_parser("seed", help="fill an empty installation and describe it", allow_abbrev=False)
    seed.add_argument("--seed", type=int, default=1, metavar="N", help="the same number gives the same marks (default 1)")
    seed.add_argument("--out", type=Path, default=Path("kit.json"), metavar="FILE", help="the description (default kit.json)")
    seed.set_defaults(run=_seed)
    clock = verbs.add_parser("clock", help="set the time of the service, or give it back its own", allow_abbrev=False)
    clock.add_argument("instant", metavar="INSTANT", help="such as 2027-02-01T12:00+01:00, or `clear`")
    clock.set_defaults(run=_clock)
    reset = verbs.add_parser("reset", help="empty the embedded database and the keys", allow_abbrev=False)
    reset.set_defaults(run=_reset)
    openapi = verbs.add_parser("openapi", help="describe every address of the site", allow_abbrev=False)
    openapi.add_argument("--out", type=Path, default=Path("openapi.json"), metavar="FILE", help="where to (default openapi.json)")
    openapi.set_defaults(run=_openapi)


def _seed(arguments: Namespace) -> int:
    """Seed, and write the description with the access matrix beside it."""
    _start()
    from vejviser.access.policy import policy_csv  # noqa: PLC0415  only once Django is set up
    from vejviser.demonstration.kit import seeding  # noqa: PLC0415  as above

    kit = seeding.seed(arguments.seed)
    _write(arguments.out, seeding.description(kit))
    (arguments.out.parent / POLICY).write_text(policy_csv(), encoding="utf-8")
    return 0


def _clock(arguments: Namespace) -> int:
    """Write or remove the file that the clock reads."""
    file = _environment().home / "clock"
    if arguments.instant == "clear":
        file.unlink(missing_ok=True)
        return 0
    try:
        instant: dt.datetime | None = dt.datetime.fromisoformat(arguments.instant)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise RefusedError([Problem("INSTANT", f"{arguments.instant!r} is no instant with an offset; needed is 2027-02-01T12:00+01:00")])
    file.write_text(instant.isoformat(), encoding="ascii")
    return 0


def _reset(_arguments: Namespace) -> int:
    """Replace the embedded database by an empty one, and throw the keys away; the pages must not run meanwhile."""
    from vejviser.site.postgres import Cluster  # noqa: PLC0415  --help needs none

    environment = _environment()
    if not environment.embedded:
        raise RefusedError([Problem("DATABASE_URL", "names a database of your own; only the embedded one is set back")])
    cluster = Cluster(environment.home)
    cluster.ensure_running()
    cluster.drop_database(str(environment.database["NAME"]))
    cluster.create_database(str(environment.database["NAME"]))
    for file in [*environment.key_store.parent.glob(f"{environment.key_store.name}*"), environment.home / "clock"]:
        file.unlink(missing_ok=True)
    return subprocess.run([Path(sys.executable).with_name("vejviser"), "migrate"], check=False).returncode  # noqa: S603  our own program


def _openapi(arguments: Namespace) -> int:
    """Write the description of the addresses."""
    _environment()
    from vejviser.site.starting import start_django  # noqa: PLC0415  no database is asked

    start_django("web")
    from vejviser.demonstration.openapi import description  # noqa: PLC0415  only once Django is set up

    _write(arguments.out, description())
    return 0


def _environment() -> Environment:
    """Give the environment of a test kit.

    Raises:
        RefusedError: this is none.

    """
    from vejviser.site.environment import Environment  # noqa: PLC0415  --help needs none

    environment = Environment.read()
    if environment.installation != "testkit":
        what = f"is {environment.installation!r}; `testkit` works only where it is `testkit`"
        raise RefusedError([Problem("VEJVISER_INSTALLATION", what)])
    return environment


def _start() -> None:
    from vejviser.site.postgres import Cluster  # noqa: PLC0415  as above
    from vejviser.site.starting import start_django  # noqa: PLC0415  as above

    environment = _environment()
    if environment.embedded:
        Cluster(environment.home).ensure_running()
    start_django("web")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
