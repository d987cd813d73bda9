# SPDX-License-Identifier: EUPL-1.2
"""The database of one test run: a real embedded PostgreSQL, started when the first test needs it, with a clone for each process.

tests/README.md says how a test uses it. Importing this module starts nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.site.postgres import Cluster
from vejviser.site.postgres.roles import NIGHT, OWNER, WEB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.postgresql.base import DatabaseWrapper

RUN = "VEJVISER_TEST_RUN"
# Of the caller's environment: which PostgreSQL to use, and who runs it.
KEPT = (RUN, "VEJVISER_POSTGRES", "VEJVISER_POSTGRES_USER", "VEJVISER_PICTURES")
PROGRAM = Path(sys.executable).with_name("vejviser")
TEMPLATE = "vejviser_template"
# Nobody pulls the plug on a test run, so its server need not wait for the disk; tests/site/postgres tests one that does.
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def prepare_environment() -> None:
    """Give this process a home of its own in the folder of the run, before Django reads its settings; runs in every worker."""
    run = os.environ.get(RUN) or _begin_run()
    os.environ[RUN] = run
    home = Path(run) / worker()
    (home / "static").mkdir(parents=True, exist_ok=True)
    for name in [name for name in os.environ if name.startswith(("VEJVISER_", "DATABASE_URL")) and name not in KEPT]:
        del os.environ[name]
    os.environ |= {
        "VEJVISER_HOME": str(home),
        "VEJVISER_INSTALLATION": "testkit",
        "VEJVISER_STATIC": str(home / "static"),
        "DJANGO_SETTINGS_MODULE": "vejviser.site.settings",
    }


def _begin_run() -> str:
    """Make the folder of a run, and end those whose process was killed before it could do so itself."""
    for left in Path(tempfile.gettempdir()).glob("vejviser-tests-*"):
        owner = left / "owner"
        if owner.exists() and not Path(f"/proc/{owner.read_text()}").exists():
            Cluster(left / "cluster").stop()
            shutil.rmtree(left, ignore_errors=True)
    run = Path(tempfile.mkdtemp(prefix="vejviser-tests-"))
    # The server's user passes through it when root runs the tests.
    run.chmod(0o711)
    (run / "owner").write_text(str(os.getpid()))
    return str(run)


def worker() -> str:
    """Give the name of this process within the run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def end_run() -> None:
    """Stop the server of the run, if a test started it, and remove the run's folder; only the process that began the run calls this."""
    run = Path(os.environ[RUN])
    _cluster().stop()
    shutil.rmtree(run, ignore_errors=True)


def started_cluster() -> Cluster:
    """Give the cluster of the run, running, with the migrated template in it; made by whichever process asks first."""
    cluster = _cluster()
    with _alone("template"):
        cluster.ensure_running()
        if not cluster.has_database(TEMPLATE):
            cluster.create_database("vejviser_making")
            subprocess.run([PROGRAM, "migrate"], env=environment_of(cluster, "vejviser_making"), check=True)
            _rename(cluster)
    return cluster


def environment_of(cluster: Cluster, database: str) -> dict[str, str]:
    """Give the environment for a program of ours that is to work on a database of the run, with this process's keys and clock."""
    urls = {"DATABASE_URL": WEB, "DATABASE_URL_OWNER": OWNER, "DATABASE_URL_NIGHT": NIGHT}
    return {**os.environ, **{name: _url(cluster, role, database) for name, role in urls.items()}}


def connect_django(cluster: Cluster, database: str) -> None:
    """Point Django at a database: `default` as the role of the pages, `owner` as the role that owns the tables."""
    from django.db import connections  # noqa: PLC0415  only once Django is set up

    connections.close_all()
    _forget_checkpoints()
    connections["default"].settings_dict.update(cluster.django_connection(WEB, database))
    if "owner" in connections.databases:
        # A connection that was made before keeps the database it was made for.
        connections["owner"].close()
        del connections["owner"]
    connections.databases["owner"] = {**connections["default"].settings_dict, **cluster.django_connection(OWNER, database)}


def owner_wrapper() -> DatabaseWrapper:
    """Give Django's connection as the owner."""
    from django.db import connections  # noqa: PLC0415  as above

    return connections["owner"]  # type: ignore[return-value]


def clone(cluster: Cluster, database: str) -> None:
    """Make a database anew as a copy of the template."""
    _forget_checkpoints()
    cluster.drop_database(database)
    # PostgreSQL copies a database one process at a time.
    with _alone("clone"):
        cluster.create_database(database, TEMPLATE)


def _forget_checkpoints() -> None:
    """Remove the signed checkpoints of this process's home: they are of the database that was used before."""
    shutil.rmtree(Path(os.environ["VEJVISER_HOME"]) / "ledger", ignore_errors=True)


def _cluster() -> Cluster:
    return Cluster(Path(os.environ[RUN]) / "cluster", HASTY)


def _rename(cluster: Cluster) -> None:
    """Give the template its name only once it is whole."""
    import psycopg  # noqa: PLC0415  tests without a database need none

    with psycopg.connect(**cluster.connection("vejviser_superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE vejviser_making RENAME TO {TEMPLATE}")


def _url(cluster: Cluster, role: str, database: str) -> str:
    given = cluster.connection(role, database)
    return f"postgresql://{role}:{given['password']}@/{database}?host={given['host']}"


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    with (Path(os.environ[RUN]) / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
