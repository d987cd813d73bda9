# SPDX-License-Identifier: EUPL-1.2
"""What tests/README.md promises of the databases of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, ProgrammingError, connection, transaction

from vejviser.directory.models import Organisation
from vejviser.site.self_check import reasons_not_to_serve

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper

    from vejviser.site.postgres import Cluster


@pytest.fixture(params=["first", "second"])
def twice(request: pytest.FixtureRequest) -> str:
    """Run a test twice: the second time must find nothing of the first."""
    return str(request.param)


def add_somebody(email: str) -> None:
    get_user_model().objects.create(email=email, name="Somebody", organisation=Organisation.objects.all()[0])


@pytest.mark.usefixtures("database", "twice")
def test_what_a_test_writes_is_undone() -> None:
    add_somebody("undone@example.org")
    assert get_user_model().objects.count() == 1


@pytest.mark.usefixtures("committing_database", "twice")
def test_what_a_test_commits_is_gone_with_its_database() -> None:
    done: list[str] = []
    with transaction.atomic():
        add_somebody("committed@example.org")
        transaction.on_commit(lambda: done.append("committed"))
    assert done == ["committed"]
    with pytest.raises(IntegrityError):
        add_somebody("committed@example.org")
    assert get_user_model().objects.count() == 1


@pytest.mark.usefixtures("database")
def test_tests_meet_the_database_as_the_pages_do() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("vejviser_web",)
    assert reasons_not_to_serve(connection) == []


@pytest.mark.usefixtures("twice")
def test_the_owner_may_do_what_the_pages_may_not(owner_connection: DatabaseWrapper) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("CREATE TABLE more (id int)")
    with owner_connection.cursor() as cursor:
        cursor.execute("CREATE TABLE more (id int)")
    assert Organisation.objects.using("owner").count() == Organisation.objects.count() > 0


def test_a_test_can_have_a_second_database(cluster: Cluster) -> None:
    cluster.create_database("vejviser_second", "vejviser_template")
    try:
        with psycopg.connect(**cluster.connection("vejviser_web", "vejviser_second")) as second:
            assert second.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)
    finally:
        cluster.drop_database("vejviser_second")
