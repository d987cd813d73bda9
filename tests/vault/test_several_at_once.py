# SPDX-License-Identifier: EUPL-1.2
"""Threads and processes share one key store."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import UUID

from vejviser.vault.opening import initialise, open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.vault.vault import Vault

ROW = UUID(int=2)
SEAL = """
import sys; from pathlib import Path; from uuid import UUID
from vejviser.vault.opening import initialise, open_vault
initialise(Path(sys.argv[1]), sys.argv[2]); vault = open_vault(Path(sys.argv[1]), sys.argv[2]); sys.stdin.readline()
for n in range(60): print(vault.seal(UUID(int=n), "A", "name", UUID(int=2), b"Blessing").hex())
vault.close()
"""


def test_threads_that_seal_the_first_content_of_a_section_end_with_one_key(vault: Vault) -> None:
    threads = 8
    together = threading.Barrier(threads)

    def seal(number: int) -> list[bytes]:
        together.wait()
        return [vault.seal(UUID(int=file_id), "A", "name", ROW, b"%d" % number) for file_id in range(40)]

    with ThreadPoolExecutor(threads) as pool:
        sealed = list(pool.map(seal, range(threads)))
    assert vault.store.counts().keys == 40 + 1
    for number, envelopes in enumerate(sealed):
        assert {vault.unseal(UUID(int=n), "A", "name", ROW, one) for n, one in enumerate(envelopes)} == {b"%d" % number}


def test_processes_that_start_and_seal_at_the_same_time_agree_on_every_key(store_path: Path, setting: str) -> None:
    command = [sys.executable, "-c", SEAL, str(store_path), setting]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate("\n", timeout=60)[0].split() for process in processes]
    vault = open_vault(store_path, setting)
    assert vault.store.counts().keys == 60 + 1
    for answer in answers:
        assert [vault.unseal(UUID(int=n), "A", "name", ROW, bytes.fromhex(one)) for n, one in enumerate(answer)] == [b"Blessing"] * 60
    vault.close()


def test_a_process_split_off_uses_a_connection_of_its_own(vault: Vault) -> None:
    envelope = vault.seal(UUID(int=1), "A", "name", ROW, b"Blessing")
    child = os.fork()
    if not child:
        os._exit(0 if vault.unseal(UUID(int=1), "A", "name", ROW, envelope) == b"Blessing" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert vault.unseal(UUID(int=1), "A", "name", ROW, envelope) == b"Blessing"


def test_making_a_vault_twice_changes_nothing(vault: Vault, store_path: Path, setting: str) -> None:
    envelope = vault.seal(UUID(int=1), "A", "name", ROW, b"Blessing")
    assert initialise(store_path, setting) == []
    assert vault.unseal(UUID(int=1), "A", "name", ROW, envelope) == b"Blessing"
