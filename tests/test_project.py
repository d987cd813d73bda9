# SPDX-License-Identifier: EUPL-1.2
"""What a reader of this code is promised about its shape."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import vejviser

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDERS_OF_CODE = ("src", "tests", "tools", "benchmarks", "docs")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"base", "common", "core", "helper", "helpers", "manager", "misc", "stuff", "util", "utils"}
# Written in two parts so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:" + "work|root|tmp" + r")/\w|/home/\w")
NAMES_A_REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository; in a copy without git, every file of the folders of code."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode == 0:
        named = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        named = [path for folder in FOLDERS_OF_CODE for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    return tuple(sorted(path for path in named if path.is_file()))


def modules() -> list[Path]:
    """Every Python file that somebody wrote; the changes of the database are written by the framework."""
    return [path for path in project_files() if path.suffix == ".py" and not (path.parent.name == "migrations" and path.stem[0] == "0")]


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path, line: int = 1) -> str:
    """Where something is, as a reader of the failure wants it."""
    return f"{path.relative_to(ROOT)}:{line}"


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a Python file, nested ones and methods included."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def public_names_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions and classes of a module that carry no leading underscore, and the methods of those classes."""
    waiting: list[ast.stmt] = list(tree_of(path).body)
    while waiting:
        node = waiting.pop()
        # A model's Meta says nothing that its fields do not.
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and node.name != "Meta"
        ):
            yield node
            waiting += node.body if isinstance(node, ast.ClassDef) else []


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of the project that holds text, with its text."""
    for path in project_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_the_project_has_files_to_look_at() -> None:
    assert ROOT / "src" / "vejviser" / "__init__.py" in modules()
    assert Path(__file__) in modules()


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    lengths = {
        f"{short(path, node.lineno)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in functions_of(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_every_module_names_its_licence_in_the_first_line() -> None:
    first_lines = {short(path): path.read_text(encoding="utf-8").partition("\n")[0] for path in modules()}
    assert {name: line for name, line in first_lines.items() if line != "# SPDX-License-Identifier: EUPL-1.2"} == {}


def test_every_module_says_what_it_is_and_so_does_everything_public_outside_the_tests() -> None:
    undocumented = [short(path) for path in modules() if ast.get_docstring(tree_of(path)) is None]
    undocumented += [
        f"{short(path, node.lineno)} {node.name}"
        for path in modules()
        for node in public_names_of(path)
        if ast.get_docstring(node) is None and ROOT / "tests" not in path.parents
    ]
    assert undocumented == []


def test_every_module_is_named_for_what_it_does() -> None:
    assert [short(path) for path in modules() if {path.stem, path.parent.name} & NAMES_THAT_SAY_NOTHING] == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = [
        f"{short(path, number)} {line.strip()[:80]}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    assert [short(path) for path, text in text_files() if NAMES_A_REGISTRY.search(text)] == []


def test_no_work_is_left_marked_as_undone() -> None:
    marks = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
    assert [short(path) for path, text in text_files() if path.suffix in {".py", ".toml", ".md"} and marks.search(text)] == []


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert vejviser.__version__ == written
    assert f"softwareVersion: {written}\n" in (ROOT / "publiccode.yaml").read_text(encoding="utf-8")


def test_every_direct_dependency_is_explained() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = pyproject["project"]["dependencies"] + [entry for group in pyproject["dependency-groups"].values() for entry in group]
    names = {re.split(r"[<>=!~ \[;]", entry)[0] for entry in asked}
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    cells = {name.strip() for line in explained.splitlines() if line.startswith("| ") for name in line.split("|")[1].split(",")}
    assert names - cells == set()


def test_the_hashed_lists_fit_what_the_project_asks_for() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        lock = __import__("lock")
    finally:
        sys.path.pop(0)
    assert [problem for stage in lock.STAGES for problem in lock.problems_of(stage)] == []
