# SPDX-License-Identifier: EUPL-1.2
"""The fourteen rows for OpenFisca-Core: one variable for each fact, one formula for each question, made from the rows of the pack."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from benchmarks.bit_tables import Codes
    from benchmarks.fourteen_rows import Answer, Inputs, SmallTable
    from vejviser.rules.columns import Column
    from vejviser.rules.tables import Row

DAY = "2027-06-01"


class OpenFiscaTables:
    """Answers the comparison with OpenFisca-Core: a simulation of one person, or of many at once."""

    def __init__(self, tables: tuple[SmallTable, ...], columns: tuple[Column, ...]) -> None:
        """Build the variables and formulas; the answers of a collecting table are one yes-or-no variable a row."""
        self.tables = tables
        self.person = build_entity("person", "persons", "a presumed victim", is_person=True)
        self.system = TaxBenefitSystem([self.person])
        self.domains = {column.name: Enum(column.name, {value: value for value in column.domain}) for column in columns}
        for column in columns:
            self._add(column.name, self.domains[column.name], column.domain[0], None)
        self.outputs: list[str] = []
        for table in tables:
            self._add_question(table)

    def _add_question(self, table: SmallTable) -> None:
        name = table.question.name
        if table.collects:
            for row, outcome in zip(table.rows, table.outcomes, strict=True):
                self.outputs.append(f"{name}_{outcome}")
                self._add_flag(self.outputs[-1], row)
            return
        answers = dict.fromkeys((*table.outcomes, str(table.question.otherwise)))
        domain = self.domains[name] = Enum(name, {value: value for value in answers})
        self.outputs.append(name)
        self._add(name, domain, str(table.question.otherwise), self._first(table, domain))

    def _add(self, name: str, domain: Any, default: str, formula: Callable[..., Any] | None) -> None:
        shape = {"possible_values": domain, "default_value": domain[default], "value_type": Enum}
        self._add_variable(name, shape, formula)

    def _add_flag(self, name: str, row: Row) -> None:
        def formula(person: Any, period: Any, _parameters: Any) -> Any:
            return self._applies(row, person, period)

        self._add_variable(name, {"value_type": bool}, formula)

    def _add_variable(self, name: str, shape: dict[str, Any], formula: Callable[..., Any] | None) -> None:
        always = {"entity": self.person, "definition_period": DateUnit.DAY, "label": name}
        self.system.add_variable(type(name, (Variable,), always | shape | ({"formula": formula} if formula else {})))

    def _first(self, table: SmallTable, domain: Any) -> Callable[..., Any]:
        outcomes = [domain[outcome].index for outcome in table.outcomes]
        otherwise = domain[str(table.question.otherwise)].index

        def formula(person: Any, period: Any, _parameters: Any) -> Any:
            return np.select([self._applies(row, person, period) for row in table.rows], outcomes, otherwise)

        return formula

    def _applies(self, row: Row, person: Any, period: Any) -> Any:
        return reduce(np.logical_and, [self._allowed(row, column, person(column.name, period)) for column in row.columns])

    def _allowed(self, row: Row, column: Column, given: Any) -> Any:
        domain = self.domains[column.name]
        names = [value for value in column.domain if not column.bits[value] & row.forbidden and value in domain.__members__]
        return reduce(np.logical_or, [given == domain[value] for value in names])

    def answer_many(self, codes: Codes, count: int) -> dict[str, Any]:
        """Answer the five questions for many cases, given as the place of each fact's value in its domain."""
        simulation = SimulationBuilder().build_default_simulation(self.system, count=count)
        for name, values in codes.items():
            simulation.set_input(name, DAY, values)
        return {name: simulation.calculate(name, DAY) for name in self.outputs}

    def answer(self, case: Inputs, *, trace: bool = False) -> Answer:
        """Answer the five questions for one case: a simulation of one person."""
        simulation = SimulationBuilder().build_default_simulation(self.system, count=1)
        simulation.trace = trace
        for name, value in case.items():
            simulation.set_input(name, DAY, np.array([value]))
        return self.spelled({name: simulation.calculate(name, DAY) for name in self.outputs}, 0)

    def spelled(self, given: dict[str, Any], place: int) -> Answer:
        """Give one answer in the words that the other engines use."""
        spelled: list[str | tuple[str, ...]] = []
        for table in self.tables:
            name = table.question.name
            if table.collects:
                spelled.append(tuple(outcome for outcome in table.outcomes if given[f"{name}_{outcome}"][place]))
            else:
                spelled.append(str(given[name][place : place + 1].decode_to_str()[0]))
        return tuple(spelled)  # type: ignore[return-value]  # five questions, in their order


def as_integers(codes: Codes) -> dict[str, NDArray[np.int16]]:
    """Give the arrays in the width in which OpenFisca-Core keeps enumerations."""
    return {name: values.astype(np.int16) for name, values in codes.items()}
