# SPDX-License-Identifier: EUPL-1.2
"""The seeded test kit behind a running server, for tests that look at every page; made once for each process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests import database as test_database
from tests import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext
    from pytest_django import DjangoDbBlocker

    from tests.attack.world import World
    from vejviser.demonstration.kit.people import Player
    from vejviser.site.postgres import Cluster

SEED = 20_260_102


class KitSite(NamedTuple):
    """A running server over the kit, and the kit."""

    address: str
    world: World

    def sign_in(self, context: BrowserContext, player: Player) -> None:
        """Give a browser the session of somebody who has proved both factors."""
        from django.conf import settings  # noqa: PLC0415  only once Django is set up

        context.clear_cookies()
        session = self.world.client(player).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])


@pytest.fixture(scope="module")
def kit_site(cluster: Cluster, clone_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[KitSite]:
    """The seeded kit behind a running server, with Django connected to the same database."""
    from tests.attack.world import World  # noqa: PLC0415  only once Django is set up
    from vejviser.demonstration.kit import seeding  # noqa: PLC0415

    name = f"vejviser_pages_{test_database.worker()}"
    test_database.clone(cluster, name)
    with django_db_blocker.unblock():
        test_database.connect_django(cluster, name)
        kit = seeding.seed(SEED)
        with running_site.serving(cluster, name) as site:
            yield KitSite(site.address, World(kit, lambda: None))
        test_database.connect_django(cluster, clone_name)
        cluster.drop_database(name)
