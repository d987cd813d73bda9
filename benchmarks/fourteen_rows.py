# SPDX-License-Identifier: EUPL-1.2
"""The comparison that every engine can express: fourteen rows of the Danish tables, their inputs, and what they answer.

The rows are taken from the loaded mechanism by table and name, so each engine is given the very rows that the program uses.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vejviser.rules.columns import Column
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row

Inputs = dict[str, str]
Answer = tuple[str, tuple[str, ...], tuple[str, ...], str, str]


class Question(NamedTuple):
    """One question: where its rows come from, and what holds when none applies; without that, all rows that apply are collected."""

    name: str
    rows: tuple[tuple[str, str], ...]
    otherwise: str | None


QUESTIONS = (
    Question(
        "competent",
        (
            ("competent_authority", "competent-no-legal-stay"),
            ("competent_authority", "competent-asylum-seeker"),
            ("competent_authority", "competent-legal-stay"),
        ),
        "nobody",
    ),
    Question("possible", (("authorities", "authority-siri"), ("authorities", "authority-courts")), None),
    Question(
        "extension",
        (("not_allowed", "cap-reached"), ("not_allowed", "no-cooperation"), ("next_steps", "apply-for-extension")),
        None,
    ),
    Question(
        "support_until",
        (
            ("support_until", "no-end-with-legal-stay"),
            ("support_until", "until-permit-after-proceedings"),
            ("support_until", "until-reflection"),
            ("support_until", "until-permit-without-reflection"),
        ),
        "open",
    ),
    Question(
        "leave_after_reflection",
        (("leave_after_reflection", "no-reflection-no-duty"), ("leave_after_reflection", "due-after-reflection")),
        "pending",
    ),
)


class SmallTable(NamedTuple):
    """The rows of one question, taken from the mechanism; `outcomes` says what each row answers."""

    question: Question
    rows: tuple[Row, ...]
    outcomes: tuple[str, ...]
    fact: Column | None

    @property
    def collects(self) -> bool:
        """Whether every row that applies counts, not only the first."""
        return self.question.otherwise is None


def small_tables(mechanism: Mechanism) -> tuple[SmallTable, ...]:
    """Take the fourteen rows out of a mechanism, with the facts that they answer."""
    return tuple(_small_table(mechanism, question) for question in QUESTIONS)


def _small_table(mechanism: Mechanism, question: Question) -> SmallTable:
    rows = tuple(next(row for row in mechanism.tables[table].rows if row.id == name) for table, name in question.rows)
    outcomes = tuple(str(row.then.get("value") or row.then.get("org") or row.then.get("id")) for row in rows)
    return SmallTable(question, rows, outcomes, mechanism.columns.by_name.get(question.name))


def input_columns(tables: tuple[SmallTable, ...]) -> tuple[Column, ...]:
    """Give the facts that a case of the comparison consists of: those that the rows look at and no other question answers."""
    answered = {table.question.name for table in tables}
    used = {column.place: column for table in tables for row in table.rows for column in row.columns if column.name not in answered}
    return tuple(used[place] for place in sorted(used))


def random_inputs(columns: tuple[Column, ...], count: int) -> list[Inputs]:
    """Draw cases, every value of every fact equally likely; always the same ones."""
    chance = random.Random(20261124)  # noqa: S311  no secret hangs on it
    return [{column.name: chance.choice(column.domain) for column in columns} for _ in range(count)]
