# SPDX-License-Identifier: EUPL-1.2
"""The verb `contact`: who to reach, now or at another moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.command_line.options import WHEN, add_format, add_language, add_mechanism

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("--at", metavar="WHEN", help=WHEN)
    add_mechanism(parser, "left out: denmark")
    add_format(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print who to reach; returns the exit code."""
    from vejviser.command_line import writing  # noqa: PLC0415  --help and usage errors need no engine
    from vejviser.command_line.languages import language_in  # noqa: PLC0415
    from vejviser.command_line.mechanisms import chosen  # noqa: PLC0415
    from vejviser.command_line.moments import moment_of  # noqa: PLC0415
    from vejviser.rules.contact import contact_at  # noqa: PLC0415

    mechanism = chosen(arguments.mechanism)
    language = language_in(mechanism, arguments.language)
    contact = contact_at(mechanism, moment_of(arguments.at, mechanism.zone, "--at"), language=language)
    if not writing.wants_text(arguments.format):
        writing.write_json(contact)
        return 0
    from vejviser.reporting.contact import contact_text  # noqa: PLC0415  not needed for JSON
    from vejviser.reporting.page import Page  # noqa: PLC0415

    writing.write_text(contact_text(mechanism, contact, Page(writing.width(), colours=writing.colours()), language=language))
    return 0
