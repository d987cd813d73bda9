# SPDX-License-Identifier: EUPL-1.2
"""The fourteen rows, answered by every engine on the same cases; answers are compared before anything is timed."""

from __future__ import annotations

import time
from importlib.util import find_spec
from itertools import product
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks import by_hand
from benchmarks.bit_tables import BitTables, VectorTables
from benchmarks.fourteen_rows import input_columns, random_inputs, small_tables
from benchmarks.measuring import Line, rates
from benchmarks.starting import start_of_openfisca, start_of_zen
from vejviser import mechanisms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.bit_tables import Codes
    from benchmarks.fourteen_rows import Answer, Inputs, SmallTable
    from benchmarks.openfisca_tables import OpenFiscaTables
    from benchmarks.zen_tables import ZenTables
    from vejviser.rules.columns import Column

_PART = "14 rows"
_SAMPLE = 2_000
_OPENFISCA_SAMPLE = 100
_ZEN_BATCH = 5_000


class Engines(NamedTuple):
    """All engines with the fourteen rows loaded; None for one that is not installed."""

    tables: tuple[SmallTable, ...]
    columns: tuple[Column, ...]
    bits: BitTables
    vector: VectorTables
    zen: ZenTables | None
    openfisca: OpenFiscaTables | None


def load_engines() -> Engines:
    """Take the rows out of the Danish mechanism and give them to every engine."""
    tables = small_tables(mechanisms.find("denmark"))
    columns = input_columns(tables)
    return Engines(tables, columns, BitTables(tables, columns), VectorTables(tables, columns), _zen(tables), _openfisca(tables, columns))


def _zen(tables: tuple[SmallTable, ...]) -> ZenTables | None:
    if find_spec("zen") is None:
        return None
    from benchmarks.zen_tables import ZenTables  # noqa: PLC0415  only where it is installed

    return ZenTables(tables)


def _openfisca(tables: tuple[SmallTable, ...], columns: tuple[Column, ...]) -> OpenFiscaTables | None:
    if find_spec("openfisca_core") is None:
        return None
    from benchmarks.openfisca_tables import OpenFiscaTables  # noqa: PLC0415  only where it is installed

    return OpenFiscaTables(tables, columns)


def check_answers(engines: Engines) -> Line:
    """Compare the answers of all engines: by hand, bits, numpy and OpenFisca on every possible case, the others on a sample.

    Raises:
        AssertionError: two engines differ; the case is named.

    """
    names = [column.name for column in engines.columns]
    cases = [dict(zip(names, values, strict=True)) for values in product(*(column.domain for column in engines.columns))]
    codes = engines.vector.codes(cases)
    vector = engines.vector.answer(codes, len(cases))
    openfisca = engines.openfisca.answer_many(codes, len(cases)) if engines.openfisca else None
    for place, case in enumerate(cases):
        expected = by_hand.answer(case)
        _same(case, expected, engines.bits.answer(case), "bit tables")
        _same(case, expected, engines.bits.answer_with_trace(case)[0], "bit tables with trace")
        _same(case, expected, engines.vector.spelled(vector, place), "numpy")
        if engines.openfisca and openfisca:
            _same(case, expected, engines.openfisca.spelled(openfisca, place), "OpenFisca-Core")
    for case in random_inputs(engines.columns, _SAMPLE):
        if engines.zen:
            _same(case, by_hand.answer(case), engines.zen.answer(case), "zen-engine")
    for case in random_inputs(engines.columns, _OPENFISCA_SAMPLE):
        if engines.openfisca:
            _same(case, by_hand.answer(case), engines.openfisca.answer(case), "OpenFisca-Core, one at a time")
    return Line(
        _PART, "identical answers, checked before timing", "cases", len(cases), note=f"every possible case; zen-engine on {_SAMPLE:,}"
    )


def _same(case: Inputs, expected: Answer, given: Answer, engine: str) -> None:
    assert expected == given, f"{engine} answers {given} and not {expected} to {case}"


def one_at_a_time(engines: Engines, *, rounds: int, seconds: float) -> list[Line]:
    """Measure cases per second, each case asked by itself."""
    cases = random_inputs(engines.columns, _SAMPLE)
    few, batch = cases[:_OPENFISCA_SAMPLE], random_inputs(engines.columns, _ZEN_BATCH)
    zen, openfisca = engines.zen, engines.openfisca
    contenders: dict[str, tuple[Callable[[], int], str]] = {
        "plain Python by hand": (_each(by_hand.answer, cases), "no rows, no trace: the yardstick"),
        "Vejviser": (_each(engines.bits.answer, cases), "bit tables, from named values to named answers"),
        "Vejviser with trace": (
            _each(engines.bits.answer_with_trace, cases),
            "rows that applied, facts, and what stood in the way of the others",
        ),
    }
    if zen:
        contenders |= {
            "zen-engine": (_each(zen.evaluate, cases), "compiled decision model"),
            "zen-engine with trace": (_each(zen.evaluate_with_trace, cases), "rows that applied and facts"),
            "zen-engine, many in a call": (lambda: len(zen.evaluate_many(batch)), "evaluate_batch"),
        }
    if openfisca:
        contenders |= {
            "OpenFisca-Core": (_each(openfisca.answer, few), "a simulation of one person"),
            "OpenFisca-Core with trace": (_each(lambda case: openfisca.answer(case, trace=True), few), "its computation log"),
        }
    lines = rates(_PART, contenders, rounds=rounds, seconds=seconds)
    missing = [name for name, engine in (("zen-engine", zen), ("OpenFisca-Core", openfisca)) if engine is None]
    return lines + [Line(_PART, name, "cases/s", None, note="not installed here; `make bench` installs it") for name in missing]


def _each(answer: Callable[[Inputs], object], cases: list[Inputs]) -> Callable[[], int]:
    def run() -> int:
        for case in cases:
            answer(case)
        return len(cases)

    return run


def many(engines: Engines, count: int, *, rounds: int) -> list[Line]:
    """Measure the seconds for very many cases at once, given as arrays of small integers."""
    chance = np.random.default_rng(20261124)
    codes: Codes = {column.name: chance.integers(0, len(column.domain), count, dtype=np.int8) for column in engines.columns}
    contenders: dict[str, Callable[[], object]] = {"Vejviser, numpy": lambda: engines.vector.answer(codes, count)}
    openfisca = engines.openfisca
    if openfisca:
        contenders["OpenFisca-Core, vectorised"] = lambda: openfisca.answer_many(codes, count)
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            started = time.perf_counter()
            run()
            found[name].append(time.perf_counter() - started)
    return [Line(_PART, f"{count:,} cases, {name}", "s", median(some), min(some), max(some)) for name, some in found.items()]


def peer_starts(engines: Engines, folder: Path) -> dict[str, list[str]]:
    """Give, by name, the commands that start the peers that are installed."""
    commands: dict[str, list[str]] = {}
    if engines.zen:
        from benchmarks.zen_tables import decision_model  # noqa: PLC0415  only where it is installed

        commands["zen-engine"] = start_of_zen(decision_model(engines.tables), folder)
    if engines.openfisca:
        commands["OpenFisca-Core"] = start_of_openfisca(engines.tables, engines.columns, folder)
    return commands
