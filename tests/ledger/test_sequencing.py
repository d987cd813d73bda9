# SPDX-License-Identifier: EUPL-1.2
"""Giving entries their places: none is passed over, none twice, whoever else writes or works at the same time."""

from __future__ import annotations

import stat
import threading
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections, transaction
from pymerkle import InmemoryTree  # type: ignore[import-untyped]  # it publishes none

from vejviser.ledger import keys, leaf, notes, sequencer, services
from vejviser.ledger.models import Leaf, LedgerEntry
from vejviser.ledger.nodes import StoredTree
from vejviser.ledger.tree import root_of

if TYPE_CHECKING:
    from tests.ledger.conftest import Ledger

INSERT = (
    b"INSERT INTO ledger_entry (id, organisation, action, cases, sections, purpose)"
    b" VALUES (gen_random_uuid(), '', 'test:entry', '{}', '', '') "
)


def contents() -> dict[object, bytes]:
    """Give the canonical content of each entry as Python makes it."""
    return {
        entry.pk: leaf.LeafContent(
            id=entry.pk, at=entry.at, actor=entry.actor, organisation=entry.organisation, action=entry.action, case_id=entry.case_id,
            cases=tuple(entry.cases), row_id=entry.row_id, sections=entry.sections, purpose=entry.purpose,
            detail_hash=None if entry.detail_hash is None else bytes(entry.detail_hash),
        ).canonical()
        for entry in LedgerEntry.objects.using("owner")
    }  # fmt: skip


def in_order() -> list[object]:
    return list(Leaf.objects.using("owner").order_by("index").values_list("entry_id", flat=True))


def test_the_tree_is_the_one_that_another_implementation_builds_from_the_entries(ledger: Ledger) -> None:
    ledger.tamper(
        "INSERT INTO ledger_entry SELECT gen_random_uuid(), clock_timestamp(), gen_random_uuid(), U&'\\00e6\\00f8 \"\\\\ ', 'x',"
        " gen_random_uuid(),"
        " ARRAY[gen_random_uuid(), gen_random_uuid()], gen_random_uuid(), 'AB', 'p', sha256('a'), '' FROM generate_series(1, 30)",
        "INSERT INTO ledger_waiting SELECT id FROM ledger_entry ON CONFLICT DO NOTHING",
    )
    ledger.grow(30)
    oracle, content = InmemoryTree(algorithm="sha256"), contents()
    for entry in in_order():
        oracle.append_entry(content[entry])
    with ledger.owner.cursor() as cursor:
        tree = StoredTree(cursor)
        assert tree.size() == len(content)
        assert tree.frontier().root() == root_of(tree.size(), tree.node_at) == oracle.get_root()


def test_small_batches_make_the_same_tree_in_the_order_of_time(ledger: Ledger) -> None:
    with transaction.atomic():
        for _ in range(25):
            services.record_system("test:entry")
    waiting = LedgerEntry.objects.using("owner").count()
    assert ledger.sequence(batch=7) == waiting
    assert ledger.sequence(batch=7) == 0
    assert in_order() == list(LedgerEntry.objects.using("owner").order_by("at", "id").values_list("pk", flat=True))
    assert ledger.verify().wrong == []


def test_an_entry_that_is_committed_late_gets_its_place_later(ledger: Ledger) -> None:
    with ledger.connect("vejviser_web") as slow:
        slow.execute(INSERT)
        services.record_system("test:entry")
        ledger.sequence()
        placed = len(in_order())
    assert ledger.verify().waiting == 1
    assert ledger.sequence() == 1
    assert len(in_order()) == placed + 1
    assert ledger.verify().wrong == []


def test_writers_and_two_sequencers_at_once_lose_and_double_nothing(ledger: Ledger) -> None:
    before = LedgerEntry.objects.using("owner").count()
    done = threading.Event()

    def write() -> None:
        with ledger.connect("vejviser_web", autocommit=True) as connection:
            for _ in range(100):
                connection.execute(INSERT)

    def place() -> None:
        try:
            while not done.is_set():
                sequencer.sequence(20, connection=connections["owner"])
        finally:
            connections.close_all()

    writers, placers = [threading.Thread(target=write) for _ in range(4)], [threading.Thread(target=place) for _ in range(2)]
    for thread in (*writers, *placers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in placers:
        thread.join()
    ledger.sequence()
    assert len(in_order()) == len(set(in_order())) == before + 400
    assert ledger.verify().wrong == []


def test_a_checkpoint_is_signed_kept_in_both_places_and_made_once_for_each_size(ledger: Ledger) -> None:
    assert sequencer.checkpoint(connection=ledger.owner) is None
    ledger.sequence()
    note = sequencer.checkpoint(connection=ledger.owner)
    assert note is not None
    head = notes.open_checkpoint(note, keys.verifying_key(ledger.home))
    assert head.size == len(in_order())
    assert keys.checkpoint_files(ledger.checkpoints) == {head.size: note}
    assert sequencer.checkpoint(connection=ledger.owner) == note
    sequencer.refuse_rollback(connection=ledger.owner)
    sequencer.refuse_rollback()


def test_a_checkpoint_whose_row_was_lost_in_a_crash_gets_it_at_the_next_call(ledger: Ledger) -> None:
    ledger.grow(3)
    ledger.tamper("DELETE FROM ledger_checkpoint")
    assert ledger.verify().wrong == []
    sequencer.checkpoint(connection=ledger.owner)
    with ledger.owner.cursor() as cursor:
        cursor.execute("SELECT size, note FROM ledger_checkpoint")
        assert dict(cursor.fetchall()) == keys.checkpoint_files(ledger.checkpoints)


def test_the_night_role_can_do_all_of_it(ledger: Ledger) -> None:
    services.record_system("test:entry")
    connections.databases["night"] = {
        **connections["owner"].settings_dict,
        **ledger.cluster.django_connection("vejviser_night", ledger.database),
    }
    try:
        assert sequencer.sequence(connection=connections["night"]) > 0
        assert sequencer.checkpoint(connection=connections["night"]) is not None
    finally:
        connections["night"].close()
        del connections["night"]
        del connections.databases["night"]
    assert ledger.verify().wrong == []


def test_only_its_user_can_read_the_signing_key(ledger: Ledger) -> None:
    ledger.grow(1)
    path = ledger.home / "keys" / "ledger"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    try:
        with pytest.raises(PermissionError, match="chmod 600"):
            keys.signing_key(ledger.home)
    finally:
        path.chmod(0o600)
    assert str(ledger.home) == str(settings.HOME)
