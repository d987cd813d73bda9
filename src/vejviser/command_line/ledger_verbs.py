# SPDX-License-Identifier: EUPL-1.2
"""What the verbs of `ledger` do. They read the database as the night role does, without Django: a whole ledger is verified in seconds."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from vejviser.command_line.writing import write_text
from vejviser.ledger import keys, notes, proofs
from vejviser.ledger.nodes import TreeBroken
from vejviser.ledger.verification import verify as verify_ledger
from vejviser.rules.problems import Problem, RefusedError
from vejviser.site.environment import Environment
from vejviser.site.postgres import Cluster

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from vejviser.ledger.verification import Findings

SECONDS_BETWEEN = 0.2


def verify(arguments: Namespace) -> int:
    """Verify the ledger of this installation; 0 if everything holds, 2 if anything does not."""
    environment, shown = _environment(), _Progress()
    key = _key(arguments.key) if arguments.key else _own_key(environment.home)
    with _connection(environment) as connection:
        found = verify_ledger(connection, keys.checkpoint_files(keys.checkpoint_folder(environment.home)), key, progress=shown)
    shown.end()
    for wrong in found.wrong:
        sys.stderr.write(f"{wrong.what}\n")
    write_text(_summary(found))
    return 2 if found.wrong_count else 0


def prove(arguments: Namespace) -> int:
    """Print the proof of an entry."""
    with _connection(_environment()) as connection, connection.cursor() as cursor:
        try:
            proof = proofs.prove(cursor, arguments.entry)
        except (proofs.ProofRefused, TreeBroken) as refused:
            raise _refused("ENTRY", refused) from refused
    write_text(proof)
    return 0


def check_proof(arguments: Namespace) -> int:
    """Check a proof and print the entry that it proves."""
    try:
        proven = proofs.check(arguments.file.read_text(encoding="utf-8"), _key(arguments.key))
    except (OSError, UnicodeDecodeError, proofs.ProofRefused) as refused:
        raise _refused(str(arguments.file), refused) from refused
    write_text(f"{proven.content}\nThis is entry {proven.index} of the {proven.size} that were signed.")
    return 0


def _summary(found: Findings) -> str:
    counts = f"{found.leaves:,} entries, {found.checkpoints:,} checkpoints, {found.waiting:,} entries wait for their place"
    if not found.wrong_count:
        return f"The ledger holds: {counts}."
    first = found.first_wrong_index
    where = "" if first is None else f"; the first wrong index is {first}"
    return f"The ledger does not hold: {found.wrong_count:,} findings{where} ({counts})."


def _environment() -> Environment:
    os.environ.setdefault("VEJVISER_DATABASE_ROLE", "night")
    return Environment.read()


@contextlib.contextmanager
def _connection(environment: Environment) -> Iterator[psycopg.Connection[Any]]:
    """Connect, with the embedded database running for as long as it is needed."""
    cluster = Cluster(environment.home) if environment.embedded else None
    started = cluster is not None and cluster.ensure_running()
    given = _environment().database
    words = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings = {word: given[name] for name, word in words.items() if given.get(name)}
    try:
        with psycopg.connect(**settings, autocommit=True, options="-c statement_timeout=0") as connection:
            yield connection
    finally:
        if cluster is not None and started:
            cluster.stop()


def _own_key(home: Path) -> notes.VerifyingKey | None:
    try:
        return keys.verifying_key(home)
    except FileNotFoundError:
        return None
    except notes.NoteRefused as refused:
        raise _refused(str(home / "keys" / "ledger.public"), refused) from refused


def _key(given: str) -> notes.VerifyingKey:
    try:
        path = Path(given)
        return notes.parse_verifying_key((path.read_text(encoding="utf-8") if path.exists() else given).strip())
    except (OSError, UnicodeDecodeError, notes.NoteRefused) as refused:
        raise _refused("--key", refused) from refused


def _refused(where: str, why: Exception) -> RefusedError:
    return RefusedError([Problem(where, str(why))])


class _Progress:
    """How far a verification has come, on stderr while it runs on a terminal."""

    def __init__(self) -> None:
        self.live, self.began = sys.stderr.isatty(), time.monotonic()
        self.shown = self.began

    def __call__(self, done: int, size: int) -> None:
        """Say it, not too often."""
        now = time.monotonic()
        if self.live and now - self.shown > SECONDS_BETWEEN:
            self.shown = now
            sys.stderr.write(f"\r{done:,} of {size:,} entries, {done / (now - self.began):,.0f} a second\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self.live:
            sys.stderr.write("\r\x1b[K")
