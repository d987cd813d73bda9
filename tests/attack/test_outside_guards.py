# SPDX-License-Identifier: EUPL-1.2
"""Without an account: what the database lets such a connection do is to write, and to ask by what only the sender knows."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.referrals.outside.filled import AGREES, CITIZEN, NOTICE, NURSE, opened, sent
from vejviser.access.context import acting
from vejviser.referrals import outside
from vejviser.referrals.models import Part, Referral
from vejviser.site import clock

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from tests.cast import Cast

TABLES = ("referrals_referral", "referrals_part", "referrals_receipt", "referrals_proof", "referrals_savedform")


def _refused(statement: str) -> bool:
    """Tell whether the database refuses a statement, or does nothing of it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return bool(cursor.rowcount == 0)
    except DatabaseError:
        return True


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("table", TABLES)
def test_nobody_reads_changes_or_deletes_a_row_without_an_actor(table: str) -> None:
    one = sent({**AGREES, "note": "x"})
    outside.ask_address_proof(one, "bo@klinik.example")
    outside.save_draft(AGREES, now=clock.now())
    column = {"referrals_receipt": "referral_id"}.get(table, "id")
    for statement in ("SELECT {0} FROM {1}", "UPDATE {1} SET {0} = {0}", "DELETE FROM {1}"):
        assert _refused(statement.format(column, table)), statement


@pytest.mark.usefixtures("database")
def test_without_an_actor_nothing_is_written_in_anybodys_name(cast: Cast) -> None:
    user = cast.user(cast.patrol)
    row = Referral(reference="X", to="cmm", received_at=clock.now(), answer_by=clock.now(), sending=uuid.uuid4(), sender_id=user.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "claim", [{"verified_as": "police"}, {"standing": 0}, {"state": "accepted"}, {"confirmed_at": clock.now()}, {"opened_at": clock.now()}]
)
def test_nobody_says_of_themselves_what_the_desk_says(claim: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"reference": "X", "to": "cmm", "received_at": clock.now(), "answer_by": clock.now(), "standing": 2, **claim}
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral(sending=uuid.uuid4(), **fields).save(force_insert=True)


def test_nothing_is_added_to_what_others_sent(cast: Cast) -> None:
    one = sent(NOTICE, CITIZEN)
    with acting(cast.actor(cast.duty)):
        row = Referral.objects.get(reference=one.reference)
    late = Part(referral_id=row.pk, kind="addition", at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        late.save(force_insert=True)
    with acting(cast.actor(cast.patrol)), pytest.raises(DatabaseError), transaction.atomic():
        late.save(force_insert=True)


def test_neither_other_roles_nor_the_sender_read_a_part(cast: Cast) -> None:
    sent(AGREES, NURSE)
    for part in (cast.police, cast.dis, cast.nurse, cast.hotline, cast.interviewer, cast.administrator):
        with acting(cast.actor(part)):
            assert not Part.objects.exists(), part.name
            assert not Referral.objects.exists(), part.name


@pytest.mark.usefixtures("database")
def test_a_reference_alone_opens_nothing_and_gives_no_content() -> None:
    one = sent({**AGREES, "note": "x"})
    outside.add(opened(one), "own_words", {"text": "x"}, clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outside_receipt(%s, %s)", [one.reference, clock.now()])
        columns = {column[0] for column in cursor.description}
        assert not columns & {"content", "answer", "sender_organisation", "case_id"}
        cursor.execute("SELECT * FROM outside_additions(%s, %s)", [one.reference, clock.now()])
        assert {column[0] for column in cursor.description} == {"card", "added_at", "state"}


def test_once_the_desk_opened_it_no_content_is_given_for_a_sending(cast: Cast) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    with acting(cast.actor(cast.duty)) as actor:
        Referral.objects.filter(reference=one.reference).update(opened_at=actor.now)
    with pytest.raises(outside.SendingDiffers) as differs:
        sent({**AGREES, "note": "other"}, **form)
    assert not differs.value.may_replace
    assert "name" not in differs.value.answers
    assert "safe_phone" not in differs.value.answers


def test_a_version_that_comes_too_late_is_added_and_replaces_nothing(cast: Cast) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    with acting(cast.actor(cast.duty)) as actor:
        Referral.objects.filter(reference=one.reference).update(opened_at=actor.now)
    assert sent({**AGREES, "note": "other"}, replace=True, **form).reference == one.reference
    assert [card for card, _at, _state in outside.additions(opened(one))] == ["version"]


def test_the_server_keeps_neither_code_nor_address_nor_an_answer(owner_connection: BaseDatabaseWrapper) -> None:
    saved = outside.save_draft(AGREES, now=clock.now(), mail="bo@hospital.example")
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(saved)::text FROM referrals_savedform saved")
        kept = cursor.fetchone()[0]
    for secret in (saved.code, saved.code.replace("-", ""), "Zoraya", "hospital"):
        assert secret not in kept
        assert secret.encode().hex() not in kept


def test_a_network_is_counted_under_a_hash_that_changes_daily(owner_connection: BaseDatabaseWrapper) -> None:
    now = clock.now()
    outside.allowed("192.0.2.1", "send", now)
    outside.allowed("192.0.2.1", "send", now.replace(year=now.year + 1))
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM site_cache WHERE cache_key LIKE '%outside:send%'")
        keys = [key.rpartition(":")[2] for (key,) in cursor.fetchall()]
    assert len(set(keys)) == 2
    assert not any("192.0" in key for key in keys)


def test_no_answer_and_no_word_lies_in_clear_in_the_database(owner_connection: BaseDatabaseWrapper) -> None:
    one = sent({**AGREES, "note": "canary-note"})
    outside.add(opened(one), "own_words", {"text": "canary-added"}, clock.now())
    outside.ask_address_proof(one, "bo@klinik.example")
    said = ("Zoraya", "28282828", "35353535", "canary", "debt", *one.key_words)
    with owner_connection.cursor() as cursor:
        for table in (*TABLES, "ledger_entry"):
            cursor.execute("SELECT query_to_xml(%s, true, false, '')::text", [f"TABLE {table}"])
            found = cursor.fetchone()[0]
            assert not [word for word in said if word in found or word.encode().hex() in found.lower()], table
