# SPDX-License-Identifier: EUPL-1.2
"""The work that the service does by itself, in a role of its own: it meets ids, stages, kinds and days, and holds no key of any content."""

from __future__ import annotations

from vejviser.notices.night.runs import run_missed, work

__all__ = ["run_missed", "work"]
