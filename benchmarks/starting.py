# SPDX-License-Identifier: EUPL-1.2
"""What it takes to start: fresh processes that import, load, and answer one case, with the most memory that each has."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import fresh_processes
from benchmarks.whole_cases import AS_OF, PROGRAM

if TYPE_CHECKING:
    from benchmarks.fourteen_rows import SmallTable
    from benchmarks.measuring import Line
    from vejviser.rules.columns import Column

_ROOT = Path(__file__).parents[1]
_ZEN = """
import pathlib, zen
content = zen.ZenDecisionContent(pathlib.Path({file!r}).read_text())
zen.ZenEngine({{"loader": lambda key: content}})
"""
_OPENFISCA = """
import pathlib, pickle, sys
sys.path.insert(0, {root!r})
from benchmarks.openfisca_tables import OpenFiscaTables
OpenFiscaTables(*pickle.loads(pathlib.Path({file!r}).read_bytes()))
"""


def starts(case: Path, *, rounds: int, peers: dict[str, list[str]]) -> list[Line]:
    """Measure the starts; `peers` holds, by name, the command that imports another engine and loads the fourteen rows into it."""
    python = sys.executable
    assess = [*PROGRAM, "assess", str(case), "--as-of", AS_OF, "--format", "json"]
    commands = {
        "python -c pass": ([python, "-c", "pass"], "the floor of the lines below"),
        "import vejviser.rules.mechanism": ([python, "-c", "import vejviser.rules.mechanism"], ""),
        "import and load denmark": ([python, "-c", "from vejviser import mechanisms; mechanisms.find('denmark')"], "the whole mechanism"),
        "vejviser assess one.json": (assess, "from nothing to the answer"),
        "vejviser assess one.json --explain": ([*assess, "--explain"], ""),
        **{f"import and load, {name}": (command, "the 14 rows") for name, command in peers.items()},
    }
    return fresh_processes("start", commands, rounds=rounds)


def start_of_zen(model: dict[str, object], folder: Path) -> list[str]:
    """Give the command that imports zen-engine and compiles a decision model."""
    file = folder / "model.json"
    file.write_text(json.dumps(model), encoding="utf-8")
    return [sys.executable, "-c", _ZEN.format(file=str(file))]


def start_of_openfisca(tables: tuple[SmallTable, ...], columns: tuple[Column, ...], folder: Path) -> list[str]:
    """Give the command that imports OpenFisca-Core and builds its variables; the rows are handed over ready, without Vejviser."""
    file = folder / "rows.pickle"
    file.write_bytes(pickle.dumps((tables, columns)))
    return [sys.executable, "-c", _OPENFISCA.format(root=str(_ROOT), file=str(file))]
