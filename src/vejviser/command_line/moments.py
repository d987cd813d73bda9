# SPDX-License-Identifier: EUPL-1.2
"""The clock. Only the command line has one; the rules take the moment as an argument."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vejviser.rules.instants import TimeProblem
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from vejviser.rules.instants import Moment, Zone


def now() -> datetime:
    """Give the present moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def moment_of(text: str | None, zone: Zone, name: str) -> Moment:
    """Read an option or field with a moment, in the mechanism's zone; left out means now.

    Raises:
        RefusedError: naming the option, where the text is no date or time that exists exactly once.

    """
    if text is None:
        return zone.from_datetime(now())
    try:
        return zone.moment(text)
    except TimeProblem as problem:
        raise RefusedError([Problem(name, str(problem))]) from problem
