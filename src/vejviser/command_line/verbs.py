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
    "demo": ("demo", "show the program at work"),
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
