# SPDX-License-Identifier: EUPL-1.2
"""The ledger inside the database: it only grows, nobody writes in another's name, and no write of a case goes round it."""

# ruff: noqa: S608  what these statements name stands in this file

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from psycopg import errors

from tests.cast import Cast
from vejviser.access.context import acting
from vejviser.accounts.models import User
from vejviser.cases.models import Case
from vejviser.ledger import guards, services
from vejviser.ledger.models import LedgerEntry

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.backends.postgresql.base import DatabaseWrapper

    from tests.ledger.conftest import Ledger

ROLES = ("vejviser_owner", "vejviser_web", "vejviser_night")
STATEMENTS = [
    f"{statement} {table}"
    for table in guards.APPEND_ONLY
    for statement in ("DELETE FROM", "TRUNCATE")
] + [
    "UPDATE ledger_entry SET purpose = 'z'",
    "UPDATE ledger_leaf SET hash = ''",
    "UPDATE ledger_node SET hash = ''",
    "UPDATE ledger_checkpoint SET note = ''",
    "UPDATE ledger_waiting SET entry_id = gen_random_uuid()",
    "TRUNCATE ledger_waiting",
    "DELETE FROM ledger_waiting",
]  # fmt: skip


def test_no_role_of_the_service_changes_or_removes_anything(ledger: Ledger) -> None:
    ledger.grow(20)
    services.record_system("test:entry")
    for role in ROLES:
        for statement in STATEMENTS:
            with pytest.raises(errors.InsufficientPrivilege), ledger.connect(role) as connection:
                connection.execute(statement.encode())
    assert ledger.verify().wrong == []


def test_a_table_that_is_watched_cannot_be_emptied_at_once(ledger: Ledger) -> None:
    for watched in guards.WATCHED:
        with pytest.raises(errors.InsufficientPrivilege), ledger.connect("vejviser_owner") as connection:
            connection.execute(f"TRUNCATE {watched.table} CASCADE".encode())


def test_nobody_writes_in_the_name_of_another(ledger: Ledger) -> None:
    written = (
        b"INSERT INTO ledger_entry (id, actor, organisation, action, cases, sections, purpose)"
        b" VALUES (gen_random_uuid(), %s, %s, 'x', '{}', '', '')"
    )
    somebody, another = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    for actor, organisation in ((another, "cmm"), (somebody, "dis")):
        with ledger.connect("vejviser_web") as connection:
            connection.execute("SELECT set_config('vejviser.user', %s, true), set_config('vejviser.organisation', 'cmm', true)", [somebody])
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(written, [actor, organisation])
    with pytest.raises(errors.InsufficientPrivilege), ledger.connect("vejviser_night") as connection:
        connection.execute(written, [somebody, "cmm"])


def test_the_time_of_an_entry_is_the_databases(ledger: Ledger) -> None:
    with ledger.connect("vejviser_owner") as connection:
        connection.execute(
            b"INSERT INTO ledger_entry (id, at, organisation, action, cases, sections, purpose)"
            b" VALUES (gen_random_uuid(), '2001-01-01', '', 'test:time', '{}', '', '')"
        )
        row = connection.execute("SELECT at > now() - interval '1 minute' FROM ledger_entry WHERE action = 'test:time'").fetchone()
    assert row == (True,)
    with pytest.raises(errors.InsufficientPrivilege), ledger.connect("vejviser_web") as connection:
        connection.execute(
            b"INSERT INTO ledger_entry (id, at, organisation, action, cases, sections, purpose)"
            b" VALUES (gen_random_uuid(), '2001-01-01', '', 'test:time', '{}', '', '')"
        )


@pytest.mark.usefixtures("ledger")
def test_changing_many_rows_past_the_models_is_one_entry_for_each() -> None:
    cast = Cast()
    cases = {cast.case(), cast.case()}
    with acting(cast.actor(cast.coordinator)) as actor:
        assert Case.objects.filter(pk__in=cases).update(stage="reflection") == 2
    written = LedgerEntry.objects.using("owner").filter(action="cases_case:update", case_id__in=cases).order_by("-at")[:2]
    assert {(entry.case_id, entry.actor, entry.organisation) for entry in written} == {(case, actor.user_id, "cmm") for case in cases}


@pytest.mark.usefixtures("ledger")
def test_a_write_outside_any_actor_is_an_entry_of_the_service() -> None:
    user = Cast().user(Cast.police)
    User.objects.filter(pk=user.pk).update(name="Poula")
    entry = LedgerEntry.objects.using("owner").filter(action="accounts_user:update", row_id=user.pk).latest("at")
    assert (entry.actor, entry.case_id) == (None, None)


def test_without_its_entry_there_is_no_answer_and_no_change(ledger: Ledger) -> None:
    cast = Cast()
    case = cast.case()
    actor = cast.actor(cast.coordinator)
    with ledger.connect("vejviser_owner", autocommit=True) as connection:
        connection.execute("REVOKE INSERT ON ledger_entry FROM vejviser_web")
    with pytest.raises(DatabaseError), acting(actor):  # noqa: PT012  the change comes first, and the failure undoes it
        Case.objects.filter(pk=case).update(stage="reflection")
        services.record("case:read", case_id=case)
    with acting(actor):
        assert Case.objects.get(pk=case).stage != "reflection"


@pytest.mark.usefixtures("ledger")
def test_what_is_undone_leaves_no_entry() -> None:
    def fail_after_writing() -> None:
        services.record_system("test:undone")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        fail_after_writing()
    assert not LedgerEntry.objects.using("owner").filter(action="test:undone").exists()


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("action", "sections", "purpose"),
    [("", "", ""), ("Case:read", "", ""), ("case:", "", ""), ("a b", "", ""), ('x"', "", ""), ("a:b", "AZ", ""), ("a:b", "", 'p"')],
)
def test_a_word_outside_the_grammar_is_refused(action: str, sections: str, purpose: str) -> None:
    with pytest.raises(DatabaseError):
        services.record_system(action, sections=sections, purpose=purpose)


@pytest.mark.usefixtures("ledger")
def test_a_reader_of_the_access_report_sees_what_happened_to_the_case_and_nobody_else_does() -> None:
    cast = Cast()
    case, other = cast.case(), cast.case()
    cast.join(case, cast.shelter)
    with acting(cast.actor(cast.shelter)):
        own = services.record("case:read", case_id=case, sections="AB")
        listed = services.record("list:read", cases=[case, other])
        assert _seen() >= {own, listed}
        assert _of_case(case) == set()
    with acting(cast.actor(cast.coordinator)):
        assert own in _seen()
        assert listed not in _seen()
        assert _of_case(case) >= {own, listed}
    with acting(cast.actor(cast.outsider)):
        assert own not in _seen()
        assert _of_case(case) == set()
    assert _seen() == set()


def test_the_pages_cannot_read_the_other_cases_of_a_list_or_a_sealed_detail(ledger: Ledger) -> None:
    for column in ("cases", "detail", "detail_hash", "*"):
        with pytest.raises(errors.InsufficientPrivilege), ledger.connect("vejviser_web") as connection:
            connection.execute(f"SELECT {column} FROM ledger_entry".encode())


def test_the_night_run_reads_no_case_through_the_ledger_of_a_case(ledger: Ledger) -> None:
    with pytest.raises(errors.InsufficientPrivilege), ledger.connect("vejviser_night") as connection:
        connection.execute("SELECT ledger_of_case(gen_random_uuid())")


def test_guards_are_installed_again_without_a_change(owner_connection: DatabaseWrapper) -> None:
    guards.install(owner_connection)
    guards.install(owner_connection)
    assert guards.weaknesses(owner_connection) == []


def test_a_missing_or_switched_off_guard_is_named(ledger: Ledger, owner_connection: DatabaseWrapper) -> None:
    ledger.tamper(
        "ALTER TABLE cases_entry DISABLE TRIGGER ledger_write",
        "DROP TRIGGER ledger_refuse_row ON ledger_entry",
        "ALTER TABLE ledger_leaf NO FORCE ROW LEVEL SECURITY",
    )
    found = "\n".join(guards.weaknesses(owner_connection))
    assert all(name in found for name in ("ledger_write of cases_entry", "ledger_refuse_row of ledger_entry", "table ledger_leaf"))
    guards.install(owner_connection)
    assert guards.weaknesses(owner_connection) == []


def test_a_watched_table_that_is_not_there_is_an_error(ledger: Ledger, owner_connection: DatabaseWrapper) -> None:
    ledger.tamper("ALTER TABLE referrals_contact RENAME TO elsewhere")
    with pytest.raises(guards.GuardsRefused, match="referrals_contact"):
        guards.install(owner_connection)


@pytest.mark.usefixtures("ledger")
def test_a_detail_is_sealed_and_only_its_salted_hash_stays() -> None:
    cast = Cast()
    case = cast.case()
    with acting(cast.actor(cast.coordinator)):
        entry_id = services.record("case:read", case_id=case, detail={"why": "kanariefugl"})
    entry = LedgerEntry.objects.using("owner").get(pk=entry_id)
    assert entry.detail is not None
    assert entry.detail_hash is not None
    sealed, kept = bytes(entry.detail), bytes(entry.detail_hash)
    assert b"kanariefugl" not in sealed
    assert services.read_detail(entry_id, case, sealed, kept) == {"why": "kanariefugl"}
    with pytest.raises(ValueError, match="not the one"):
        services.read_detail(entry_id, case, sealed, bytes(32))


def test_a_ledger_whose_details_were_shredded_still_holds(ledger: Ledger) -> None:
    from vejviser.vault import services as vault  # noqa: PLC0415  only here

    cast = Cast()
    case = cast.case()
    with acting(cast.actor(cast.coordinator)):
        entry_id = services.record("case:read", case_id=case, detail={"why": "kanariefugl"})
    ledger.grow(1)
    vault.shred(case)
    entry = LedgerEntry.objects.using("owner").get(pk=entry_id)
    with pytest.raises(vault.Shredded):
        services.read_detail(entry_id, case, bytes(entry.detail or b""), bytes(entry.detail_hash or b""))
    assert ledger.verify().wrong == []


@pytest.mark.usefixtures("ledger")
def test_a_detail_needs_a_case() -> None:
    with pytest.raises(ValueError, match="needs a case"):
        services.record_system("test:entry", detail={"a": 1})


def _seen() -> set[object]:
    return set(LedgerEntry.objects.values_list("pk", flat=True))


def _of_case(case: UUID) -> set[object]:
    from django.db import connection  # noqa: PLC0415  only here

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_of_case(%s)", [case])
        return {row[0] for row in cursor.fetchall()}
