# SPDX-License-Identifier: EUPL-1.2
"""What somebody typed, exactly as it was typed. Names of inputs are EVENT-NUMBER-FIELD for a row, and plain words for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.public.trying.questions import LineFile, QuestionsFile

# Six of one kind, and forty in all, are more than any history of the mechanism has had; longer texts are no day and no choice.
MOST_ROWS: Final = 6
MOST_FILLED: Final = 40
# A form of the site may send 200 inputs; the buttons and what is supposed need some of them.
MOST_INPUTS: Final = 170
_LONGEST: Final = 60
DAY: Final = "at"
PLAIN: Final = ("age", "born", "alone", "day", "profile")
_ROW: Final = re.compile(r"([a-z_]+)-([0-9])-([a-z_]+)", re.ASCII)


@dataclass(frozen=True)
class Row:
    """One row: its line, its number, and what stands in it by field (`at` is its day)."""

    line: LineFile
    number: int
    values: dict[str, str]

    @property
    def name(self) -> str:
        """What the names of its inputs begin with."""
        return f"{self.line.event}-{self.number}"

    @property
    def filled(self) -> bool:
        """Whether anything was entered: a day, or something else than what stood there before."""
        fields = {name: value for name, value in self.values.items() if name != DAY}
        return bool(self.values.get(DAY)) or any(value and value != self.line.default.get(name) for name, value in fields.items())


@dataclass(frozen=True)
class Typed:
    """All that was typed."""

    plain: dict[str, str]
    rows: dict[str, tuple[Row, ...]]

    def value(self, name: str) -> str:
        """Give what stands in an input that belongs to no row."""
        return self.plain.get(name, "")

    @property
    def room(self) -> int:
        """How many more inputs the form may have."""
        return MOST_INPUTS - sum(len(row.line.ask) + 1 for rows in self.rows.values() for row in rows)

    @property
    def filled(self) -> list[Row]:
        """Every row in which something was entered, in the order of the page."""
        return [row for rows in self.rows.values() for row in rows if row.filled]


def typed_from(data: Mapping[str, str], questions: QuestionsFile, more: str = "") -> Typed:
    """Read what a form sent; names that the page does not have are left out; `more` names a line that gets one more row."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for name, value in data.items():
        match = _ROW.fullmatch(name)
        if match:
            found.setdefault((match[1], int(match[2])), {})[match[3]] = value.strip()[:_LONGEST]
    plain = {name: data.get(name, "").strip()[:_LONGEST] for name in PLAIN}
    return Typed(plain, {line.event: _rows(line, found, more) for line in questions.lines})


def _rows(line: LineFile, found: dict[tuple[str, int], dict[str, str]], more: str) -> tuple[Row, ...]:
    numbers = sorted(number for event, number in found if event == line.event and number < MOST_ROWS)
    count = min(MOST_ROWS, (numbers[-1] + 1 if numbers else 1) + (more == line.event))
    names = (DAY, *line.ask)
    rows = []
    for number in range(count):
        sent = found.get((line.event, number))
        values = dict(line.default) if sent is None else {name: sent.get(name, "") for name in names}
        rows.append(Row(line, number, values))
    return tuple(rows)
