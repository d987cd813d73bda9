# SPDX-License-Identifier: EUPL-1.2
"""A vault of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vejviser.vault.opening import initialise, open_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vejviser.vault.vault import Vault


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "store.sqlite"


@pytest.fixture
def setting(tmp_path: Path) -> str:
    return f"file:{tmp_path / 'master' / 'master'}"


@pytest.fixture
def vault(store_path: Path, setting: str) -> Iterator[Vault]:
    initialise(store_path, setting)
    opened = open_vault(store_path, setting)
    yield opened
    opened.close()
