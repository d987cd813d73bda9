# SPDX-License-Identifier: EUPL-1.2
"""The one clock of the service. Only a test kit can set it, and only through its file; see `vejviser.demonstration`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings

from vejviser.mechanisms import find


def now() -> dt.datetime:
    """Give the present instant (UTC); in a test kit, the instant written in `clock` of its home folder, if there is one."""
    if settings.INSTALLATION == "testkit":
        override = Path(settings.HOME) / "clock"
        if override.exists():
            return dt.datetime.fromisoformat(override.read_text(encoding="ascii").strip()).astimezone(dt.UTC)
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Give the legal day of the present instant in the zone of the default mechanism."""
    return find().zone.moment(now().isoformat()).day
