# SPDX-License-Identifier: EUPL-1.2
"""A mechanism at a glance: its measures, how much there is of everything, and what the check of it found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vejviser.public.mechanism.numbers import number
from vejviser.public.mechanism.view_models import MeasureView
from vejviser.rules.checks import check_mechanism
from vejviser.rules.register import in_language

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.public.mechanism.shelf import Shelf


def measures(shelf: Shelf) -> tuple[MeasureView, ...]:
    """Give the measures in the order of the map, with the numbers of the default profile."""
    titles = {name: in_language(file["title"], shelf.language) for name, file in shelf.measures.items()}
    return tuple(
        MeasureView(
            id=name,
            number=place,
            title=titles[name],
            leads_to=tuple(file["leads_to"]),
            next_titles=tuple(titles[target] for target in file["leads_to"]),
            periods=tuple(_length(shelf, clock) for clock in file.get("clocks", ())),
            rules=shelf.entries(key for key, found in shelf.library.rules.items() if found.section in file["sections"]),
        )
        for place, (name, file) in enumerate(shelf.measures.items(), start=1)
    )


@lru_cache(maxsize=8)
def findings(folder: Path, year: int) -> tuple[str, ...]:
    """Give what `vejviser mechanism check` finds wrong; empty if nothing. Remembered: the folder does not change while the program runs."""
    return tuple(" ".join(str(finding).split()) for finding in check_mechanism(folder, year=year))


def _length(shelf: Shelf, clock: str) -> str:
    file = next(file for file in shelf.mechanism.pack.clocks if file.id == clock)
    own = shelf.mechanism.profile
    lengths = [_first(shelf, name, own) for name in (file.length, file.cap) if name]
    said = f"{shelf.first.label('clocks', clock)}: {lengths[0]}"
    return said if len(lengths) == 1 else str(shelf.said["up_to"].format(said=said, most=lengths[1]))


def _first(shelf: Shelf, name: str, profile: str) -> str:
    """Give the value of a number in a profile on the day of the shelf."""
    values = shelf.mechanism.pack.parameters[name].values
    lines = number(shelf, name)
    day = shelf.first.day
    return next(line.value for value, line in zip(values, lines, strict=True) if value.holds(profile) and value.holds_on(day))
