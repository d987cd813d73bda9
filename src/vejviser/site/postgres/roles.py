# SPDX-License-Identifier: EUPL-1.2
"""Who may connect to the embedded database, with which password, and what each may do before any table is there."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUPERUSER = "vejviser_superuser"
OWNER = "vejviser_owner"
WEB = "vejviser_web"
NIGHT = "vejviser_night"
SERVING = (WEB, NIGHT)
ALL = (SUPERUSER, OWNER, *SERVING)
DATABASE = "vejviser"

# A page that waits longer than this has failed for its reader anyway; and a forgotten transaction would hold back all cleaning.
LIMITS = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}


def make_secrets(folder: Path) -> None:
    """Write a new random password for each role, readable by who runs this alone; only for a cluster that is being made."""
    for role in ALL:
        # Whole or not at all: a making that is killed here leaves no empty password behind.
        new = folder / f".{role}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / role)


def password(folder: Path, role: str) -> str:
    """Give the password of a role."""
    return (folder / role).read_text(encoding="ascii").strip()


def first_statements(folder: Path) -> list[str]:
    """Give the statements that make the roles and the database, for the database `postgres`."""
    made = [f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{password(folder, OWNER)}'"]
    for role in SERVING:
        made.append(
            f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD '{password(folder, role)}'"
        )
        made += [f"ALTER ROLE {role} SET {name} = '{value}'" for name, value in LIMITS.items()]
    closed = [f"REVOKE ALL ON DATABASE {database} FROM PUBLIC" for database in ("postgres", "template1")]
    return [*made, *closed, f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0", *database_rights(DATABASE)]


def database_rights(database: str) -> list[str]:
    """Give the statements that say who may connect to a database."""
    connecting = ", ".join((OWNER, *SERVING))
    return [f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC', f'GRANT CONNECT ON DATABASE "{database}" TO {connecting}']


def schema_rights() -> list[str]:
    """Give the statements, for one database, after which only the owner makes anything in it."""
    return [
        f"ALTER SCHEMA public OWNER TO {OWNER}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {', '.join(SERVING)}",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE ALL ON FUNCTIONS FROM PUBLIC",
    ]
