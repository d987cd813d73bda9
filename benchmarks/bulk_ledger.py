# SPDX-License-Identifier: EUPL-1.2
"""Fills the ledger with entries of invented reads and times how fast they become leaves, a signed checkpoint, and are verified."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from vejviser.site.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Callable

_FILL = (
    b"COPY ledger_entry (id, at, actor, organisation, action, case_id, cases, row_id, sections, purpose, detail_hash, detail) FROM STDIN"
)


def fill_ledger(home: Path, count: int, say: Callable[[str, float], None]) -> None:
    """Write entries, let the service's own sequencer append them, and verify all with the command that an auditor uses."""
    if not count:
        return
    began = time.perf_counter()
    with psycopg.connect(**Cluster(home).connection("vejviser_superuser")) as connection:
        connection.execute("SET session_replication_role = replica")
        cases = [row[0] for row in connection.execute("SELECT id FROM cases_case LIMIT 5000")]
        users = [row[0] for row in connection.execute("SELECT id FROM accounts_user LIMIT 5000")]
        (now,) = connection.execute("SELECT clock_timestamp()").fetchone() or (None,)
        with connection.cursor().copy(_FILL) as copy:
            for number in range(count):
                user, case = users[number % len(users)], cases[number % len(cases)]
                copy.write_row((uuid.uuid4(), now, user, "cmm", "case:read", case, "{}", None, "ABE", "case_work", None, None))
        connection.execute(
            "INSERT INTO ledger_waiting (entry_id) SELECT id FROM ledger_entry"
            " WHERE NOT EXISTS (SELECT FROM ledger_leaf WHERE entry_id = ledger_entry.id) ON CONFLICT DO NOTHING"
        )
    say(f"{count:,} ledger entries written", began)
    began = time.perf_counter()
    _sequence()
    spent = time.perf_counter() - began
    say(f"{count:,} entries appended to the tree: {count / spent:,.0f} a second", began)
    began = time.perf_counter()
    subprocess.run([str(Path(sys.executable).with_name("vejviser")), "ledger", "verify"], check=True)
    say(f"ledger verified: {count / (time.perf_counter() - began):,.0f} entries a second, start of the program included", began)


def _sequence() -> None:
    """Append and sign in a process of its own, in the role of the night run."""
    program = (
        "from vejviser.site.starting import start_django; start_django('night')\n"
        "from vejviser.ledger.sequencer import checkpoint, sequence; sequence(); checkpoint()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
