# SPDX-License-Identifier: EUPL-1.2
"""The installed program, started as people start it."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

PROGRAM = str(Path(sys.executable).with_name("vejviser"))

CASE: dict[str, Any] = {
    "case": "T1",
    "mechanism": "denmark",
    "person": {"born": "1999-05-02", "citizenships": ["BR"], "gender": "female", "unaccompanied": False},
    "events": [
        {"type": "encounter", "at": "2027-01-04T22:10", "by": "police"},
        {"type": "stay", "at": "2027-01-04", "legal": False},
        {"type": "interview", "at": "2027-01-06", "by": "cmm", "representative_present": False, "interpreter": "pt"},
        {"type": "identification", "at": "2027-01-10", "by": "dis", "outcome": "identified"},
        {"type": "reflection_period", "at": "2027-01-11", "by": "dis"},
        {"type": "return_cooperation", "at": "2027-01-12", "value": True},
    ],
}


class Ended(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


def run(*arguments: str, given: str | bytes = "", **environment: str) -> Ended:
    """Run the program; `given` is its standard input."""
    content = given.encode() if isinstance(given, str) else given
    plain = {"PATH": "/usr/bin:/bin", "COLUMNS": "100", "LANG": "C.UTF-8"}
    done = subprocess.run([PROGRAM, *arguments], input=content, capture_output=True, check=False, timeout=120, env=plain | environment)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def assess(case: object, *arguments: str, as_of: str = "2027-01-20") -> Ended:
    """Assess a case given on standard input."""
    return run("assess", "-", "--as-of", as_of, *arguments, given=json.dumps(case))


def changed(**changes: Any) -> dict[str, Any]:
    """Give the case with some of its top fields replaced."""
    return copy.deepcopy(CASE) | changes


def with_event(**event: Any) -> dict[str, Any]:
    """Give the case with one more event, which is the seventh: $.events[6]."""
    return changed(events=[*CASE["events"], event])
