# SPDX-License-Identifier: EUPL-1.2
"""The files of a mechanism as one archive: the same bytes for the same files, so that a copy can be compared with another."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_WHEN: Final = (1980, 1, 1, 0, 0, 0)


def archive(folder: Path) -> bytes:
    """Pack every TOML file of a mechanism's folder below the folder's name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*.toml")):
            entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), _WHEN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return made.getvalue()
