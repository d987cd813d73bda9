# SPDX-License-Identifier: EUPL-1.2
"""Makes an installation of the size asked for, and prints how long each step took and how much it takes on disk.

    python benchmarks/scale.py --home FOLDER [--cases 1000000] [--users 10000] [--histories 3000] [--ledger 1000000]

`benchmarks/web.py --home FOLDER` then measures the pages over it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Make the installation and print the steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--users", type=int, default=10_000)
    parser.add_argument("--histories", type=int, default=3_000)
    parser.add_argument("--ledger", type=int, default=1_000_000)
    chosen = parser.parse_args()
    if chosen.home.exists() and any(chosen.home.iterdir()):
        sys.exit(f"--home {chosen.home} is not empty; name an empty folder")
    os.environ.update(VEJVISER_HOME=str(chosen.home), VEJVISER_INSTALLATION="testkit")
    _make(chosen)


def _make(chosen: argparse.Namespace) -> None:
    began = time.perf_counter()
    from vejviser.site.postgres import Cluster  # noqa: PLC0415  the environment is set only now

    Cluster(chosen.home).ensure_running()
    subprocess.run([str(Path(sys.executable).with_name("vejviser")), "migrate"], check=True)
    _say("database made and migrated", began)

    from vejviser.site.starting import start_django  # noqa: PLC0415  as above

    start_django("web")
    from benchmarks.bulk_ledger import fill_ledger  # noqa: PLC0415  as above
    from benchmarks.bulk_load import Loader, stories  # noqa: PLC0415  as above
    from vejviser.site import clock  # noqa: PLC0415  as above

    step, now = time.perf_counter(), clock.now()
    drawn = stories(chosen.histories, now)
    _say(f"{len(drawn):,} histories generated and derived", step)
    loader = Loader(chosen.home, now)
    loader.users(chosen.users)
    step = time.perf_counter()
    loader.cases(chosen.cases, drawn)
    _say(f"{chosen.cases:,} cases sealed and loaded", step)
    step = time.perf_counter()
    loader.finish()
    _say("vacuum and analyze", step)
    fill_ledger(chosen.home, chosen.ledger, _say)
    sizes = {name: _size(chosen.home / name) for name in ("database", "keys", "ledger")}
    print("on disk: " + ", ".join(f"{name} {size / 1e9:.2f} GB" for name, size in sizes.items()))
    print(f"free beside it: {shutil.disk_usage(chosen.home).free / 1e9:.0f} GB")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) if folder.exists() else 0


def _say(what: str, since: float) -> None:
    print(f"{time.perf_counter() - since:8.1f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
