# SPDX-License-Identifier: EUPL-1.2
"""What the embedded database is like: closed to everybody else, whole, and silent about what is in it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.site.postgres.conftest import rows
from vejviser.site.postgres import roles

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.site.postgres import Cluster


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_data_and_socket_are_open_to_nobody_but_the_server(running: Cluster) -> None:
    assert [mode(running.places.data), mode(running.places.socket), mode(running.places.secrets)] == [0o700] * 3
    assert {path.name for path in running.places.secrets.iterdir()} == set(roles.ALL)
    assert {mode(path) for path in running.places.secrets.iterdir()} == {0o600}


def test_no_port_is_open(running: Cluster) -> None:
    assert rows(running, "SHOW listen_addresses") == [("",)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("data_checksums", "on"), ("server_encoding", "UTF8"), ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")],
)
def test_what_was_acknowledged_is_kept_and_checked(running: Cluster, name: str, value: str) -> None:
    assert rows(running, f"SHOW {name}") == [(value,)]


def test_letters_of_any_language_are_letters(running: Cluster) -> None:
    assert rows(running, "SELECT upper('æøå'), 'Å' ~ '[[:alpha:]]'") == [("ÆØÅ", True)]


@pytest.mark.parametrize("role", roles.ALL)
def test_nobody_gets_in_without_the_password(running: Cluster, role: str) -> None:
    for wrong in ("", "wrong"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(**{**running.connection(role), "password": wrong})


def test_every_role_has_a_password_of_its_own(running: Cluster) -> None:
    assert len({roles.password(running.places.secrets, role) for role in roles.ALL}) == len(roles.ALL)


@pytest.mark.parametrize("role", [roles.OWNER, roles.WEB, roles.NIGHT])
def test_no_role_of_the_program_has_a_power_over_the_server(running: Cluster, role: str) -> None:
    powers = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    assert rows(running, f"SELECT {powers} FROM pg_roles WHERE rolname = '{role}'") == [(False,) * 5]  # noqa: S608  names of our own


@pytest.mark.parametrize("role", [roles.WEB, roles.NIGHT])
def test_only_the_owner_makes_tables(running: Cluster, role: str) -> None:
    for statement in ("CREATE TABLE public.mine (id int)", "CREATE SCHEMA mine", "CREATE TEMPORARY TABLE mine (id int)"):
        with psycopg.connect(**running.connection(role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
    with psycopg.connect(**running.connection(roles.OWNER)) as connection:
        connection.execute("CREATE TABLE public.made (id int)")
        connection.rollback()


def test_a_table_of_the_owner_is_closed_to_the_pages_until_it_is_granted(running: Cluster) -> None:
    with psycopg.connect(**running.connection(roles.OWNER)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.closed (id int)")
    with psycopg.connect(**running.connection(roles.WEB)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM public.closed")


def test_a_role_of_the_pages_reaches_no_other_database(running: Cluster) -> None:
    for other in ("postgres", "template1"):
        rows(running, "SELECT 1", roles.SUPERUSER, other)
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(**running.connection(roles.WEB, other))


def test_the_log_repeats_nothing_of_what_somebody_asked_or_typed(running: Cluster) -> None:
    with psycopg.connect(**running.connection(roles.OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS secret (name text UNIQUE, number int)")
        for statement, values in (
            ("INSERT INTO secret (name) VALUES (%s)", ["canary-unique"]),
            ("INSERT INTO secret (name) VALUES (%s)", ["canary-unique"]),
            ("INSERT INTO secret (number) VALUES (%s)", ["canary-number"]),
            ("SELECT 'canary-literal' FROM nowhere", []),
            ("SELECT 'canary-text'::int", []),
        ):
            try:
                connection.execute(statement.encode(), values)
            except psycopg.Error:
                continue
    logs = [path.read_text(errors="replace") for path in [*running.places.data.glob("log/*"), running.places.data / "startup.log"]]
    assert any("ready to accept connections" in log for log in logs)
    assert not any("canary" in log for log in logs)


def test_a_database_is_made_as_a_copy_of_another_and_removed_under_its_users(running: Cluster) -> None:
    running.create_database("first")
    with psycopg.connect(**running.connection(roles.OWNER, "first")) as connection:
        connection.execute("CREATE TABLE one (id int)")
    running.create_database("second", "first")
    with psycopg.connect(**running.connection(roles.OWNER, "second")) as left_open:
        assert left_open.execute("SELECT count(*) FROM one").fetchone() == (0,)
        left_open.commit()
        running.drop_database("second")
        assert not running.has_database("second")
    running.drop_database("second")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(**running.connection(roles.WEB, "first")) as connection:
        connection.execute("CREATE TABLE two (id int)")
