# SPDX-License-Identifier: EUPL-1.2
"""A test that sets the clock or changes what a page is made of sees the page made anew."""

from __future__ import annotations

import pytest

from vejviser.public.remembering import forget


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget()
