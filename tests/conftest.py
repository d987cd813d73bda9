# SPDX-License-Identifier: EUPL-1.2
"""What every test shares: where the project is, and, for those that ask, a database, a running site and a browser (tests/README.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import database as test_database

# Before pytest-django looks whether Django is configured.
test_database.prepare_environment()

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.postgresql.base import DatabaseWrapper
    from pytest_django import DjangoDbBlocker

    from tests.cast import Cast
    from vejviser.site.postgres import Cluster

pytest_plugins = ["tests.running_site"]


def pytest_configure(config: pytest.Config) -> None:
    """Load the settings; pages of the test client name static files without a build, the running site uses the built ones."""
    from django.conf import settings  # noqa: PLC0415  its environment is prepared only above

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    config.addinivalue_line("markers", "browser: needs Chromium")
    # An xdist worker that found it set would load the settings before it has a home of its own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium, so that it can be left out where there is none."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the run in the process that began it."""
    if not hasattr(config, "workerinput"):
        test_database.end_run()


@pytest.fixture(scope="session")
def project_folder() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The PostgreSQL of this test run, with the migrated template."""
    return test_database.started_cluster()


@pytest.fixture(scope="session")
def clone_name(cluster: Cluster) -> str:
    """The name of this process's own copy of the template, freshly made; Django is connected to it as the pages are."""
    name = f"vejviser_{test_database.worker()}"
    test_database.clone(cluster, name)
    test_database.connect_django(cluster, name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(clone_name: str) -> None:
    """Take the place of pytest-django's own, which would make and empty a database in a role that pages do not have."""


@pytest.fixture
def database(db: None) -> None:
    """The database as the pages see it (role vejviser_web); what the test writes is undone after it."""


@pytest.fixture
def committing_database(cluster: Cluster, clone_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The same with real transactions that commit; after the test the whole database is replaced."""
    from django.db import connections  # noqa: PLC0415  as above

    with django_db_blocker.unblock():
        yield
        connections.close_all()
        test_database.clone(cluster, clone_name)


@pytest.fixture
def owner_connection(committing_database: None) -> DatabaseWrapper:  # noqa: ARG001  what the owner writes is committed
    """Django's connection as the role that owns the tables, for set-up that the pages may not do; `using("owner")` reaches it too."""
    return test_database.owner_wrapper()


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    """The people of the access tests (tests/cast.py), in the database that the test uses: `database`, unless it asked for another."""
    if "committing_database" not in request.fixturenames:
        request.getfixturevalue("database")
    from tests.cast import Cast  # noqa: PLC0415  as above

    return Cast()
