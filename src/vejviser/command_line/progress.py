# SPDX-License-Identifier: EUPL-1.2
"""How far a batch has come, on stderr: while it runs on a terminal only, and the counts at its end."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vejviser.command_line.batch_lines import Answered

SECONDS_BETWEEN = 0.2
MOST_NUMBERS = 20


class Progress:
    """Counts the lines of one batch."""

    def __init__(self) -> None:
        """Begin to count and to measure the time."""
        self.lines, self.refused, self.failed = 0, 0, 0
        self.numbers: list[int] = []
        self.began = self.shown = time.monotonic()
        self.live = sys.stderr.isatty()

    def add(self, answered: Answered) -> None:
        """Count some lines; only the first numbers of bad lines are kept."""
        self.lines += answered.lines
        self.refused += len(answered.refused)
        self.failed += len(answered.failed)
        self.numbers += sorted((*answered.refused, *answered.failed))[: MOST_NUMBERS - len(self.numbers)]
        if self.live and time.monotonic() - self.shown > SECONDS_BETWEEN:
            self.shown = time.monotonic()
            sys.stderr.write(f"\r{self._speed()}\x1b[K")
            sys.stderr.flush()

    def end(self) -> int:
        """Say the counts and give the exit code."""
        if self.live:
            sys.stderr.write("\r\x1b[K")
        counts = [f"{self.lines - self.refused - self.failed:,} assessed", f"{self.refused:,} refused"]
        if self.failed:
            counts.append(f"{self.failed:,} failed by a fault of the program")
        sys.stderr.write(", ".join(counts) + self._which() + (f"; {self._speed()}" if self.live else "") + "\n")
        if self.failed:
            return 1
        return 2 if self.refused else 0

    def _which(self) -> str:
        if not self.numbers:
            return ""
        more = ", …" if self.refused + self.failed > len(self.numbers) else ""
        return f" (line {', '.join(str(number) for number in self.numbers)}{more})"

    def _speed(self) -> str:
        seconds = time.monotonic() - self.began
        return f"{self.lines:,} lines, {self.lines / max(seconds, 1e-9):,.0f} a second, {seconds:.1f} s"
