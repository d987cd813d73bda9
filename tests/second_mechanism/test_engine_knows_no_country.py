# SPDX-License-Identifier: EUPL-1.2
"""Read as text, the engine names nothing that belongs to one country: no id of its pack, no number of its law."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import vejviser.rules
from vejviser.mechanisms import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.mechanism import Mechanism

ENGINE = Path(vejviser.rules.__file__).parent
MODULES = sorted(path.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*.py"))
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
WORD = re.compile(r"[A-Za-z0-9_]+")
NUMBERS = {30, 100, 120}

# The parts of every answer and of every person, under the same name in every mechanism (docs/case-file.md).
SHARED = {
    *("authorities", "entitlements", "duties", "not_allowed", "next_steps", "flags", "status", "stage", "child", "conflict"),
    *("competent", "unaccompanied"),
}
# Ids that are also words of English; they are looked for as whole texts only, not inside a sentence.
ENGLISH = {"age", "citizen", "closed", "consent", "other", "self", "support", "work"}


def ids_of(mechanism: Mechanism) -> Iterator[str]:
    """Everything that a pack gives a name to."""
    yield from (*mechanism.register.ids, *mechanism.events, *mechanism.facts, *mechanism.parameters, *mechanism.tables)
    yield from (clock.id for clock in mechanism.clocks)
    for organisation in mechanism.register.organisations.values():
        yield from (contact.id for contact in organisation.contacts)
        yield from (role.role for role in organisation.roles)
    for table in mechanism.tables.values():
        yield from (str(row.then["id"]) for row in table.rows if "id" in row.then)


@pytest.fixture(scope="module")
def danish_ids() -> frozenset[str]:
    """The ids of both profiles."""
    mechanisms = (find("denmark"), find("denmark@current"))
    return frozenset(name for mechanism in mechanisms for name in ids_of(mechanism)) - SHARED


def constants(text: str) -> Iterator[tuple[int, object]]:
    """Every constant of a program with its line, but for the documentation."""
    tree = ast.parse(text)
    documentation = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, DOCUMENTED) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            yield node.lineno, node.value


def test_the_ids_looked_for_are_those_of_the_danish_pack(danish_ids: frozenset[str]) -> None:
    assert {"dis", "cmm", "siri", "reflection_extension", "residence_permit", "extension_beyond_cap", "legal_stay"} <= danish_ids


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_engine_names_an_id_of_a_country(module: str, danish_ids: frozenset[str]) -> None:
    found = [
        (line, word)
        for line, value in constants((ENGINE / module).read_text(encoding="utf-8"))
        if isinstance(value, str)
        for word in ([value] if value in ENGLISH else WORD.findall(value))
        if word in danish_ids and (word not in ENGLISH or word == value)
    ]
    assert found == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_engine_holds_a_number_of_the_law(module: str) -> None:
    found = [
        (line, value) for line, value in constants((ENGINE / module).read_text(encoding="utf-8")) if type(value) is int and value in NUMBERS
    ]
    assert found == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_engine_chooses_a_language_by_its_name(module: str) -> None:
    tree = ast.parse((ENGINE / module).read_text(encoding="utf-8"))
    compared = [side for node in ast.walk(tree) if isinstance(node, ast.Compare) for side in (node.left, *node.comparators)]
    found = [side.lineno for side in compared if isinstance(side, ast.Constant) and side.value in {"en", "da", "denmark", "DK"}]
    assert found == []
