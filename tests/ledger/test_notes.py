# SPDX-License-Identifier: EUPL-1.2
"""Signed notes: the format's own example, and everything that is written otherwise."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.ledger import notes

# The example of the format's first implementation (golang.org/x/mod/sumdb/note).
KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KNOWN_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = notes.SigningKey("ledger.example", bytes(range(32)))
OTHER = notes.SigningKey("witness.example", bytes(range(1, 33)))
ROOT = bytes(range(32))
TEXT = notes.Head(KEY.name, 12, ROOT).written()
NOTE = notes.sign_note(TEXT, [KEY, OTHER]).written()


def test_the_known_note_is_signed_by_the_known_key() -> None:
    key = notes.parse_verifying_key(KNOWN_KEY)
    note = notes.parse_note(KNOWN_NOTE)
    assert key.written() == KNOWN_KEY
    assert notes.signed_by(note, key)
    assert note.written() == KNOWN_NOTE


def test_a_note_holds_several_signatures_and_each_key_finds_its_own() -> None:
    note = notes.parse_note(NOTE)
    assert [one.name for one in note.signatures] == ["ledger.example", "witness.example"]
    assert notes.signed_by(note, KEY.verifying)
    assert notes.signed_by(note, OTHER.verifying)
    assert not notes.signed_by(note, notes.SigningKey("ledger.example", bytes(32)).verifying)


def test_a_checkpoint_says_how_many_and_which_root() -> None:
    assert notes.open_checkpoint(NOTE, KEY.verifying) == notes.Head("ledger.example", 12, ROOT)
    assert f"ledger.example\n12\n{base64.b64encode(ROOT).decode()}\n" == TEXT


def test_a_later_line_of_a_checkpoint_is_passed_over() -> None:
    assert notes.parse_head(TEXT + "an extension\n").size == 12


def test_keys_are_read_as_they_were_written() -> None:
    assert notes.parse_signing_key(KEY.written()) == KEY
    assert notes.parse_verifying_key(KEY.verifying.written()) == KEY.verifying


def test_a_private_key_is_not_shown_by_its_representation() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert str(KEY.seed) not in repr(KEY)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "text\n",
        "\n\n— a AAAA\n",
        "text\n\n",
        NOTE.rstrip("\n"),
        NOTE + "\n",
        NOTE + "more\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—  "),
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("ledger.example\n", "ledger\texample\n"),
        NOTE.replace("— ledger.example ", "— ledger+example "),
        NOTE.replace("— ledger.example ", "— ledger\u00a0example "),
        NOTE.replace("— ledger.example ", "—  "),
        NOTE[:-3] + "!=\n",
        "text\n\n— a AAAA\n",
        "\ud800\n\n— a AAAAAAAA\n",
        "text\n\n" + "— a AAAAAAAA\n" * 101,
        "x" * 1_000_001,
    ],
)
def test_what_is_not_written_as_a_note_is_refused(written: str) -> None:
    with pytest.raises(notes.NoteRefused):
        notes.parse_note(written)


@pytest.mark.parametrize("size", ["012", "+12", "-1", "1_2", "١٢", "12 ", "", "1" * 30, "0x1"])
def test_a_size_has_one_spelling(size: str) -> None:
    with pytest.raises(notes.NoteRefused):
        notes.parse_head(TEXT.replace("\n12\n", f"\n{size}\n"))


@pytest.mark.parametrize("text", ["", "a\n", "a\n1\n", "a\n1\nAAAA\n", TEXT + "\n", TEXT.rstrip("\n"), "\n" + TEXT])
def test_what_is_not_written_as_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.NoteRefused):
        notes.parse_head(text)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "a+b",
        KNOWN_KEY.replace("c74f20a3", "c74f20a4"),
        KNOWN_KEY.replace("PeterNeumann", "PeterN"),
        KNOWN_KEY.replace("PeterNeumann", "Peter Neumann"),
        KNOWN_KEY.replace("+AR", "+BB"),
        KNOWN_KEY[:-4],
    ],
)
def test_what_is_not_a_key_is_refused(key: str) -> None:
    with pytest.raises(notes.NoteRefused):
        notes.parse_verifying_key(key)
    with pytest.raises(notes.NoteRefused):
        notes.parse_signing_key(notes.PRIVATE + key)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    foreign = notes.sign_note(notes.Head("another.example", 12, ROOT).written(), [KEY]).written()
    with pytest.raises(notes.NoteRefused, match="of the log another"):
        notes.open_checkpoint(foreign, KEY.verifying)


def test_a_second_wrong_signature_of_a_key_refuses_the_note() -> None:
    wrong = notes.sign_note("another text\n", [KEY]).signatures
    note = notes.parse_note(NOTE)
    assert not notes.signed_by(notes.Note(note.text, note.signatures + wrong), KEY.verifying)


@settings(max_examples=500, deadline=None)
@given(place=st.integers(0, len(NOTE) - 1), letter=st.characters())
def test_no_changed_letter_of_a_checkpoint_is_accepted_as_another_one(place: int, letter: str) -> None:
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    try:
        head = notes.open_checkpoint(changed, KEY.verifying)
    except notes.NoteRefused:
        return
    # Only the other key's line may have been touched.
    assert head == notes.Head(KEY.name, 12, ROOT)
    assert changed.split("\n")[:5] == NOTE.split("\n")[:5]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_as_written_or_refused(written: str) -> None:
    try:
        note = notes.parse_note(written)
    except notes.NoteRefused:
        return
    assert note.written() == written
