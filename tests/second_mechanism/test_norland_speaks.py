# SPDX-License-Identifier: EUPL-1.2
"""A mechanism that is still being written answers in words: those of the program are borrowed from a finished one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

NORLAND = Path(__file__).parent / "norland"
PROGRAM = Path(sys.executable).with_name("vejviser")
A_PATH_OF_A_TEXT = re.compile(r"\b(?:report|words|timeline|states|modes)\.[a-z_]+")


@pytest.mark.parametrize("verb", [("contact", "--at", "2026-12-26T18:30", "--mechanism"), ("mechanism", "show")])
def test_no_path_of_a_text_is_shown_to_people(verb: tuple[str, ...]) -> None:
    format_ = ("--format", "text")
    done = subprocess.run([PROGRAM, *verb, str(NORLAND), *format_], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    assert A_PATH_OF_A_TEXT.findall(done.stdout) == []
