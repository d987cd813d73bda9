# SPDX-License-Identifier: EUPL-1.2
"""The key of five words: enough of it, speakable, and never an insult."""

from __future__ import annotations

import math

from vejviser.referrals.outside import CALL_WORDS, Secret
from vejviser.referrals.outside.receipts import written
from vejviser.referrals.outside.secrets_of_form import WORDS, WORDS_A_KEY, typed
from vejviser.referrals.writing import LETTERS, new_reference


def test_five_words_hold_at_least_55_bits() -> None:
    assert len(WORDS) == len(set(WORDS))
    assert math.log2(len(WORDS)) * WORDS_A_KEY >= 55


def test_every_word_is_two_syllables_and_none_is_an_insult() -> None:
    assert all(len(word) == 4 and word[1] in "aeiou" and word[3] in "aeiou" for word in WORDS)
    assert not set(WORDS) & {"puta", "kaka", "rape", "nude", "pule", "kuso", "pede", "negro", "titi"}


def test_words_follow_from_the_secret_alone() -> None:
    one, other = Secret.new(), Secret.new()
    assert Secret.key_words(one) == Secret.key_words(one) != Secret.key_words(other)
    assert len(Secret.key_words(one)) == WORDS_A_KEY


def test_a_call_sign_is_two_different_words_of_the_list() -> None:
    for _ in range(200):
        first, second = Secret.call_sign(Secret.new())
        assert first != second
        assert {first, second} <= set(range(CALL_WORDS))


def test_a_key_is_read_whatever_stands_between_its_words() -> None:
    assert typed(" Bado-KIFU  lemo\nnipu,sota ") == typed("bado kifu lemo nipu sota")


def test_a_reference_is_three_groups_without_look_alikes_and_read_in_any_writing() -> None:
    reference = new_reference()
    assert [len(group) for group in reference.split("-")] == [4, 4, 4]
    assert not set("IO01") & set(LETTERS)
    assert written(reference.lower().replace("-", " ")) == reference
