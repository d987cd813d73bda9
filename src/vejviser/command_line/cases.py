# SPDX-License-Identifier: EUPL-1.2
"""From a decoded case file and the options to an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vejviser.command_line.languages import language_in
from vejviser.command_line.mechanisms import chosen, named_by
from vejviser.command_line.moments import moment_of, now
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from

if TYPE_CHECKING:
    from vejviser.rules.answers import Assessment
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism


class Question(NamedTuple):
    """What is asked of a case: moments as written (`as_of` None: now; `known_at` None: whatever is recorded), options as given."""

    as_of: str | None = None
    known_at: str | None = None
    mechanism: str | None = None
    explain: bool = False
    language: str | None = None


class Read(NamedTuple):
    """A case that was accepted, with the mechanism that answers, the moment that is asked for and the language of the answer."""

    mechanism: Mechanism
    case: Case
    as_of: Moment
    language: str


def read(raw: object, question: Question, as_of_name: str = "--as-of") -> Read:
    """Check a decoded case file.

    Raises:
        RefusedError: with everything that is wrong.

    """
    mechanism = named_by(raw) if question.mechanism is None else chosen(question.mechanism)
    language = language_in(mechanism, question.language)
    as_of = moment_of(question.as_of, mechanism.zone, as_of_name)
    # A look at a later day may hold a person who is born by then.
    today = max(as_of.day, mechanism.zone.from_datetime(now()).day)
    case = case_from(raw, mechanism.vocabulary, today=today, any_mechanism=question.mechanism is not None)
    return Read(mechanism, case, as_of, language)


def answer(found: Read, question: Question) -> Assessment:
    """Assess an accepted case.

    Raises:
        RefusedError: --known-at is no moment.

    """
    known_at = None if question.known_at is None else moment_of(question.known_at, found.mechanism.zone, "--known-at")
    return assess(found.mechanism, found.case, found.as_of, known_at=known_at, explain=question.explain, language=found.language)
