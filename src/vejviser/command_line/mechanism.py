# SPDX-License-Identifier: EUPL-1.2
"""The verb `mechanism`: check one, show its rules, or say what a change of it does to cases."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from vejviser.command_line.options import WHEN, add_format, add_language

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="print every finding on its own line; exit 0 only if there is none", allow_abbrev=False)
    check.add_argument("mechanism", nargs="*", metavar="PATH|ID", help="folders or ids; left out: every mechanism that is shipped")
    check.set_defaults(run=_later("mechanism_check"))
    _add_show(verbs.add_parser("show", help="a mechanism at a glance, or one rule in full", allow_abbrev=False))
    _add_impact(verbs.add_parser("impact", help="which open cases change between two mechanisms", allow_abbrev=False))


def _add_show(show: ArgumentParser) -> None:
    show.add_argument("mechanism", nargs="?", metavar="ID[@VERSION]", help="such as denmark or denmark@current; left out: denmark")
    show.add_argument("--rule", metavar="R27|A16", help="a rule, or an open question of the source")
    add_format(show)
    add_language(show)
    show.set_defaults(run=_later("mechanism_show"))


def _add_impact(impact: ArgumentParser) -> None:
    impact.add_argument("old", metavar="OLD", help="a mechanism: an id such as denmark, or a folder")
    impact.add_argument("new", metavar="NEW", help="the mechanism to compare with, such as denmark@current")
    impact.add_argument("cases", metavar="CASES", help="a file of JSON lines, one case file a line; - is standard input")
    impact.add_argument("--as-of", metavar="WHEN", help=WHEN)
    impact.add_argument("--list", type=int, metavar="N", help="how many changed cases to list; left out: 20 as text, all as JSON")
    add_format(impact)
    add_language(impact)
    impact.set_defaults(run=_later("mechanism_impact"))


def _later(module: str) -> object:
    """Give a function that imports the module of a verb when it runs."""

    def run(arguments: Namespace) -> int:
        code: int = import_module(f"vejviser.command_line.{module}").run(arguments)
        return code

    return run
