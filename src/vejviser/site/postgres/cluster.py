# SPDX-License-Identifier: EUPL-1.2
"""The embedded database of one home folder: what the rest of the program sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import pq, sql

from vejviser.site.postgres import binaries, making, places, roles, running
from vejviser.site.postgres.configuration import configure
from vejviser.site.postgres.server_user import server_user

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Cluster:
    """A PostgreSQL server with its data in a home folder; made when it is first asked for."""

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None) -> None:
        """Describe the cluster of a home folder; `settings` go over the server's usual ones."""
        self.places = places.Places(home.resolve())
        self.settings = settings or {}

    def is_running(self) -> bool:
        """Tell whether the server takes connections."""
        return running.answer(self.places.socket.resolve()) == pq.Ping.OK

    def ensure_running(self) -> bool:
        """Have the server running, made first if need be; two processes may ask at once. Tells whether this call started it.

        Raises:
            DatabaseRefused: it cannot be made or started here.

        """
        if self.is_running():
            return False
        user = server_user()
        self.places.prepare(user)
        with running.held(self.places.lock):
            if self.is_running():
                return False
            programs = self._programs()
            if not self.places.data.exists():
                making.make(self.places, programs, user)
            else:
                making.remove_half_made(self.places.data.resolve().parent)
            configure(self.places.data.resolve(), self.places.socket.resolve(), user, self.settings)
            running.start(self.places.data.resolve(), self.places.socket.resolve(), programs, user)
            return True

    def stop(self) -> bool:
        """Stop the server cleanly; tells whether one was running.

        Raises:
            DatabaseRefused: it does not stop.

        """
        if not self.places.data.exists():
            return False
        with running.held(self.places.lock):
            was_running = self.is_running()
            running.stop(self.places.data.resolve(), self._programs(), server_user())
            return was_running

    def connection(self, role: str = roles.OWNER, database: str = roles.DATABASE) -> dict[str, Any]:
        """Give what `psycopg.connect` needs to reach a database as a role (a name of `roles`)."""
        password = roles.password(self.places.secrets, role)
        return {"host": str(self.places.socket.resolve()), "user": role, "password": password, "dbname": database}

    def django_connection(self, role: str = roles.WEB, database: str = roles.DATABASE) -> dict[str, Any]:
        """Give the same in the words of Django's `DATABASES`."""
        given = self.connection(role, database)
        return {"NAME": database, "USER": role, "PASSWORD": given["password"], "HOST": given["host"], "PORT": ""}

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database of the owner, empty or as a copy of another one that nobody is connected to."""
        made = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(roles.OWNER), sql.Identifier(template or "template0")
        )
        self._as_superuser("postgres", [made.as_string(), *roles.database_rights(name)])
        if template is None:
            self._as_superuser(name, roles.schema_rights())

    def drop_database(self, name: str) -> None:
        """Remove a database, ending the connections to it; does nothing if it is not there."""
        self._as_superuser("postgres", [sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)).as_string()])

    def has_database(self, name: str) -> bool:
        """Tell whether there is a database of this name."""
        with psycopg.connect(**self.connection(roles.SUPERUSER, "postgres")) as connection:
            return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def _as_superuser(self, database: str, statements: list[str]) -> None:
        with psycopg.connect(**self.connection(roles.SUPERUSER, database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _programs(self) -> binaries.Binaries:
        """Give the programs that fit the data that are there, where the server's user can run them."""
        version = self.places.data / "PG_VERSION"
        found = binaries.find(int(version.read_text(encoding="ascii"))) if version.exists() else binaries.find()
        return binaries.reachable(found, server_user(), places.ELSEWHERE)
