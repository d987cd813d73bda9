# SPDX-License-Identifier: EUPL-1.2
"""How long ago a row was checked, and whether it is to be asked again. The number of days is an organisational target, no law."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt


@cache
def targets() -> dict[str, Any]:
    """Give the targets of the directory."""
    return tomllib.loads((Path(__file__).parent / "denmark" / "targets.toml").read_text(encoding="utf-8"))


def days_since(checked: dt.date, today: dt.date) -> int:
    """Give the whole days since a row was checked; a day to come counts as today."""
    return max(0, (today - checked).days)


def asked_again(checked: dt.date, today: dt.date) -> bool:
    """Say whether a row is older than the target, so that its provider must be asked again."""
    return days_since(checked, today) > int(targets()["asked_again_after_days"])
