# SPDX-License-Identifier: EUPL-1.2
"""One seeded test kit for all attacks: made once for each process, and copied for each module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import database as test_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

    from tests.attack.world import World
    from vejviser.demonstration.kit.seeding import Kit
    from vejviser.site.postgres import Cluster

SEED = 20_260_101


def _name(kind: str) -> str:
    return f"vejviser_{kind}_{test_database.worker()}"


@pytest.fixture(scope="session")
def _seeded(cluster: Cluster, clone_name: str, django_db_blocker: DjangoDbBlocker) -> Kit:
    """A database with the kit in it, kept as it is: worlds are copies of it."""
    from vejviser.demonstration.kit import seeding  # noqa: PLC0415  only once Django is set up

    name = _name("kit")
    test_database.clone(cluster, name)
    with django_db_blocker.unblock():
        test_database.connect_django(cluster, name)
        kit = seeding.seed(SEED)
        test_database.connect_django(cluster, clone_name)
    return kit


@pytest.fixture(scope="module")
def world(cluster: Cluster, clone_name: str, _seeded: Kit, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """A copy of the seeded kit, with Django connected to it."""
    from tests.attack.world import World  # noqa: PLC0415  only once Django is set up

    with django_db_blocker.unblock():
        _copy(cluster)
        yield World(_seeded, lambda: _copy(cluster))
        test_database.connect_django(cluster, clone_name)


def _copy(cluster: Cluster) -> None:
    from django.db import connections  # noqa: PLC0415  as above

    connections.close_all()
    cluster.drop_database(_name("attack"))
    cluster.create_database(_name("attack"), _name("kit"))
    test_database.connect_django(cluster, _name("attack"))
