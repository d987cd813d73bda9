# SPDX-License-Identifier: EUPL-1.2
"""The verb `schema`: JSON Schemas made from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.command_line.options import add_mechanism

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

KINDS = ("case", "assessment", "contact", "mechanism")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("of", choices=KINDS, help="what the schema describes; mechanism = the folder of TOML files")
    add_mechanism(parser, "whose events and organisations a case may hold; left out: denmark")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the schema; returns the exit code."""
    from vejviser.command_line import writing  # noqa: PLC0415  --help and usage errors need no engine
    from vejviser.command_line.mechanisms import chosen  # noqa: PLC0415
    from vejviser.schemas import assessment_schema, case_schema, contact_schema, mechanism_schema  # noqa: PLC0415

    makers = {
        "case": lambda: case_schema(chosen(arguments.mechanism)),
        "assessment": assessment_schema,
        "contact": contact_schema,
        "mechanism": mechanism_schema,
    }
    writing.write_json(makers[arguments.of]())
    return 0
