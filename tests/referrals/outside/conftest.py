# SPDX-License-Identifier: EUPL-1.2
"""The night as its own process, and a clock that can be set: the same as in the tests of notices."""

from __future__ import annotations

from tests.notices.conftest import at, night, post_office

__all__ = ["at", "night", "post_office"]
