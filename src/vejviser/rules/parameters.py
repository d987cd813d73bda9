# SPDX-License-Identifier: EUPL-1.2
"""Numbers of the law, each with the days on which it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.rules.problems import PackError, Problem

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.pack_format import ParameterFile, ParameterValue


class Parameter(NamedTuple):
    """A number of the law in one profile: `unit` is days, months or years."""

    id: str
    unit: str
    rules: tuple[str, ...]
    values: tuple[ParameterValue, ...]

    def entry_on(self, day: dt.date) -> ParameterValue:
        """Give the entry that holds on the legal day, with its source.

        Raises:
            PackError: no entry holds on that day (a hole that `mechanism check` finds beforehand).

        """
        if len(self.values) == 1 and self.values[0].from_ is None and self.values[0].until is None:
            return self.values[0]
        for entry in self.values:
            if entry.holds_on(day):
                return entry
        raise PackError([Problem(f"parameters.toml: {self.id}", f"has no value on {day}")])

    def on(self, day: dt.date) -> int:
        """Give the number that holds on the legal day."""
        return self.entry_on(day).value


def parameters_of(files: dict[str, ParameterFile], profile: str) -> dict[str, Parameter]:
    """Build the parameters of one profile; a parameter without any value in it is left out."""
    chosen = {name: tuple(entry for entry in file.values if entry.holds(profile)) for name, file in files.items()}
    return {name: Parameter(name, files[name].unit, files[name].rules, values) for name, values in chosen.items() if values}
