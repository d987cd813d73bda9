# SPDX-License-Identifier: EUPL-1.2
"""What is sealed opens at its place and nowhere else, and only unchanged."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vejviser.vault.envelope import Place
from vejviser.vault.key_store import KeyStore
from vejviser.vault.master_key import LocalMasterKey, new_key
from vejviser.vault.refusals import KeyMissing, Tampered, Unreadable
from vejviser.vault.vault import Clear, Sealed, Vault

FILE, ROW = UUID(int=1), UUID(int=2)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class Letter(StrEnum):
    """Sections as the models write them."""

    IDENTITY = "B"


@given(plaintext=st.binary(max_size=300), place=st.builds(Place, st.uuids(), TEXTS, TEXTS, st.uuids()))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sealed_opens_as_it_was(vault: Vault, plaintext: bytes, place: Place) -> None:
    envelope = vault.seal(*place, plaintext)
    assert vault.unseal(*place, envelope) == plaintext


@given(plaintext=st.binary(max_size=300))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_length_tells_only_how_many_times_64_bytes(vault: Vault, plaintext: bytes) -> None:
    assert len(vault.seal(FILE, "B", "name", ROW, plaintext)) == 34 + 64 * (len(plaintext) // 64 + 1)


def test_a_change_of_any_byte_is_found(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    for index in range(len(envelope)):
        for flip in (0x01, 0x80, 0xFF):
            changed = bytearray(envelope)
            changed[index] ^= flip
            with pytest.raises(Unreadable):
                vault.unseal(FILE, "B", "name", ROW, bytes(changed))


def test_a_cut_or_longer_envelope_is_found(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    for length in range(len(envelope)):
        with pytest.raises(Tampered):
            vault.unseal(FILE, "B", "name", ROW, envelope[:length])
    with pytest.raises(Tampered):
        vault.unseal(FILE, "B", "name", ROW, envelope + b"\0")


@pytest.mark.parametrize(
    "place",
    [(FILE, "B", "alias", ROW), (FILE, "B", "name", UUID(int=3)), (FILE, "C", "name", ROW), (UUID(int=4), "B", "name", ROW)],
    ids=["another field", "another row", "another section", "another file"],
)
def test_a_sealed_content_moved_elsewhere_does_not_open(vault: Vault, place: tuple[UUID, str, str, UUID]) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    vault.seal(*place, b"what stands there")
    with pytest.raises(Tampered):
        vault.unseal(*place, envelope)


def test_section_and_field_cannot_borrow_letters_from_each_other(vault: Vault) -> None:
    assert vault.seal(FILE, "BC", "D", ROW, b"") != vault.seal(FILE, "B", "CD", ROW, b"")
    envelope = vault.seal(FILE, "BC", "D", ROW, b"")
    with pytest.raises(Unreadable):
        vault.unseal(FILE, "B", "CD", ROW, envelope)


def test_a_wrapped_key_moved_to_another_section_does_not_open(vault: Vault) -> None:
    vault.seal(FILE, "B", "name", ROW, b"Blessing")
    envelope = vault.seal(FILE, "C", "name", ROW, b"Blessing")
    with vault.store.connections.writing() as connection:
        connection.execute("UPDATE section_keys SET wrapped = (SELECT wrapped FROM section_keys WHERE section = 'B') WHERE section = 'C'")
    with pytest.raises(Tampered):
        vault.unseal(FILE, "C", "name", ROW, envelope)


def test_many_contents_of_many_files_come_back_in_their_order(vault: Vault) -> None:
    contents = [Clear(UUID(int=n % 5), "ABC"[n % 3], f"field {n}", UUID(int=n), f"text {n}".encode()) for n in range(100)]
    sealed = [Sealed(*content[:4], envelope) for content, envelope in zip(contents, vault.seal_many(contents), strict=True)]
    assert vault.unseal_many(sealed) == [content.plaintext for content in contents]


def test_the_letter_of_a_section_may_come_from_a_list_of_choices(vault: Vault) -> None:
    envelope = vault.seal(FILE, Letter.IDENTITY, "name", ROW, b"Blessing")
    assert vault.unseal(FILE, "B", "name", ROW, envelope) == b"Blessing"


def test_after_a_rotation_old_contents_open_and_new_ones_have_the_new_key(vault: Vault) -> None:
    before = vault.seal(FILE, "B", "name", ROW, b"before")
    assert vault.rotate_section(FILE, "B") == 2
    after = vault.seal(FILE, "B", "name", ROW, b"after")
    assert (before[2:6], after[2:6]) == (b"\0\0\0\1", b"\0\0\0\2")
    assert [vault.unseal(FILE, "B", "name", ROW, one) for one in (before, after)] == [b"before", b"after"]


def test_a_content_of_a_file_without_keys_says_that_its_key_is_missing(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    with pytest.raises(KeyMissing):
        vault.unseal(uuid4(), "B", "name", ROW, envelope)


def test_keys_made_in_bulk_are_used_and_no_key_that_is_there_is_replaced(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    files = [FILE, *(uuid4() for _ in range(3_000))]
    vault.prepare_many((file_id, section) for file_id in files for section in "ABCDEFGH")
    assert vault.store.counts()[:2] == (3_001, 3_001 * 8 + 1)
    assert vault.unseal(FILE, "B", "name", ROW, envelope) == b"Blessing"


def test_no_text_of_a_refusal_names_what_it_refuses(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    with pytest.raises(Tampered) as refusal:
        vault.unseal(FILE, "B", "alias", ROW, envelope)
    assert str(refusal.value) == "This content was changed outside the service."


def test_another_master_key_opens_nothing(vault: Vault) -> None:
    envelope = vault.seal(FILE, "B", "name", ROW, b"Blessing")
    other = Vault(vault.store, LocalMasterKey(new_key()))
    with pytest.raises(KeyMissing):
        other.unseal(FILE, "B", "name", ROW, envelope)
    with pytest.raises(KeyMissing):
        other.seal(uuid4(), "B", "name", ROW, b"would be lost")


def test_a_content_of_one_key_store_does_not_open_with_another() -> None:
    master = LocalMasterKey(new_key())
    with tempfile.TemporaryDirectory() as folder:
        one, two = (Vault(KeyStore.create(Path(folder, name), master.key_id), master) for name in ("one", "two"))
        envelope = one.seal(FILE, "B", "name", ROW, b"Blessing")
        two.seal(FILE, "B", "name", ROW, b"Blessing")
        with pytest.raises(Tampered):
            two.unseal(FILE, "B", "name", ROW, envelope)
        one.close()
        two.close()
