# SPDX-License-Identifier: EUPL-1.2
"""The verb `ledger`: verify everything that was written down, prove that an entry is in it, check such a proof anywhere."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    key = "a file with the public key of the ledger, or the key itself"
    verify = verbs.add_parser(
        "verify", help="verify every entry, the tree and every checkpoint; exit 0 only if all holds", allow_abbrev=False
    )
    verify.add_argument("--key", metavar="PUBLIC", help=f"{key}; left out: keys/ledger.public in the home folder")
    verify.set_defaults(run=_later("verify"))
    prove = verbs.add_parser("prove", help="print a proof that an entry is in the ledger", allow_abbrev=False)
    prove.add_argument("entry", metavar="ENTRY", type=UUID, help="the id of the entry")
    prove.set_defaults(run=_later("prove"))
    check = verbs.add_parser("check-proof", help="check a proof, without the ledger", allow_abbrev=False)
    check.add_argument("file", metavar="FILE", type=Path, help="what `ledger prove` printed")
    check.add_argument("--key", metavar="PUBLIC", required=True, help=key)
    check.set_defaults(run=_later("check_proof"))


def _later(name: str) -> object:
    """Give a function that imports the verb's work when it runs."""

    def run(arguments: Namespace) -> int:
        code: int = getattr(import_module("vejviser.command_line.ledger_verbs"), name)(arguments)
        return code

    return run
