# SPDX-License-Identifier: EUPL-1.2
"""A person who was met before is found again, however her name is spelt, and no table holds a name."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.vault.planted_names import mistyped, people
from vejviser.vault.blind import BlindIndex
from vejviser.vault.name_sounds import keys_of_name

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.vault.vault import Vault

FILE = UUID(int=1)
SLIPS_OF_EACH = 4


@pytest.mark.parametrize("seed", [1, 2])
def test_at_least_99_of_100_names_with_one_slip_are_found(vault: Vault, seed: int) -> None:
    names, chance, index = people(400, seed), random.Random(seed), BlindIndex(vault)  # noqa: S311  the same slips every time
    for number, name in enumerate(names):
        index.index_names(UUID(int=number), [name], 1980 + number % 25)
    missed, given = [], 0
    for number, name in enumerate(names):
        for typed in (mistyped(name, chance) for _ in range(SLIPS_OF_EACH)):
            found = index.candidates([typed], None)
            given += len(found)
            missed += [] if UUID(int=number) in found else [(name, typed)]
    tried = len(names) * SLIPS_OF_EACH
    print(f"found {1 - len(missed) / tried:.2%} of {tried}; {given / tried:.0f} candidates of {len(names)} files; missed {missed}")  # noqa: T201  the measured rate
    assert len(missed) <= tried / 100


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Søren Kjær", "Soeren Kjaer"),
        ("Åse Østergaard", "Aase Oestergaard"),
        ("Mohammed al-Hassan", "Muhamad Hasan"),
        ("محمد حسن", "Mohammed Hassan"),
        ("Yusuf Qasim", "Joussef Kassem"),
        ("Đặng Thị Hương", "Dang Thi Huong"),
        ("Nguyễn Thị Linh", "Linh Nguyen"),
        ("Ștefania Țurcanu", "Stefania Turcanu"),
        ("Zhang Xiuying", "Xiu Ying Zhang"),
        ("张秀英", "张秀英"),
        ("Оксана Шевченко", "Oksana Sjevtjenko"),
        ("Blessing Osagie", "Blesing"),
        ("Li", "Lee"),
    ],
)
def test_another_way_to_write_the_same_name_is_found(vault: Vault, written: str, asked: str) -> None:
    index = BlindIndex(vault)
    index.index_names(FILE, [written], None)
    assert index.candidates([asked], None) == [FILE]


def test_a_name_without_any_likeness_is_not_found(vault: Vault) -> None:
    index = BlindIndex(vault)
    index.index_names(FILE, ["Blessing Osagie"], 1999)
    assert index.candidates(["Thảo Trần"], 1999) == []


def test_the_year_of_birth_puts_the_likelier_file_first_and_excludes_none(vault: Vault) -> None:
    index = BlindIndex(vault)
    for number, born in enumerate([1980, 1999, None]):
        index.index_names(UUID(int=number), ["Blessing Osagie"], born)
    found = index.candidates(["Blessing Osagie"], 1998)
    assert found[0] == UUID(int=1)
    assert set(found) == {UUID(int=0), UUID(int=1), UUID(int=2)}


def test_every_name_of_a_person_finds_her_and_a_corrected_one_no_more(vault: Vault) -> None:
    index = BlindIndex(vault)
    index.index_names(FILE, ["Blessing Osagie", "Grace"], None)
    assert index.candidates(["Grace"], None) == [FILE]
    index.index_names(FILE, ["Blessing Osagie"], None)
    assert index.candidates(["Grace"], None) == []
    index.forget(FILE)
    assert index.candidates(["Blessing Osagie"], None) == []


def test_nothing_on_disk_can_be_computed_from_a_name_alone(vault: Vault, store_path: Path) -> None:
    BlindIndex(vault).index_names(FILE, ["Blessing Osagie"], 1999)
    content = b"".join(path.read_bytes() for path in store_path.parent.iterdir())
    assert [key for key in keys_of_name("Blessing Osagie") if len(key) > 3 and key.encode() in content] == []
    assert b"lessing" not in content


@pytest.mark.parametrize("name", ["", " - ", "123", "\u0301", "'"])
def test_a_name_without_letters_has_no_keys_to_be_found_by(vault: Vault, name: str) -> None:
    index = BlindIndex(vault)
    index.index_names(FILE, [name], 1999)
    assert index.candidates([name], 1999) == []
