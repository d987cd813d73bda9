# SPDX-License-Identifier: EUPL-1.2
"""Whatever somebody with every right does to the ledger after it was signed, verifying finds it and says where."""

# ruff: noqa: S608  what these statements name stands in this file

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connections

from vejviser.ledger import keys, leaf, notes, sequencer, services
from vejviser.ledger.nodes import TreeBroken

if TYPE_CHECKING:
    from tests.ledger.conftest import Ledger

AT_3 = "(SELECT entry_id FROM ledger_leaf WHERE index = 3)"


@pytest.fixture
def signed(ledger: Ledger) -> Ledger:
    """Forty entries and more, signed three times."""
    for count in (20, 15, 5):
        ledger.grow(count)
    found = ledger.verify()
    assert (found.wrong, found.checkpoints, found.waiting) == ([], 3, 0)
    assert found.leaves >= 40
    return ledger


@pytest.mark.parametrize(
    "column", ["actor = gen_random_uuid()", "action = 'other:action'", "at = at + interval '1 microsecond'", "purpose = 'z'",
               "organisation = 'dis'", "sections = 'B'", "case_id = gen_random_uuid()", "row_id = gen_random_uuid()",
               "cases = ARRAY[gen_random_uuid()]", "detail_hash = sha256('')"]
)  # fmt: skip
def test_a_changed_column_is_found(signed: Ledger, column: str) -> None:
    signed.tamper(f"UPDATE ledger_entry SET {column} WHERE id = {AT_3}")
    assert signed.verify().first_wrong_index == 3


def test_a_changed_entry_is_found_even_if_its_leaf_is_made_to_fit(signed: Ledger) -> None:
    signed.tamper(
        f"UPDATE ledger_entry SET purpose = 'z' WHERE id = {AT_3}",
        "UPDATE ledger_leaf SET hash = (SELECT sha256('\\x00'::bytea || convert_to("
        + leaf.SQL
        + f", 'UTF8')) FROM ledger_entry entry WHERE entry.id = {AT_3}) WHERE index = 3",
    )
    found = signed.verify()
    assert found.first_wrong_index == 0
    assert any(wrong.what.startswith("entries 0 to 15") for wrong in found.wrong)
    assert any(wrong.what.startswith("checkpoint") for wrong in found.wrong)


def test_a_deleted_entry_is_found(signed: Ledger) -> None:
    signed.tamper(f"DELETE FROM ledger_entry WHERE id = {AT_3}")
    assert signed.verify().first_wrong_index == 3


def test_a_deleted_entry_with_its_leaf_is_found(signed: Ledger) -> None:
    signed.tamper(f"DELETE FROM ledger_entry WHERE id = {AT_3}", "DELETE FROM ledger_leaf WHERE index = 3")
    assert signed.verify().first_wrong_index == 3


def test_two_leaves_in_the_other_order_are_found(signed: Ledger) -> None:
    signed.tamper(
        "UPDATE ledger_leaf SET index = -1 WHERE index = 3",
        "UPDATE ledger_leaf SET index = 3 WHERE index = 4",
        "UPDATE ledger_leaf SET index = 4 WHERE index = -1",
    )
    assert signed.verify().first_wrong_index == 0


def test_an_end_that_was_cut_off_is_found(signed: Ledger) -> None:
    size = signed.verify().leaves
    signed.tamper(
        f"DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE index >= {size - 5})",
        f"DELETE FROM ledger_leaf WHERE index >= {size - 5}",
        f"DELETE FROM ledger_checkpoint WHERE size > {size - 5}",
    )
    assert signed.verify().first_wrong_index == size - 5
    with pytest.raises(TreeBroken, match="older copy"):
        sequencer.refuse_rollback()
    with pytest.raises(TreeBroken, match="older copy"):
        sequencer.checkpoint(connection=signed.owner)


def test_a_database_rolled_back_to_an_older_copy_is_found_even_after_it_grew_again(ledger: Ledger) -> None:
    ledger.grow(10)
    ledger.owner.close()
    ledger.cluster.drop_database("older_copy")
    connections.close_all()
    ledger.cluster.create_database("older_copy", ledger.database)
    ledger.grow(10)
    connections.close_all()
    ledger.cluster.drop_database(ledger.database)
    ledger.cluster.create_database(ledger.database, "older_copy")
    ledger.cluster.drop_database("older_copy")
    with pytest.raises(TreeBroken, match="older copy"):
        sequencer.refuse_rollback(connection=ledger.owner)
    assert ledger.verify().wrong_count
    with pytest.raises(TreeBroken, match="older copy"):
        ledger.grow(5)
    with pytest.raises(TreeBroken, match="not the ones that were signed"):
        ledger.grow(20)
    assert ledger.verify().wrong_count


def test_a_changed_checkpoint_is_found_in_its_row_and_in_its_file(signed: Ledger) -> None:
    first = min(keys.checkpoint_files(signed.checkpoints))
    signed.tamper(f"UPDATE ledger_checkpoint SET note = replace(note, '{first}', '{first + 1}') WHERE size = {first}")
    assert any(wrong.what.startswith(f"checkpoint {first}, row: ") for wrong in signed.verify().wrong)
    path = next(path for path in signed.checkpoints.iterdir() if int(path.stem) == first)
    path.write_text(path.read_text().replace(f"\n{first}\n", f"\n{first + 1}\n"))
    assert any(wrong.what.startswith(f"checkpoint {first}, file: ") for wrong in signed.verify().wrong)


def test_a_changed_root_of_a_checkpoint_is_found(signed: Ledger) -> None:
    signed.tamper("UPDATE ledger_checkpoint SET root = sha256('')")
    assert signed.verify().wrong_count == 3


def test_a_missing_file_of_a_checkpoint_is_found(signed: Ledger) -> None:
    next(signed.checkpoints.iterdir()).unlink()
    assert any("the file is missing" in wrong.what for wrong in signed.verify().wrong)


def test_a_checkpoint_that_another_key_signed_is_found(signed: Ledger) -> None:
    name = keys.verifying_key(signed.home).name
    forger = notes.SigningKey(name, bytes(32))
    last = max(keys.checkpoint_files(signed.checkpoints))
    forged = notes.sign_note(notes.Head(name, last, bytes(32)).written(), [forger]).written()
    keys.keep_checkpoint(signed.checkpoints, last, forged)
    assert any("not signed by" in wrong.what for wrong in signed.verify().wrong)


def test_two_trees_signed_by_the_right_key_are_found(signed: Ledger) -> None:
    key = keys.signing_key(signed.home)
    last = max(keys.checkpoint_files(signed.checkpoints))
    keys.keep_checkpoint(signed.checkpoints, last, notes.sign_note(notes.Head(key.name, last, bytes(32)).written(), [key]).written())
    assert any("two different trees" in wrong.what for wrong in signed.verify().wrong)


def test_an_entry_that_was_taken_out_of_the_queue_is_found(signed: Ledger) -> None:
    services.record_system("test:entry")
    assert signed.verify().waiting == 1
    signed.tamper("DELETE FROM ledger_waiting")
    assert any("have no place in the tree" in wrong.what for wrong in signed.verify().wrong)


def test_an_entry_that_was_deleted_while_it_waited_is_found(signed: Ledger) -> None:
    entry = services.record_system("test:entry")
    signed.tamper(f"DELETE FROM ledger_entry WHERE id = '{entry}'")
    assert any("are gone" in wrong.what for wrong in signed.verify().wrong)


def test_a_changed_node_of_the_stored_tree_is_found(signed: Ledger) -> None:
    signed.tamper("UPDATE ledger_node SET hash = sha256('') WHERE level = 4 AND index = 1")
    assert signed.verify().first_wrong_index == 16
