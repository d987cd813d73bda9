# SPDX-License-Identifier: EUPL-1.2
"""The mechanisms that the program ships, one folder of TOML files each, and how a mechanism is named."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from vejviser.rules.mechanism import Mechanism, load
from vejviser.rules.problems import Problem, RefusedError

SHIPPED = Path(__file__).parent
DEFAULT = "denmark"


def shipped() -> tuple[str, ...]:
    """Give the ids of the mechanisms that the program ships."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/mechanism.toml")))


@lru_cache(maxsize=32)
def find(name: str = DEFAULT) -> Mechanism:
    """Load a mechanism by its id (`denmark`), with a profile or version (`denmark@current`, `denmark@1.0.0`), or by the path of a folder.

    Raises:
        RefusedError: there is no such mechanism, profile or version, or its folder cannot be loaded.

    """
    base, _, chosen = name.partition("@")
    folder = SHIPPED / base
    if base not in shipped():
        folder = Path(base)
        if not (folder / "mechanism.toml").is_file():
            allowed = f"allowed: {', '.join(shipped())}, or the path of a folder with mechanism.toml"
            raise RefusedError([Problem("mechanism", f"unknown mechanism {base!r}; {allowed}")])
    mechanism = load(folder)
    if chosen not in ("", mechanism.version, mechanism.profile):
        if chosen not in mechanism.pack.mechanism.profiles:
            allowed = ", ".join((mechanism.version, *mechanism.pack.mechanism.profiles))
            raise RefusedError([Problem("mechanism", f"{base} has no version or profile {chosen!r}; allowed: {allowed}")])
        mechanism = load(folder, chosen)
    if base not in shipped():
        # A mechanism that is still being written has the words of its law first; those of the program it borrows.
        mechanism.lender = find(DEFAULT)
    return mechanism
