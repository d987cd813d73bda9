# SPDX-License-Identifier: EUPL-1.2
"""A copy of the Danish mechanism that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from vejviser.mechanisms import SHIPPED

DENMARK = SHIPPED / "denmark"


class Copy(NamedTuple):
    """A copy of the pack in a folder of its own."""

    folder: Path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in one file; the text must be there."""
        path = self.folder / name
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{name} no longer holds {old!r}: this test must follow the pack"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Append to one file, which may be new."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Give a fresh copy."""
    return Copy(Path(shutil.copytree(DENMARK, tmp_path / "denmark")))
