# SPDX-License-Identifier: EUPL-1.2
"""A period of legal days as a bar: what is over, what is left, and how far it could still be extended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

WIDTH = 1000


@dataclass(frozen=True, kw_only=True)
class DayBar:
    """Widths are thousandths of the whole bar, which ends at the limit where there is one; days count the first and the last."""

    label: str
    first: dt.date
    last: dt.date
    today: dt.date
    limit: dt.date | None = None

    @property
    def total(self) -> int:
        """The days of the period."""
        return max(0, (self.last - self.first).days + 1)

    @property
    def number(self) -> int:
        """Which day of the period it is; 0 before it, the last one after it."""
        return min(max(0, (self.today - self.first).days + 1), self.total)

    @property
    def left(self) -> int:
        """The days that are left after today."""
        return max(0, (self.last - max(self.today, self.first - dt.timedelta(days=1))).days)

    @property
    def is_over(self) -> bool:
        """Whether the last day is past."""
        return self.today > self.last

    @property
    def is_ahead(self) -> bool:
        """Whether the first day is still to come."""
        return self.today < self.first

    @property
    def spent(self) -> int:
        """How wide the part is that is over."""
        return self._width(self.number)

    @property
    def granted(self) -> int:
        """How wide the period is."""
        return self._width(self.total)

    def _width(self, days: int) -> int:
        whole = max(self.total, (self.limit - self.first).days + 1 if self.limit else 0, 1)
        return round(WIDTH * days / whole)
