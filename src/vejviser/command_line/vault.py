# SPDX-License-Identifier: EUPL-1.2
"""The verb `vault`: the keys of an installation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vejviser.command_line.writing import write_text
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable
    from pathlib import Path

    from vejviser.vault.vault import Vault

WHAT_SHREDDING_DOES = """\
At once, in this installation: every name, note, event and file of {reference} is unreadable for everybody, in the database and in every
copy of it, and it cannot be found by a name.
After 30 days: the same holds everywhere, when the last copy of the key store from before today is deleted. Until then whoever has such a
copy AND the master key can still read it.
Kept: that the case existed, its reference, its dates of deadlines, and the ledger. There is no way back."""

AFTER_A_ROTATION = """\
{done:,} keys are wrapped by the master key {key_id}. Processes that run read the new one by themselves.
The older master key is still in {path}: copies of the key store from before today need it. When the last of them is deleted (30 days):
vejviser vault rotate --drop-old"""

AFTER_A_CHANGE = """\
{done:,} keys are wrapped by the master key {key_id}. Now set VEJVISER_MASTER_KEY={setting} and start the pages again: until then they can
read nothing. Keep the older master key, apart from this machine, until the last copy of the key store from before today is deleted
(30 days)."""


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add(verbs, "init", "make the master key file and the key store where they are missing", _init)
    _add(verbs, "status", "show what the key store holds; no key is shown", _status)
    rotate = _add(
        verbs, "rotate", "put a new master key in the place of the present one; interrupted, it goes on when called again", _rotate
    )
    rotate.add_argument("--new-master", metavar="SETTING", help="file:/path or command:program; left out: a new key in the same file")
    rotate.add_argument("--drop-old", action="store_true", help="only delete the older keys from the master key file")
    shred = _add(verbs, "shred", "make all content of a case unreadable for ever", _shred)
    shred.add_argument("case", metavar="CASE", help="the reference of the case, or its UUID")
    shred.add_argument("--yes", action="store_true", help="do not ask")


def _add(verbs: Any, name: str, help_line: str, run: Callable[[Namespace], int]) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=help_line, description=help_line[0].upper() + help_line[1:] + ".")
    parser.set_defaults(run=lambda arguments: _refusing(run, arguments))
    return parser


def _refusing(run: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Run one verb; what the vault cannot do is told as a refusal."""
    from vejviser.vault.refusals import Unreadable, VaultNotReady  # noqa: PLC0415  --help needs no cryptography

    try:
        return run(arguments)
    except (Unreadable, VaultNotReady) as refusal:
        raise RefusedError([Problem("vault", str(refusal))]) from refusal


def _settings() -> tuple[Path, str]:
    """Give the path of the key store and the setting of the master key."""
    from vejviser.site.environment import Environment  # noqa: PLC0415  as above

    environment = Environment.read()
    return environment.key_store, environment.master_key


def _opened() -> Vault:
    from vejviser.vault.opening import open_vault  # noqa: PLC0415  as above

    return open_vault(*_settings())


def _init(_arguments: Namespace) -> int:
    from vejviser.vault.opening import initialise  # noqa: PLC0415  as above

    made = initialise(*_settings())
    for path in made:
        write_text(f"made {path}")
    write_text("Keep a copy of the master key apart from every copy of the key store: with both, all can be read; without it, nothing.")
    return 0


def _status(_arguments: Namespace) -> int:
    vault = _opened()
    counts = vault.store.counts()
    emptied = vault.store.connections.checkpoint()
    write_text(f"key store     {vault.store.connections.path}")
    write_text(f"files         {counts.files:,} with keys, {counts.shredded:,} shredded, {counts.names:,} found by name")
    for key_id, number in sorted(counts.keys_of_master.items()):
        present = "present" if key_id == vault.store.wrapping_master() else "older: `vejviser vault rotate` was interrupted"
        write_text(f"master key    {key_id} wraps {number:,} keys ({present})")
    write_text(f"log           {'empty' if emptied else 'in use by another process: look again, it may still hold destroyed keys'}")
    vault.close()
    return 0


def _rotate(arguments: Namespace) -> int:
    from vejviser.vault.opening import change_master, drop_older_keys, renew_master  # noqa: PLC0415  as above

    vault, (_, setting) = _opened(), _settings()
    if arguments.drop_old:
        write_text(f"deleted {drop_older_keys(vault, setting)} older master keys from {setting.partition(':')[2]}")
    elif arguments.new_master:
        done = change_master(vault, arguments.new_master, _progress)
        write_text(AFTER_A_CHANGE.format(done=done, key_id=vault.master.key_id, setting=arguments.new_master))
    else:
        done = renew_master(vault, setting, _progress)
        write_text(AFTER_A_ROTATION.format(done=done, key_id=vault.master.key_id, path=setting.partition(":")[2]))
    vault.close()
    return 0


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} keys\x1b[K")


def _shred(arguments: Namespace) -> int:
    from vejviser.site.starting import start_django  # noqa: PLC0415  as above

    start_django()
    from vejviser.ledger.services import record_system  # noqa: PLC0415  models need Django to be set up
    from vejviser.vault import services  # noqa: PLC0415

    case_id = _case_id(arguments.case)
    write_text(WHAT_SHREDDING_DOES.format(reference=arguments.case))
    if not arguments.yes and not _confirmed(arguments.case):
        write_text("Nothing was destroyed.")
        return 0
    # First the ledger: a destruction without a trace would be worse than a trace of one that has to be repeated.
    record_system("shred", case_id=case_id)
    wiped = services.shred(case_id)
    write_text(f"{wiped.keys} keys were destroyed." if wiped.keys else "It had no keys; none can be made for it any more.")
    if not wiped.complete:
        write_text("Another process reads the key store: `vejviser vault status` tells when the last traces are gone from its log.")
    return 0


def _case_id(given: str) -> UUID:
    """Give the id of a case from its reference or from the id itself."""
    try:
        return UUID(given)
    except ValueError:
        from vejviser.cases.selectors import case_id_of_reference  # noqa: PLC0415  models need Django to be set up

        found: UUID | None = case_id_of_reference(given)
    if found is None:
        raise RefusedError([Problem("CASE", f"there is no case {given}")])
    return found


def _confirmed(reference: str) -> bool:
    if not sys.stdin.isatty():
        raise RefusedError([Problem("--yes", "is needed where nobody can be asked")])
    sys.stdout.write(f"Write {reference} to destroy it: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == reference
