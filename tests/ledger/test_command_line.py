# SPDX-License-Identifier: EUPL-1.2
"""`vejviser ledger` as the people who run an installation use it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import database
from vejviser.ledger import keys, proofs
from vejviser.ledger.models import Leaf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.conftest import Ledger


def run(ledger: Ledger | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = database.environment_of(ledger.cluster, ledger.database) if ledger else dict(os.environ) | {"VEJVISER_HOME": "/nowhere"}
    return subprocess.run([database.PROGRAM, "ledger", *arguments], env=environment, capture_output=True, text=True, check=False)


def proof_of(ledger: Ledger, index: int) -> str:
    with ledger.connect("vejviser_night") as connection, connection.cursor() as cursor:
        return proofs.prove(cursor, Leaf.objects.using("owner").get(index=index).entry_id)


def test_a_ledger_that_holds_is_said_to_hold(ledger: Ledger) -> None:
    ledger.grow(20)
    done = run(ledger, "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The ledger holds: ")
    assert "1 checkpoints, 0 entries wait" in done.stdout


def test_a_ledger_that_does_not_hold_is_refused_with_the_first_wrong_index(ledger: Ledger) -> None:
    ledger.grow(20)
    ledger.tamper("UPDATE ledger_entry SET purpose = 'z' WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE index IN (7, 9))")
    done = run(ledger, "verify")
    assert done.returncode == 2
    assert "entry 7: it was changed after it got its place" in done.stderr
    assert "the first wrong index is 7" in done.stdout


def test_a_ledger_checked_with_another_key_does_not_hold(ledger: Ledger) -> None:
    ledger.grow(1)
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert run(ledger, "verify", "--key", other).returncode == 2
    assert run(ledger, "verify", "--key", "nonsense").returncode == 2


def test_an_entry_is_proven_and_the_proof_is_checked_without_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    ledger.grow(20)
    entry = Leaf.objects.using("owner").get(index=5).entry_id
    proof = run(ledger, "prove", str(entry))
    assert proof.returncode == 0, proof.stderr
    file = tmp_path / "proof.txt"
    file.write_text(proof.stdout, encoding="utf-8")
    done = run(None, "check-proof", str(file), "--key", keys.verifying_key(ledger.home).written())
    assert done.returncode == 0, done.stderr
    assert f'"id":"{entry}"' in done.stdout
    assert "This is entry 5 of the " in done.stdout
    file.write_text(proof.stdout.replace("index 5", "index 4"), encoding="utf-8")
    done = run(None, "check-proof", str(file), "--key", keys.verifying_key(ledger.home).written())
    assert (done.returncode, done.stdout) == (2, "")
    assert "not in the tree that was signed" in done.stderr


def test_what_has_no_place_or_no_signature_yet_has_no_proof(ledger: Ledger) -> None:
    assert "has its place" in run(ledger, "prove", "11111111-1111-4111-8111-111111111111").stderr
    ledger.sequence()
    assert "not signed yet" in run(ledger, "prove", str(Leaf.objects.using("owner").get(index=0).entry_id)).stderr
    assert run(ledger, "prove", "nonsense").returncode == 2


def test_every_entry_has_a_proof_by_the_first_checkpoint_after_it(ledger: Ledger) -> None:
    for count in (1, 9, 14):
        ledger.grow(count)
    key, sizes = keys.verifying_key(ledger.home), sorted(keys.checkpoint_files(ledger.checkpoints))
    for index in range(sizes[-1]):
        proven = proofs.check(proof_of(ledger, index), key)
        assert (proven.index, proven.size) == (index, next(size for size in sizes if size > index))


def test_no_changed_letter_of_a_proof_is_accepted_as_another_one(ledger: Ledger) -> None:
    ledger.grow(20)
    proof, key = proof_of(ledger, 5), keys.verifying_key(ledger.home)
    honest = proofs.check(proof, key)

    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
    @given(place=st.integers(0, len(proof) - 1), letter=st.characters())
    def change(place: int, letter: str) -> None:
        try:
            assert proofs.check(proof[:place] + letter + proof[place + 1 :], key) == honest
        except proofs.ProofRefused:
            return
        assert proof[place] == letter

    change()
    for text in ("", proof[:100], proof.replace("extra", "other"), proof.replace("\n\n", "\n")):
        with pytest.raises(proofs.ProofRefused):
            proofs.check(text, key)
