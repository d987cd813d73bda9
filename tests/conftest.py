# SPDX-License-Identifier: EUPL-1.2
"""What every test shares."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project_folder() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent
