# SPDX-License-Identifier: EUPL-1.2
"""The access matrix as row security: the third lock, inside the database, and what each database role may touch at all.

Installed by `vejviser migrate` as the owner of the tables, each time anew, so that it can never lag behind the policy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from vejviser.access import policy
from vejviser.access.models import Permission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

WEB: Final = "vejviser_web"
NIGHT: Final = "vejviser_night"
# In their order: the later ask the earlier.
FUNCTIONS: Final = tuple(Path(__file__).parent / "sql" / name for name in ("functions.sql", "outside.sql"))


def _cells(cells: Iterable[policy.Cell]) -> str:
    return "'{" + ",".join(sorted(cells)) + "}'"


def _pair(cells: Iterable[policy.Cell]) -> str:
    return f"(case_id, section) IN (SELECT case_id, section FROM access_where({_cells(cells)}))"  # noqa: S608  the cells are ours


def _there(cells: Iterable[policy.Cell]) -> str:
    return f"access_gives(case_id, section, {_cells(cells)})"


# Asked of each row against a hashed list made once. It finds no rows by itself: every list asks for the cases of the user's own
# assignments first (access.querysets), and finds them by the index on their case. As an array it would find them too, but compare each
# row with every case: with 10,000 cases of one user that took longer than a statement may.
SEES: Final = "case_id IN (SELECT access_cases())"
CONSENTED: Final = f"({_pair(policy.BY_CONSENT)} AND access_consented(case_id, section))"
# Entries are read a case at a time, so each is asked about by itself; lists of derived rows ask once for all cases.
_CONSENTED_THERE: Final = f"({_there(policy.BY_CONSENT)} AND access_consented(case_id, section))"
_HANDED: Final = f"({_there(policy.BY_PACKAGE - policy.PACKAGE_NEEDS_CONSENT)} AND recorded_at <= access_handed(case_id, section))"
_HANDED_BY_CONSENT: Final = (
    f"({_there(policy.PACKAGE_NEEDS_CONSENT)} AND access_consented(case_id, section) AND recorded_at <= access_handed(case_id, section))"
)
READS_ENTRY: Final = " OR ".join(
    (
        _there(policy.LIVE),
        _CONSENTED_THERE,
        f"(author_id = access_user() AND {_there(policy.OWN)})",
        f"(is_code AND {_there(policy.CODES)})",
        _HANDED,
        _HANDED_BY_CONSENT,
    ),
)
_WRITES_BY_CONSENT: Final = f"({_there(policy.WRITES_BY_CONSENT)} AND access_consented(case_id, section))"
WRITES_ENTRY: Final = f"author_id = access_user() AND ({_there(policy.WRITES)} OR {_WRITES_BY_CONSENT})"
SEES_DERIVED: Final = f"{SEES} AND ({_pair(policy.DERIVED)} OR {CONSENTED})"
_BEGINS_TEAM: Final = "(access_is_intake() AND user_id = access_user() AND access_is_new(case_id))"
_AT_DESK: Final = '("to" = access_organisation() AND access_is_intake())'
_OWN_NOTICE: Final = "user_id = access_user() OR (user_id IS NULL AND organisation = access_organisation() AND access_is_intake())"
# Without an account one can write, and read nothing back: that is done by the functions of outside.sql alone.
_NOBODY: Final = "access_user() IS NULL"
# Nobody says of themselves that they are verified, taken over, answered or confirmed.
_NEW_FROM_OUTSIDE: Final = (
    f"({_NOBODY} AND sender_id IS NULL AND standing > 0 AND verified_as = '' AND state = 'received' AND taken_by_id IS NULL"
    " AND case_id IS NULL AND asked_id IS NULL AND answer IS NULL AND confirmed_at IS NULL AND opened_at IS NULL AND withdrawn = '')"
)
_READS_PART: Final = "outside_desk_reads(referral_id, kind || ':' || card)"
# The sender's own parts go in with the referral; the desk writes its questions and reasons beside it.
_WRITES_PART: Final = f"outside_sent_it(referral_id) OR {_READS_PART}"
_OWN_CONTACTS: Final = "organisation = access_organisation() AND access_keeps_contacts()"

# Table: the condition of each thing that the web role may do with a row. What is missing is not possible.
POLICIES: Final[dict[str, dict[str, str]]] = {
    "cases_case": {
        "SELECT": "id IN (SELECT access_cases())",
        "INSERT": "access_is_intake()",
        "UPDATE": "id IN (SELECT access_cases())",
    },
    "cases_entry": {"SELECT": READS_ENTRY, "INSERT": WRITES_ENTRY},
    "cases_deadline": {"SELECT": SEES_DERIVED},
    "cases_deskline": {"SELECT": SEES_DERIVED},
    "cases_stageturn": {"SELECT": SEES},
    "cases_linkedcase": {"SELECT": SEES, "INSERT": "access_leads(case_id)", "DELETE": "access_leads(case_id)"},
    "cases_link": {
        "SELECT": "made_by_id = access_user() OR id IN (SELECT link_id FROM cases_linkedcase)",
        "INSERT": "made_by_id = access_user() AND access_is_intake()",
    },
    "cases_draft": dict.fromkeys(("SELECT", "INSERT", "UPDATE", "DELETE"), f"user_id = access_user() AND {SEES}"),
    "access_assignment": {
        "SELECT": f"user_id = access_user() OR {SEES}",
        "INSERT": f"given_by_id = access_user() AND (access_leads(case_id) OR {_BEGINS_TEAM})",
        "UPDATE": "user_id = access_user() OR access_leads(case_id)",
    },
    "access_conflictofinterest": {
        "SELECT": "user_id = access_user() OR access_leads(case_id)",
        "INSERT": f"user_id = access_user() AND {SEES}",
    },
    "access_consentgrant": {"SELECT": f"{SEES} AND (organisation = access_organisation() OR access_may_read(case_id, 'O'))"},
    "access_package": {
        "SELECT": f"{SEES} AND (organisation = access_organisation() OR access_leads(case_id))",
        "INSERT": "access_leads(case_id) AND made_by_id = access_user()",
        "UPDATE": "access_leads(case_id)",
    },
    "referrals_referral": {
        "SELECT": f"{_AT_DESK} OR sender_id = access_user()",
        "INSERT": f"sender_id = access_user() OR {_NEW_FROM_OUTSIDE}",
        "UPDATE": _AT_DESK,
    },
    "referrals_part": {
        "SELECT": _READS_PART,
        "INSERT": f"({_NOBODY} AND outside_is_being_written(referral_id)) OR {_WRITES_PART}",
        "UPDATE": _READS_PART,
    },
    "referrals_receipt": {"INSERT": f"{_NOBODY} AND outside_is_being_written(referral_id)"},
    # Both are reached through functions alone.
    "referrals_proof": {},
    "referrals_savedform": {},
    # Rows are written by `intake_identities` alone, so that nobody forgets a look-up of their own.
    "referrals_lookup": {"SELECT": "user_id = access_user()"},
    # Whoever is told of something may note that for themselves and their own desk, and for nobody else.
    "notices_notice": dict.fromkeys(("SELECT", "INSERT", "UPDATE"), _OWN_NOTICE),
    "referrals_contact": {"SELECT": _OWN_CONTACTS, "INSERT": f"{_OWN_CONTACTS} AND by_id = access_user()", "UPDATE": _OWN_CONTACTS},
}

# What the night run may do: it meets opaque ids, stages, kinds and days, and never a sealed column.
NIGHT_GRANTS: Final = {
    "cases_case": "SELECT (id, reference, stage, mechanism, changed_at, closed_at), UPDATE (stage)",
    "cases_stageturn": "SELECT",
    "cases_deadline": "SELECT",
    "cases_deskline": "SELECT",
    "cases_draft": "SELECT (id, expires_at), DELETE",
    "access_assignment": "SELECT",
    "access_conflictofinterest": "SELECT",
    "notices_notice": "SELECT, INSERT, UPDATE, DELETE",
    "referrals_referral": (
        'SELECT (id, reference, "to", state, urgency, answer_by, escalated, received_at, standing, withdrawn, withdrawn_at, confirm_by,'
        " confirmed_at, is_closed, expires_at), UPDATE (escalated, is_closed, content, expires_at)"
    ),
    "referrals_part": "SELECT (id, referral_id, expires_at), UPDATE (content, expires_at)",
    "referrals_receipt": "SELECT (referral_id, valid_until, key_hash), UPDATE (key_hash, digest, headings)",
    "referrals_proof": "SELECT (id, expires_at), DELETE",
    "referrals_savedform": "SELECT (id, expires_at, reminder), DELETE",
}
_GUARDED_ELSEWHERE: Final = "ledger_%"


def install(connection: BaseDatabaseWrapper) -> None:
    """Write functions, the matrix, grants and policies; run as the owner of the tables."""
    with connection.cursor() as cursor:
        for file in FUNCTIONS:
            cursor.execute(file.read_text(encoding="utf-8"))
        for statement in (*_grants(cursor), *_policies()):
            cursor.execute(statement)
    write_matrix()


def write_matrix() -> None:
    """Write the policy into the table that row security reads."""
    Permission.objects.all().delete()
    Permission.objects.bulk_create(
        Permission(role=role.value, section=section.value, cell=one.value) for (role, section), one in policy.POLICY.items()
    )


def _grants(cursor: CursorWrapper) -> Iterable[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE %s", [_GUARDED_ELSEWHERE])
    tables = [str(row[0]) for row in cursor.fetchall()]
    for table in tables:
        yield f'REVOKE ALL ON "{table}" FROM {WEB}, {NIGHT}, PUBLIC'
        if table in POLICIES and not POLICIES[table]:
            pass
        elif table in POLICIES:
            yield f'GRANT {", ".join(POLICIES[table])} ON "{table}" TO {WEB}'
        elif table in ("access_permission", "django_migrations"):
            yield f'GRANT SELECT ON "{table}" TO {WEB}'
        else:
            yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {WEB}'
        if table in NIGHT_GRANTS:
            yield f'GRANT {NIGHT_GRANTS[table]} ON "{table}" TO {NIGHT}'
        elif table.startswith(("notices_", "django_tasks", "site_cache")):
            yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {NIGHT}'
        elif table in ("accounts_user", "accounts_roleheld", "directory_organisation", "directory_dutyturn", "django_migrations"):
            yield f'GRANT SELECT ON "{table}" TO {NIGHT}'
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND (proname LIKE 'access\\_%%' OR proname LIKE 'cases\\_%%' OR proname LIKE 'intake\\_%%'"
        " OR proname LIKE 'outside\\_%%')"
    )
    for (function,) in cursor.fetchall():
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {WEB}"
    yield f"GRANT USAGE ON SCHEMA public TO {WEB}, {NIGHT}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}, {NIGHT}"


def _policies() -> Iterable[str]:
    for table, conditions in POLICIES.items():
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
        yield f'DROP POLICY IF EXISTS owner ON "{table}"'
        yield f'CREATE POLICY owner ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true)'
        yield f'DROP POLICY IF EXISTS night ON "{table}"'
        if table in NIGHT_GRANTS:
            yield f'CREATE POLICY night ON "{table}" TO {NIGHT} USING (true) WITH CHECK (true)'
        for command in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            name = f"web_{command.lower()}"
            yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
            if command in conditions:
                keyword = "WITH CHECK" if command == "INSERT" else "USING"
                yield f'CREATE POLICY {name} ON "{table}" FOR {command} TO {WEB} {keyword} ({conditions[command]})'


def weaknesses(connection: BaseDatabaseWrapper) -> list[str]:
    """Say what makes row security void for the role that is connected: nothing may be left before the pages are served."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        if row is None or row[0] or row[1]:
            found.append("the database role of the pages is a superuser or bypasses row security")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        found += [f"the database role of the pages owns the table {table}" for (table,) in cursor.fetchall()]
        cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY (%s) AND relrowsecurity AND relforcerowsecurity", [list(POLICIES)])
        secured = {table for (table,) in cursor.fetchall()}
        found += [f"the table {table} has no forced row security; run: vejviser migrate" for table in POLICIES if table not in secured]
    return found
