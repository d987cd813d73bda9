# SPDX-License-Identifier: EUPL-1.2
"""The master key: where it may be, how another takes its place, and what happens when that is interrupted."""

from __future__ import annotations

import shlex
import stat
import sys
from pathlib import Path
from uuid import UUID

import pytest

from vejviser.vault.key_store import KeyStore
from vejviser.vault.master_key import LocalMasterKey, new_key, parse
from vejviser.vault.opening import change_master, drop_older_keys, initialise, open_vault, renew_master
from vejviser.vault.refusals import KeyMissing, VaultNotReady
from vejviser.vault.vault import Clear, Sealed, Vault

FILE, ROW = UUID(int=1), UUID(int=2)


class Interrupted(Exception):
    """The power goes in the middle of a rotation."""


def filled(vault: Vault, files: int = 30) -> list[Sealed]:
    contents = [Clear(UUID(int=n), section, "name", ROW, b"Blessing") for n in range(files) for section in "AB"]
    return [Sealed(*content[:4], envelope) for content, envelope in zip(contents, vault.seal_many(contents), strict=True)]


def master_path(setting: str) -> Path:
    return Path(setting.partition(":")[2])


def test_key_and_key_store_are_made_for_their_user_alone(vault: Vault, store_path: Path, setting: str) -> None:
    vault.seal(FILE, "A", "name", ROW, b"Blessing")
    files = [master_path(setting), *store_path.parent.iterdir()]
    assert len(files) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in files} == {0o700}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_key_file_that_others_could_touch_is_refused(vault: Vault, store_path: Path, setting: str, mode: int) -> None:
    vault.close()
    master_path(setting).chmod(mode)
    with pytest.raises(VaultNotReady, match="chmod 600"):
        open_vault(store_path, setting)


def test_a_key_store_that_others_could_read_is_refused(vault: Vault, store_path: Path, setting: str) -> None:
    vault.close()
    store_path.chmod(0o644)
    with pytest.raises(VaultNotReady, match="chmod 600"):
        open_vault(store_path, setting)


def test_opening_never_makes_a_key_or_a_key_store(store_path: Path, setting: str) -> None:
    with pytest.raises(VaultNotReady, match="vault init"):
        open_vault(store_path, setting)
    assert not store_path.exists()
    assert not master_path(setting).exists()


def test_a_lost_key_file_is_not_replaced_by_a_new_one(vault: Vault, store_path: Path, setting: str) -> None:
    vault.close()
    master_path(setting).unlink()
    with pytest.raises(VaultNotReady, match="restore it"):
        initialise(store_path, setting)
    assert not master_path(setting).exists()


def test_a_master_key_of_another_key_store_is_refused(vault: Vault, store_path: Path, setting: str) -> None:
    vault.close()
    master_path(setting).write_text(new_key().hex(), encoding="ascii")
    with pytest.raises(VaultNotReady, match="not the one"):
        open_vault(store_path, setting)


def test_a_command_gives_the_key_and_what_it_prints_is_in_no_refusal(tmp_path: Path) -> None:
    program = tmp_path / "give key"
    key = new_key()
    program.write_text(f"print({key.hex()!r})", encoding="ascii")
    command = f"command:{shlex.join([sys.executable, str(program)])}"
    assert parse(command).key_id == LocalMasterKey(key).key_id
    program.write_text("print('secret-but-no-key')", encoding="ascii")
    with pytest.raises(VaultNotReady) as refusal:
        parse(command)
    assert "secret" not in str(refusal.value)
    program.write_text("import sys; print('secret'); sys.exit('secret')", encoding="ascii")
    with pytest.raises(VaultNotReady, match=r"ended with 1$"):
        parse(command)


@pytest.mark.parametrize("setting", ["", "file:", "secret", "vault:secret", "command:", "command:/nowhere/at/all"])
def test_a_setting_that_gives_no_key_is_refused_without_being_repeated(setting: str) -> None:
    with pytest.raises(VaultNotReady) as refusal:
        parse(setting)
    assert "secret" not in str(refusal.value)


def test_an_interrupted_rotation_reads_on_and_goes_on(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyStore.wrapped_by_others, "__defaults__", (7,))
    sealed, old, new = filled(vault), vault.master, LocalMasterKey(new_key())

    def stop(done: int) -> None:
        if done > 20:
            raise Interrupted

    with pytest.raises(Interrupted):
        vault.rotate_master(new, stop)
    assert set(vault.store.counts().keys_of_master) == {old.key_id, new.key_id}
    assert vault.unseal_many(sealed) == [b"Blessing"] * 60
    steps: list[int] = []
    again = Vault(vault.store, old)
    assert again.rotate_master(new, steps.append) == 60 - 21 + 1
    assert len(steps) > 1
    assert vault.store.counts().keys_of_master == {new.key_id: 61}
    assert Vault(vault.store, new).unseal_many(sealed) == [b"Blessing"] * 60
    with pytest.raises(KeyMissing):
        Vault(vault.store, old).unseal_many(sealed)


def test_no_wrapping_by_the_older_master_key_is_left_on_disk(vault: Vault, store_path: Path) -> None:
    filled(vault)
    before = [key.wrapped for number in range(30) for key in vault.store.keys_of(UUID(int=number))]
    vault.rotate_master(LocalMasterKey(new_key()))
    content = b"".join(path.read_bytes() for path in store_path.parent.iterdir())
    assert [key for key in before if key in content] == []


def test_whoever_still_has_only_the_older_master_key_can_add_no_key(vault: Vault) -> None:
    late = Vault(vault.store, vault.master)
    vault.rotate_master(LocalMasterKey(new_key()))
    with pytest.raises(KeyMissing):
        late.seal(FILE, "A", "name", ROW, b"would be lost")


def test_processes_that_run_go_on_through_a_new_key_in_the_same_file(vault: Vault, store_path: Path, setting: str) -> None:
    sealed = filled(vault)
    running = open_vault(store_path, setting)
    assert renew_master(vault, setting, lambda _: None) == 61
    assert running.unseal_many(sealed) == [b"Blessing"] * 60
    writing = running.seal(UUID(int=99), "A", "name", ROW, b"after")
    assert drop_older_keys(vault, setting) == 1
    running.close()
    fresh = open_vault(store_path, setting)
    assert fresh.unseal(UUID(int=99), "A", "name", ROW, writing) == b"after"
    fresh.close()


def test_a_renewal_interrupted_after_the_key_was_made_goes_on_with_that_key(vault: Vault, store_path: Path, setting: str) -> None:
    sealed = filled(vault)

    def stop(_: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        renew_master(vault, setting, stop)
    made = parse(setting).key_id
    with pytest.raises(VaultNotReady, match="not finished"):
        drop_older_keys(vault, setting)
    again = open_vault(store_path, setting)
    renew_master(again, setting, lambda _: None)
    assert parse(setting).key_id == made
    assert again.unseal_many(sealed) == [b"Blessing"] * 60
    again.close()


def test_a_change_to_another_place_is_complete(vault: Vault, store_path: Path, setting: str, tmp_path: Path) -> None:
    sealed, other = filled(vault), f"file:{tmp_path / 'elsewhere' / 'master'}"
    assert change_master(vault, other, lambda _: None) == 61
    opened = open_vault(store_path, other)
    assert opened.unseal_many(sealed) == [b"Blessing"] * 60
    opened.close()
    with pytest.raises(VaultNotReady):
        open_vault(store_path, setting)
