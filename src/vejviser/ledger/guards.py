# SPDX-License-Identifier: EUPL-1.2
"""What guards the ledger inside the database: rights, row security, and triggers. Installed anew, as the owner, by each migration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

WEB: Final = "vejviser_web"
NIGHT: Final = "vejviser_night"
FUNCTIONS: Final = Path(__file__).parent / "sql" / "guards.sql"
TABLES: Final = ("ledger_entry", "ledger_waiting", "ledger_leaf", "ledger_node", "ledger_checkpoint")
# An entry waits in `ledger_waiting` until it has its place, and is then taken out of there; everything else only grows.
APPEND_ONLY: Final = tuple(table for table in TABLES if table != "ledger_waiting")


class Watched(NamedTuple):
    """A table whose every change becomes an entry, and the columns that name the case, the row and the section ("": it has none)."""

    table: str
    case: str = ""
    row: str = "id"
    section: str = ""


WATCHED: Final = (
    Watched("cases_case", case="id"),
    Watched("cases_entry", case="case_id", section="section"),
    Watched("access_assignment", case="case_id"),
    Watched("access_conflictofinterest", case="case_id"),
    Watched("access_package", case="case_id", section="section"),
    Watched("referrals_referral"),
    Watched("referrals_contact"),
    Watched("referrals_part"),
    Watched("accounts_user"),
    Watched("accounts_roleheld"),
    Watched("directory_contract"),
    Watched("directory_dutyturn"),
)

# The time is not among what the pages may give, and neither the ids of the other cases of a list nor a detail among what they may read.
_GIVES: Final = "id, actor, organisation, action, case_id, cases, row_id, sections, purpose, detail_hash, detail"
_SEES: Final = "id, at, actor, organisation, action, case_id, row_id, sections, purpose"
_HONEST: Final = "actor IS NULL OR (actor = access_user() AND organisation = coalesce(access_organisation(), ''))"
_RIGHTS: Final = (
    f"GRANT INSERT ({_GIVES}), SELECT ({_SEES}) ON ledger_entry TO {WEB}",
    f"GRANT INSERT ({_GIVES}), SELECT ON ledger_entry TO {NIGHT}",
    f"GRANT SELECT, DELETE ON ledger_waiting TO {NIGHT}",
    f"GRANT SELECT, INSERT ON ledger_leaf, ledger_node, ledger_checkpoint TO {NIGHT}",
    # Hashes and their places alone: what the pages need to find before they serve that the database is an older copy.
    f"GRANT SELECT (index, hash) ON ledger_leaf TO {WEB}",
    f"GRANT SELECT ON ledger_node TO {WEB}",
    f"GRANT EXECUTE ON FUNCTION ledger_cases(), ledger_of_case(uuid) TO {WEB}",
)
_POLICIES: Final = (
    ("ledger_entry", f"web_insert ON ledger_entry FOR INSERT TO {WEB} WITH CHECK ({_HONEST})"),
    (
        "ledger_entry",
        f"web_select ON ledger_entry FOR SELECT TO {WEB} USING (actor = access_user() OR case_id = ANY (ARRAY(SELECT ledger_cases())))",
    ),
    ("ledger_leaf", f"web_select ON ledger_leaf FOR SELECT TO {WEB} USING (true)"),
    ("ledger_node", f"web_select ON ledger_node FOR SELECT TO {WEB} USING (true)"),
    ("ledger_entry", f"night_insert ON ledger_entry FOR INSERT TO {NIGHT} WITH CHECK (actor IS NULL)"),
    ("ledger_entry", f"night_select ON ledger_entry FOR SELECT TO {NIGHT} USING (true)"),
)


class GuardsRefused(Exception):
    """The ledger cannot be guarded as it must be; the text says what is missing."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Write functions, rights, row security and triggers; run as the owner of the tables, after the migrations.

    Raises:
        GuardsRefused: a table that must be watched is missing.

    """
    with connection.cursor() as cursor:
        _require_tables(cursor)
        cursor.execute(FUNCTIONS.read_text(encoding="utf-8"))
        for statement in (*_rights(), *_row_security(), *_append_only(), *_waiting(), *_watching()):
            cursor.execute(statement)


def _require_tables(cursor: CursorWrapper) -> None:
    needed = [*TABLES, *(watched.table for watched in WATCHED)]
    cursor.execute("SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass('public.' || quote_ident(name)) IS NULL", [needed])
    missing = [str(name) for (name,) in cursor.fetchall()]
    if missing:
        raise GuardsRefused(f"the ledger must watch tables that do not exist: {', '.join(missing)}")


def _rights() -> Iterable[str]:
    yield f"REVOKE ALL ON {', '.join(TABLES)} FROM PUBLIC, {WEB}, {NIGHT}"
    yield from _RIGHTS


def _row_security() -> Iterable[str]:
    for table in TABLES:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield from _policy(table, f"owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")
        if table != "ledger_entry":
            yield from _policy(table, f"night ON {table} TO {NIGHT} USING (true) WITH CHECK (true)")
    for table, policy in _POLICIES:
        yield from _policy(table, policy)


def _policy(table: str, policy: str) -> Iterable[str]:
    yield f"DROP POLICY IF EXISTS {policy.split(' ', 1)[0]} ON {table}"
    yield f"CREATE POLICY {policy}"


def _append_only() -> Iterable[str]:
    for table in APPEND_ONLY:
        for moment, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            name = f"ledger_refuse_{each.lower()}"
            yield from _trigger(table, name, f"BEFORE {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION ledger_refuse()")
    yield from _trigger(
        "ledger_waiting", "ledger_refuse_row", "BEFORE UPDATE ON ledger_waiting FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
    )
    yield from _trigger(
        "ledger_waiting", "ledger_refuse_statement", "BEFORE TRUNCATE ON ledger_waiting FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
    )


def _waiting() -> Iterable[str]:
    entry = "ledger_entry"
    yield from _trigger(entry, "ledger_stamp", f"BEFORE INSERT ON {entry} FOR EACH ROW EXECUTE FUNCTION ledger_stamp()")
    yield from _trigger(entry, "ledger_queue", f"AFTER INSERT ON {entry} FOR EACH ROW EXECUTE FUNCTION ledger_queue()")
    yield from _trigger(
        "ledger_waiting",
        "ledger_placed",
        "AFTER DELETE ON ledger_waiting REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ledger_placed()",
    )


def _watching() -> Iterable[str]:
    for table, case, row, section in WATCHED:
        moment = f"AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
        yield from _trigger(table, "ledger_write", f"{moment} EXECUTE FUNCTION ledger_write('{case}', '{row}', '{section}')")
        # A whole table emptied at once would fire no trigger for its rows.
        yield from _trigger(
            table, "ledger_refuse_statement", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        )


def _trigger(table: str, name: str, what: str) -> Iterable[str]:
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} {what}"


def weaknesses(connection: BaseDatabaseWrapper) -> list[str]:
    """Say which guards are missing or switched off: nothing may be left before the pages are served."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT class.relname, trigger.tgname, trigger.tgenabled FROM pg_trigger trigger"
            " JOIN pg_class class ON class.oid = trigger.tgrelid WHERE trigger.tgname LIKE 'ledger\\_%%'"
        )
        enabled = {(table, name) for table, name, state in cursor.fetchall() if state in ("O", "A")}
        cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY (%s) AND relrowsecurity AND relforcerowsecurity", [list(TABLES)])
        secured = {table for (table,) in cursor.fetchall()}
    found = [f"the table {table} has no forced row security; run: vejviser migrate" for table in TABLES if table not in secured]
    return found + [
        f"the trigger {name} of {table} is missing or switched off; run: vejviser migrate"
        for table, name in _triggers_needed()
        if (table, name) not in enabled
    ]


def _triggers_needed() -> Iterable[tuple[str, str]]:
    for table in TABLES:
        yield from ((table, "ledger_refuse_row"), (table, "ledger_refuse_statement"))
    yield from (("ledger_entry", "ledger_stamp"), ("ledger_entry", "ledger_queue"), ("ledger_waiting", "ledger_placed"))
    for watched in WATCHED:
        yield from ((watched.table, "ledger_write"), (watched.table, "ledger_refuse_statement"))
