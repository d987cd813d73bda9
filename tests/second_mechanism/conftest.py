# SPDX-License-Identifier: EUPL-1.2
"""Norland, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vejviser.mechanisms import find

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism

FOLDER = Path(__file__).parent / "norland"


@pytest.fixture(scope="session")
def norland_folder() -> Path:
    """The folder of TOML files."""
    return FOLDER


@pytest.fixture(scope="session")
def norland(norland_folder: Path) -> Mechanism:
    """The invented mechanism."""
    return find(str(norland_folder))


@pytest.fixture(scope="session")
def denmark() -> Mechanism:
    """The mechanism that the program ships."""
    return find("denmark")
