# SPDX-License-Identifier: EUPL-1.2
"""The verb `mechanism show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.command_line import writing
from vejviser.command_line.languages import language_in
from vejviser.command_line.mechanisms import chosen
from vejviser.command_line.moments import moment_of
from vejviser.reporting.mechanism import overview_text, question_text, rule_text
from vejviser.reporting.mechanism_sheets import Library, QuestionSheet, RuleSheet
from vejviser.reporting.page import Page
from vejviser.reporting.words import Words
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the mechanism, or one of its rules or questions; returns the exit code.

    Raises:
        RefusedError: there is no such mechanism, rule or question.

    """
    mechanism = chosen(arguments.mechanism)
    words = Words(mechanism, language_in(mechanism, arguments.language), moment_of(None, mechanism.zone, "now").day)
    library = Library(words)
    sheet = library.overview() if arguments.rule is None else _sheet(library, arguments.rule)
    if not writing.wants_text(arguments.format):
        writing.write_json(sheet)
        return 0
    page = Page(writing.width(), colours=writing.colours())
    if isinstance(sheet, RuleSheet):
        writing.write_text(rule_text(sheet, page, words))
    elif isinstance(sheet, QuestionSheet):
        writing.write_text(question_text(sheet, page, words))
    else:
        writing.write_text(overview_text(sheet, page, words))
    return 0


def _sheet(library: Library, name: str) -> RuleSheet | QuestionSheet:
    known = name.upper()
    if known in library.rules:
        return library.rule(known)
    if known in library.conflicts:
        return library.question(known)
    rules, questions = list(library.rules), list(library.conflicts)
    allowed = " and ".join(f"{names[0]} to {names[-1]}" for names in (rules, questions) if names)
    raise RefusedError([Problem("--rule", f"unknown rule {name!r}; allowed: {allowed}")])
