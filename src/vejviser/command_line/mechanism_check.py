# SPDX-License-Identifier: EUPL-1.2
"""The verb `mechanism check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.command_line.moments import now
from vejviser.command_line.writing import write_text
from vejviser.mechanisms import SHIPPED, shipped
from vejviser.rules.checks import check_mechanism
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print every finding of every mechanism asked for; returns 0 if there is none, else 1.

    Raises:
        RefusedError: there is no such mechanism.

    """
    names = arguments.mechanism or shipped()
    folders = [(name, _folder(name)) for name in names]
    found = 0
    for name, folder in folders:
        findings = check_mechanism(folder, year=now().year)
        found += len(findings)
        for finding in findings:
            write_text(f"{name}: {' '.join(str(finding).split())}")
        if not findings:
            write_text(f"{name}: no findings")
    if found:
        sys.stderr.write(f"{found} finding{'s' if found > 1 else ''}\n")
    return 1 if found else 0


def _folder(name: str) -> Path:
    """Give the folder of a mechanism; a profile or version after @ is left aside, since all of them are checked."""
    base = name.partition("@")[0]
    if base in shipped():
        return SHIPPED / base
    if Path(name).is_dir():
        return Path(name)
    allowed = f"{', '.join(shipped())}, or the path of a folder"
    raise RefusedError([Problem("mechanism", f"unknown mechanism {name!r}; allowed: {allowed}")])
