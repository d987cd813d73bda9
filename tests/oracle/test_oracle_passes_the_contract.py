# SPDX-License-Identifier: EUPL-1.2
"""The reading by hand gives every answer that the contract's examples promise."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .assess_by_hand import assess

if TYPE_CHECKING:
    from types import ModuleType

CONTRACT = Path(__file__).resolve().parents[3] / "shared" / "contract"
EXAMPLES = sorted((CONTRACT / "examples").glob("*.json"))
MISSING = "the contract is not beside the repository (../shared/contract): its examples are left out"


@cache
def matcher_of_the_contract() -> ModuleType:
    """The contract's own program for its examples, loaded from its file."""
    spec = importlib.util.spec_from_file_location("run_examples", CONTRACT / "run_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def checks_of_the_contract() -> list[Any]:
    """Every check of every example: the case it asks about, and the check itself."""
    found = []
    for path in EXAMPLES:
        example = json.loads(path.read_text(encoding="utf-8"))
        for number, check in enumerate(example.get("checks", [])):
            case = check.get("case", example.get("case"))
            found.append(pytest.param(case, check, id=f"{path.stem}-{number}-{check['as_of']}"))
    return found


@pytest.mark.skipif(not EXAMPLES, reason=MISSING)
def test_the_examples_of_the_contract_hold_checks() -> None:
    assert checks_of_the_contract()


@pytest.mark.parametrize(("case", "check"), checks_of_the_contract() or [pytest.param({}, {}, id="no-contract")])
def test_the_reading_by_hand_answers_as_the_contract_promises(case: dict[str, object], check: dict[str, Any]) -> None:
    if not EXAMPLES:
        pytest.skip(MISSING)
    differences = matcher_of_the_contract().judge(check, assess(case, check["as_of"]))
    assert not differences, f"{check.get('why')}: {differences}"
