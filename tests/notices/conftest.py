# SPDX-License-Identifier: EUPL-1.2
"""What the tests of notices share: a mail server, and the night as the role of the night."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import database as test_database
from tests.notices.post_office import PostOffice, open_post_office

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from vejviser.site.postgres import Cluster


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@pytest.fixture
def at(settings: Any) -> Iterator[Callable[[dt.datetime], None]]:
    """Set the clock of the test kit; also that of programs that the test starts."""
    file = Path(settings.HOME) / "clock"

    def set_clock(now: dt.datetime) -> None:
        file.write_text(now.isoformat(), encoding="ascii")

    yield set_clock
    file.unlink(missing_ok=True)


@dataclass(frozen=True)
class Night:
    """Runs `vejviser night` as its own process, in the role of the night."""

    environment: dict[str, str]

    def command(self, *arguments: str) -> list[str]:
        return [str(test_database.PROGRAM), "night", *arguments]

    def __call__(self, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(self.command(*arguments), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def night(cluster: Cluster, clone_name: str, committing_database: None, post_office: PostOffice, settings: Any) -> Night:  # noqa: ARG001  it needs one
    # The database of the test is new, and checkpoints of another one would rightly be found to contradict it.
    shutil.rmtree(Path(settings.HOME) / "ledger", ignore_errors=True)
    smtp = f"smtp://127.0.0.1:{post_office.port}?sender=vejviser@service.example"
    return Night({**test_database.environment_of(cluster, clone_name), "VEJVISER_SMTP_URL": smtp})
