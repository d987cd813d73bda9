# SPDX-License-Identifier: EUPL-1.2
"""The vault of an installation: opened from its settings, made by itself only where no case is real; and its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.command_line.program import run
from vejviser.vault import services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

FILE, ROW = UUID(int=1), UUID(int=2)


@pytest.fixture
def installation(tmp_path: Path, settings: Settings) -> Iterator[Settings]:
    services.reset()
    settings.KEY_STORE = tmp_path / "keys" / "store.sqlite"
    settings.MASTER_KEY = f"file:{tmp_path / 'keys' / 'master'}"
    yield settings
    services.reset()


def test_a_demo_makes_its_vault_at_first_use(installation: Settings) -> None:
    installation.INSTALLATION = "demo"
    envelope = services.seal(FILE, "B", "name", ROW, b"Blessing")
    services.index_names(FILE, ["Blessing"], 1999)
    services.reset()
    assert services.unseal(FILE, "B", "name", ROW, envelope) == b"Blessing"
    assert services.candidates(["Blesing"], None) == [FILE]
    assert services.shred(FILE).complete
    assert services.is_shredded(FILE)


def test_an_installation_with_real_cases_never_makes_a_vault_by_itself(installation: Settings) -> None:
    installation.INSTALLATION = "real"
    with pytest.raises(services.VaultNotReady, match="vault init"):
        services.seal(FILE, "B", "name", ROW, b"Blessing")
    assert not installation.KEY_STORE.parent.exists()


def test_the_verb_makes_shows_and_rotates_and_never_shows_a_key(tmp_path: Path) -> None:
    home = {"VEJVISER_HOME": str(tmp_path)}
    assert run("vault", "status", **home).code == 2
    assert run("vault", "init", **home).out.count("made ") == 2
    before = (tmp_path / "keys" / "master").read_text(encoding="ascii").strip()
    shown = [run("vault", *arguments.split(), **home) for arguments in ("status", "rotate", "status", "rotate --drop-old", "init")]
    after = (tmp_path / "keys" / "master").read_text(encoding="ascii").strip()
    assert [ended.code for ended in shown] == [0] * 5
    assert before != after
    assert not any(key in ended.out + ended.err for ended in shown for key in (before, after))


@pytest.mark.parametrize("verb", ["vault", "vault init", "vault status", "vault rotate", "vault shred"])
def test_the_verb_explains_itself(verb: str) -> None:
    ended = run(*verb.split(), "--help")
    assert (ended.code, ended.out.startswith(f"usage: vejviser {verb}")) == (0, True)
