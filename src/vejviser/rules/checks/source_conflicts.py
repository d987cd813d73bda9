# SPDX-License-Identifier: EUPL-1.2
"""Contradictions of the sources that nobody has decided how to treat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole


def undecided(whole: Whole) -> Iterator[Finding]:
    """Report open conflicts without `decided_by`; one that is open with a working assumption is no finding."""
    for name, conflict in whole.conflicts.items():
        if conflict.status == "open" and not conflict.decided_by.strip():
            what = "is open and nobody decided how it is treated; needed is decided_by, if only a working assumption"
            yield Finding(f"conflicts.toml: conflicts.{name}.decided_by", what, "conflict")
