# SPDX-License-Identifier: EUPL-1.2
"""What the documents promise: pictures as the program makes them today, links that lead somewhere, complete tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vejviser.mechanisms import find

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DOCUMENTS = ("README.md", "CHANGELOG.md", "docs")


def documents(folder: Path) -> list[Path]:
    found = [folder / name for name in DOCUMENTS]
    return sorted(path for one in found for path in (one.rglob("*.md") if one.is_dir() else [one]))


def test_the_pictures_are_those_that_the_program_makes_today(project_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_pictures.py", "check"], cwd=project_folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_link_of_a_document_leads_to_a_file(project_folder: Path) -> None:
    broken = [
        (path.name, target)
        for path in documents(project_folder)
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_document_is_in_the_index(project_folder: Path) -> None:
    folder = project_folder / "docs"
    index = {(folder / target).resolve() for target in LINK.findall((folder / "README.md").read_text(encoding="utf-8"))}
    pages = {path.resolve() for path in folder.rglob("*.md") if path.name != "README.md" and path.parent.name != "pictures"}
    assert pages - index == set()


@pytest.mark.parametrize("part", ["events", "organisations", "clocks", "answers"])
def test_the_case_file_page_explains_every_id(project_folder: Path, part: str) -> None:
    text = (project_folder / "docs" / "case-file.md").read_text(encoding="utf-8")
    explained = {word for code in CODE.findall(FENCED.sub("", text)) for word in re.split(r"[\s,/:]+", code)}
    mechanism = find("denmark")
    wanted = {
        "events": {*mechanism.events, *(field for event in mechanism.events.values() for field in event.fields)},
        "organisations": set(mechanism.register.ids),
        "clocks": {rule.id for rule in mechanism.clocks},
        "answers": {str(row.then["id"]) for table in mechanism.tables.values() for row in table.rows if "id" in row.then},
    }[part]
    assert wanted - explained == set()


def test_every_value_of_a_choice_is_on_the_case_file_page(project_folder: Path) -> None:
    text = (project_folder / "docs" / "case-file.md").read_text(encoding="utf-8")
    fields = [field for event in find("denmark").events.values() for field in event.fields.values()]
    assert {value for field in fields for value in field.values if f"`{value}`" not in text} == set()


def shown_answers(text: str) -> list[tuple[list[str], list[str]]]:
    """The commands of a document's blocks, each with the lines shown below it."""
    found: list[tuple[list[str], list[str]]] = []
    for block in FENCED.findall(text):
        for line in block.splitlines()[1:-1]:
            if line.startswith("$ vejviser "):
                found.append((line.split()[2:], []))
            elif found and line:
                found[-1][1].append(line)
    return found


def test_the_readme_shows_what_the_program_prints(project_folder: Path) -> None:
    shown = shown_answers((project_folder / "README.md").read_text(encoding="utf-8"))
    assert [command[0] for command, _ in shown] == ["contact", "assess"]
    wide = os.environ | {"COLUMNS": "100"}
    for command, lines in shown:
        program = [sys.executable, "-c", "import sys; from vejviser.cli import main; sys.exit(main())", *command, "--format", "text"]
        printed = subprocess.run(program, cwd=project_folder, env=wide, capture_output=True, text=True, check=True).stdout.splitlines()
        after = iter(printed)
        missing = [line for line in lines if line != "…" and line not in after]
        assert missing == []
