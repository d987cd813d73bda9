# SPDX-License-Identifier: EUPL-1.2
"""What is looked at before any page is served: is the database's own lock in force for the role of the pages?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.migrations.executor import MigrationExecutor

from vejviser.access import row_security
from vejviser.ledger import guards
from vejviser.ledger.nodes import TreeBroken
from vejviser.ledger.sequencer import refuse_rollback
from vejviser.site.postgres.roles import WEB

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def reasons_not_to_serve(connection: BaseDatabaseWrapper) -> list[str]:
    """Give, for the role that is connected, everything that makes serving unsafe; empty if nothing does."""
    if MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes()):
        return ["the database is not in the form that this version needs; run: vejviser migrate"]
    found = [
        *row_security.weaknesses(connection),
        *guards.weaknesses(connection),
        *_powers(connection),
        *_tables_without_policy(connection),
    ]
    try:
        refuse_rollback(connection=connection)
    except TreeBroken as broken:
        found.append(f"the ledger is not the one that was last signed: {broken}")
    if settings.INSTALLATION == "real" and invented_people():
        found.append("invented people of a demonstration or test kit can sign in to a real installation; begin with an empty database")
    return found


def invented_people() -> bool:
    """Whether anybody of a demonstration or test kit has an account."""
    return get_user_model().objects.filter(invented=True).exists()


def _powers(connection: BaseDatabaseWrapper) -> list[str]:
    """Name what the role could become or make: both would be a way around the policies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')")
        found = [f"the database role of the pages can become {name}; revoke that membership" for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT has_schema_privilege(current_user, 'public', 'CREATE'), has_database_privilege(current_database(), 'CREATE')"
        )
        schema, database = cursor.fetchone() or (True, True)
    if schema or database:
        found.append(f"the database role of the pages may make tables; REVOKE CREATE from {WEB} and PUBLIC")
    return found


def _tables_without_policy(connection: BaseDatabaseWrapper) -> list[str]:
    """Name the tables that are less guarded than they should be: those that functions alone read need no policy, but no right either."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND %s = ANY (roles)", [WEB])
        guarded = {table for (table,) in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT table_name FROM information_schema.role_table_grants WHERE grantee = %s", [WEB])
        granted = {table for (table,) in cursor.fetchall()}
    closed = {table for table, conditions in row_security.POLICIES.items() if not conditions}
    return [
        f"the table {table} has no policy for the role of the pages; run: vejviser migrate"
        for table in row_security.POLICIES
        if table not in guarded and table not in closed
    ] + [
        f"the role of the pages has rights to the table {table}, which it must not touch; run: vejviser migrate"
        for table in sorted(closed & granted)
    ]
