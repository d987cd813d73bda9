# SPDX-License-Identifier: EUPL-1.2
"""Writes or checks the hashed requirement lists in requirements/, made from pyproject.toml.

    python tools/lock.py write    resolve anew where pyproject.toml asks for it (needs uv); --upgrade takes newer versions
    python tools/lock.py check    say whether the lists fit pyproject.toml; with uv also whether they resolve to themselves

Each list is for every platform and for every Python from the floor in pyproject.toml up, and takes wheels only. The lists
name no registry, so that an organisation's own mirror serves as well as the public one.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAGES = {"run": ["build"], "test": ["build", "test", "lint"], "bench": ["build", "bench"]}
FLAGS = [
    *("--universal", "--fork-strategy", "fewest", "--only-binary", ":all:", "--emit-build-options"),
    *("--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
]
DIGEST_LABEL = "# made by `make lock` from pyproject.toml; digest of what it asks for: "


def read_project() -> dict[str, object]:
    """What pyproject.toml asks for: `floor`, `dependencies`, and `groups` by name."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    return {
        "floor": project["requires-python"].removeprefix(">="),
        "dependencies": project["dependencies"],
        "groups": pyproject["dependency-groups"],
    }


def digest_of(stage: str) -> str:
    """A short digest of everything in pyproject.toml that decides about the list of this stage."""
    project = read_project()
    groups = project["groups"]
    assert isinstance(groups, dict)
    asked = [project["floor"], project["dependencies"], [groups[name] for name in STAGES[stage]]]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def path_of(stage: str) -> Path:
    """The list of a stage."""
    return ROOT / "requirements" / f"{stage}.txt"


def resolve(stage: str, *, known: str, upgrade: bool) -> str:
    """The list of a stage as uv resolves it; versions of the `known` list are kept unless `upgrade` is set."""
    groups = [word for name in STAGES[stage] for word in ("--group", f"{ROOT / 'pyproject.toml'}:{name}")]
    floor = str(read_project()["floor"])
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / f"{stage}.txt"
        output.write_text(known, encoding="utf-8")
        command = [
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            *groups,
            *FLAGS,
            "--python-version",
            floor,
            "--output-file",
            str(output),
        ]
        subprocess.run([*command, *(["--upgrade"] if upgrade else [])], cwd=ROOT, check=True)
        body = output.read_text(encoding="utf-8")
    return f"# SPDX-License-Identifier: EUPL-1.2\n{DIGEST_LABEL}{digest_of(stage)}\n{body}"


def write(*, upgrade: bool) -> int:
    """Write every list; returns the exit code."""
    if not shutil.which("uv"):
        print("lock: making the lists needs uv, which is not installed (try: pipx install uv)", file=sys.stderr)
        return 1
    for stage in STAGES:
        path = path_of(stage)
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(resolve(stage, known=known, upgrade=upgrade), encoding="utf-8")
        print(f"lock: wrote {path.relative_to(ROOT)}")
    return 0


def problems_of(stage: str) -> list[str]:
    """What is wrong with a list, found without a network: it is missing, out of date, unpinned, unhashed or names a registry."""
    path = path_of(stage)
    name = path.relative_to(ROOT)
    if not path.exists():
        return [f"{name} is missing; run `make lock`"]
    text = path.read_text(encoding="utf-8")
    found = []
    if f"{DIGEST_LABEL}{digest_of(stage)}\n" not in text:
        found.append(f"{name} was made from another pyproject.toml; run `make lock`")
    if "://" in text or "--index" in text or "--extra-index" in text:
        found.append(f"{name} names a registry; the lists must name none")
    entries = [entry for entry in re.sub(r"\\\n", " ", text).splitlines() if entry and not entry.startswith(("#", "--"))]
    found += [
        f"{name}: not one version with hashes: {entry[:60]}" for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ]
    return found


def check() -> int:
    """Check every list and print what is wrong; returns the exit code."""
    found = [problem for stage in STAGES for problem in problems_of(stage)]
    with_uv = shutil.which("uv") is not None
    if with_uv and not found:
        for stage in STAGES:
            known = path_of(stage).read_text(encoding="utf-8")
            if resolve(stage, known=known, upgrade=False) != known:
                found.append(f"requirements/{stage}.txt is not what uv resolves; run `make lock`")
    for problem in found:
        print(f"lock: {problem}", file=sys.stderr)
    if not found:
        print("lock: the lists fit pyproject.toml" + ("" if with_uv else " (not resolved again: uv is not installed)"))
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Run `write` or `check`; returns the exit code."""
    if arguments[:1] == ["write"] and set(arguments[1:]) <= {"--upgrade"}:
        return write(upgrade="--upgrade" in arguments)
    if arguments == ["check"]:
        return check()
    print("usage: python tools/lock.py write [--upgrade] | check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
