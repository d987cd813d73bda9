# SPDX-License-Identifier: EUPL-1.2
"""A ledger with some entries in the tree and signed, and every way into its database."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.conf import settings
from django.db import transaction

from vejviser.ledger import keys, sequencer, services
from vejviser.ledger.verification import Findings, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.postgresql.base import DatabaseWrapper

    from vejviser.site.postgres import Cluster


class Ledger:
    """The ledger of a test: grown by the owner, reached as any role of the database."""

    def __init__(self, cluster: Cluster, database: str, owner: DatabaseWrapper) -> None:
        self.cluster, self.database, self.owner = cluster, database, owner
        self.home = Path(settings.HOME)

    def grow(self, count: int) -> None:
        """Write entries, give them their places, and sign."""
        with transaction.atomic():
            for number in range(count):
                services.record_system("test:entry", purpose="abcdefghij"[number % 10])
        self.sequence()
        sequencer.checkpoint(connection=self.owner)

    def sequence(self, batch: int = sequencer.BATCH) -> int:
        return sequencer.sequence(batch, connection=self.owner)

    def connect(self, role: str, **options: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(**self.cluster.connection(role, self.database), **options)

    def tamper(self, *statements: str) -> None:
        """Do as the superuser what no guard stops."""
        with self.connect("vejviser_superuser", autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement.encode())

    def verify(self) -> Findings:
        with self.connect("vejviser_night", autocommit=True) as connection:
            return verify(connection, keys.checkpoint_files(self.checkpoints), keys.verifying_key(self.home))

    @property
    def checkpoints(self) -> Path:
        return keys.checkpoint_folder(self.home)


@pytest.fixture
def ledger(cluster: Cluster, clone_name: str, owner_connection: DatabaseWrapper) -> Iterator[Ledger]:
    """An empty tree without any checkpoint; what the migration wrote is waiting."""
    made = Ledger(cluster, clone_name, owner_connection)
    shutil.rmtree(made.home / "ledger", ignore_errors=True)
    # An installation has its key from the first checkpoint on; a test that signs nothing verifies too.
    keys.signing_key(made.home)
    yield made
    shutil.rmtree(made.home / "ledger", ignore_errors=True)
