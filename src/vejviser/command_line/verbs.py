# SPDX-License-Identifier: EUPL-1.2
"""Which verbs there are, and reading the arguments of the one that is asked for."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from vejviser import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOUT = "From the facts of a case to every right, limit, date and next step of a national referral mechanism, with reasons and sources."
MORE = "vejviser VERB --help explains a verb. Exit: 0 done, 2 the input was refused, 1 a fault of the program."

# Verb: the module that has `add_arguments(parser)`, and one line of help.
VERBS = {
    "assess": ("assess", "what follows from a case file, or from many, at a moment"),
    "contact": ("contact", "who to reach, now or at another moment"),
    "mechanism": ("mechanism", "check a mechanism, show its rules, or compare two"),
    "timeline": ("timeline", "draw the legal history of a case"),
    "schema": ("schema", "print a JSON Schema"),
    "example-cases": ("example_cases", "write invented case histories"),
    "run": ("run", "start the demonstration: database, tables, invented cases, pages"),
    "serve": ("serve", "answer the pages, and do the work of the night beside them"),
    "migrate": ("migrate", "bring the database to the form that this version needs"),
    "invite-administrator": ("invite_administrator", "invite the first people of a new installation"),
    "check": ("check", "look for what is unsafe in an installation"),
    "stop": ("stop", "stop the embedded database"),
    "vault": ("vault", "make, look at and rotate the keys, or destroy those of a case"),
    "night": ("night", "do what is due: deadlines, reminders, mail, checkpoints of the ledger"),
    "backup": ("backup", "write an encrypted copy of the database, and one of the keys apart from it"),
    "restore": ("restore", "bring a backup back, into an empty place"),
    "drill": ("drill", "prove that a backup can be restored, and write that down"),
    "ledger": ("ledger", "verify what was written down, or prove that an entry is in it"),
    "rebuild": ("rebuild", "derive deadlines, desk lines and stages of all cases anew from their events"),
    "demo": ("demo", "show the program at work"),
    "demo-code": ("demo_code", "print the one-time code of an invented person"),
    "testkit": ("testkit", "seed, set back and describe an installation that outside checks use"),
}


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; `run` of the result is the function to call with it. Exits with 2 where they are wrong."""
    parser = argparse.ArgumentParser(prog="vejviser", description=ABOUT, epilog=MORE, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"vejviser {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    for verb, (module, help_line) in VERBS.items():
        verb_parser = verbs.add_parser(verb, help=help_line, description=help_line[0].upper() + help_line[1:] + ".", allow_abbrev=False)
        if verb == asked:
            import_module(f"vejviser.command_line.{module}").add_arguments(verb_parser)
    return parser.parse_args(arguments)
