# SPDX-License-Identifier: EUPL-1.2
"""Clusters of their own for the tests of the embedded database."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from vejviser.site.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

# What pytest makes is closed to the user that runs the server when root runs the tests.
PASSABLE = 0o711


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user can pass through; whatever cluster is in it is stopped afterwards."""
    made = Path(tempfile.mkdtemp(prefix="vejviser-cluster-"))
    made.chmod(PASSABLE)
    yield made
    _remove(made)


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A cluster that the tests of a module share, and only look at."""
    made = Path(tempfile.mkdtemp(prefix="vejviser-cluster-"))
    made.chmod(PASSABLE)
    shared = Cluster(made / "home")
    shared.ensure_running()
    yield shared
    _remove(made)


def rows(cluster: Cluster, query: str, role: str = "vejviser_superuser", database: str = "vejviser") -> list[tuple[object, ...]]:
    """Run one query on a connection of its own."""
    with psycopg.connect(**cluster.connection(role, database)) as connection:
        return connection.execute(query.encode()).fetchall()


def _remove(made: Path) -> None:
    for database in made.rglob("database"):
        Cluster(database.parent).stop()
        socket = database / "socket"
        if socket.is_symlink():
            shutil.rmtree(socket.resolve(), ignore_errors=True)
    shutil.rmtree(made)
