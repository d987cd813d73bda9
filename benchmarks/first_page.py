# SPDX-License-Identifier: EUPL-1.2
"""Times what somebody new waits for: from `git clone` to the first answered page of `make run`, and the second start.

    python benchmarks/first_page.py

It clones this repository into a folder of its own, which is removed afterwards. Packages come from where pip and npm are set to look.
"""

from __future__ import annotations

import http
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SECONDS_AT_MOST = 900


def main() -> None:
    """Clone, start twice, and print."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        clone = Path(folder) / "vejviser"
        began = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
        _start(clone)
        print(f"clone to first page, demonstration loaded: {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        _start(clone)
        print(f"second start: {time.perf_counter() - began:.1f} s")


def _start(clone: Path) -> None:
    """Run `make run` until it says where it answers, ask the first page, and end it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VEJVISER_", "DATABASE_URL", "MAKE"))}
    running = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    watch = threading.Timer(SECONDS_AT_MOST, lambda: os.killpg(running.pid, signal.SIGKILL))
    watch.start()
    try:
        for line in running.stdout or ():
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if found:
                with urllib.request.urlopen(found[0], timeout=60) as page:  # noqa: S310  our own address
                    assert page.status == http.HTTPStatus.OK
                return
        raise SystemExit("make run ended before it said where it answers; run it by hand to see why")
    finally:
        watch.cancel()
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=60)


if __name__ == "__main__":
    main()
