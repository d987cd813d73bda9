# SPDX-License-Identifier: EUPL-1.2
"""The fourteen rows in Vejviser's own form: one integer a case, one integer a row; for many cases, one numpy operation a row and word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.fourteen_rows import Answer, Inputs, SmallTable
    from vejviser.rules.columns import Column
    from vejviser.rules.tables import Row

    Words = dict[int, "NDArray[np.uint64]"]
    Codes = dict[str, "NDArray[np.int8]"]

_WORD = 64
_ALL = (1 << _WORD) - 1
# So many cases at once that what is in hand stays in the cache of the processor.
_BLOCK = 32_768


class Traced(NamedTuple):
    """What a row did: the facts and values that let it apply, or that stood in its way."""

    row: str
    applies: bool
    facts: tuple[tuple[str, str], ...]


class RowTrace:
    """Says what a row did, remembered by the bits that the row looks at, as the engine remembers the reasons of its rows."""

    __slots__ = ("mask", "remembered", "row")

    def __init__(self, row: Row) -> None:
        """Prepare a row."""
        self.row, self.mask = row, sum(column.mask for column in row.columns)
        self.remembered: dict[int, Traced] = {}

    def said(self, situation: int) -> Traced:
        """Give the row's part of the trace in a situation."""
        key = situation & self.mask
        return self.remembered.get(key) or self._say(key)

    def _say(self, key: int) -> Traced:
        blocked = key & self.row.forbidden
        columns = [column for column in self.row.columns if not blocked or blocked & column.mask]
        facts = tuple((column.name, column.names[key & column.mask]) for column in columns)
        said = self.remembered[key] = Traced(self.row.id, not blocked, facts)
        return said


class BitTables:
    """Answers the comparison one case at a time."""

    def __init__(self, tables: tuple[SmallTable, ...], columns: tuple[Column, ...]) -> None:
        """Prepare the rows; the facts that one table answers for another become bits as well."""
        self.traces = tuple(tuple(RowTrace(row) for row in table.rows) for table in tables)
        self.bits = tuple((column.name, column.bits) for column in columns)
        self.plans = tuple(
            (
                table.collects,
                tuple((row.forbidden, outcome) for row, outcome in zip(table.rows, table.outcomes, strict=True)),
                table.question.otherwise or "",
                table.fact.bits if table.question.name == "competent" and table.fact is not None else None,
            )
            for table in tables
        )

    def situation(self, case: Inputs) -> int:
        """Make the integer of a case."""
        situation = 0
        for name, bits in self.bits:
            situation |= bits[case[name]]
        return situation

    def answer(self, case: Inputs) -> Answer:
        """Answer the five questions."""
        situation = self.situation(case)
        given: list[str | tuple[str, ...]] = []
        for collects, rows, otherwise, bits in self.plans:
            if collects:
                given.append(tuple([outcome for forbidden, outcome in rows if not situation & forbidden]))
                continue
            answer = otherwise
            for forbidden, outcome in rows:
                if not situation & forbidden:
                    answer = outcome
                    break
            if bits is not None:
                situation |= bits[answer]
            given.append(answer)
        return tuple(given)  # type: ignore[return-value]  # five questions, in their order

    def answer_with_trace(self, case: Inputs) -> tuple[Answer, list[Traced]]:
        """Answer the five questions and say for every row asked whether it applied, and which facts let it or stood in its way."""
        situation = self.situation(case)
        given: list[str | tuple[str, ...]] = []
        traced: list[Traced] = []
        for traces, (collects, rows, otherwise, bits) in zip(self.traces, self.plans, strict=True):
            applied = []
            for trace, (forbidden, outcome) in zip(traces, rows, strict=True):
                traced.append(trace.said(situation))
                if not situation & forbidden:
                    applied.append(outcome)
                    if not collects:
                        break
            if collects:
                given.append(tuple(applied))
                continue
            given.append(applied[0] if applied else otherwise)
            if bits is not None:
                situation |= bits[str(given[-1])]
        return tuple(given), traced  # type: ignore[return-value]  # five questions, in their order


class VectorTables:
    """Answers the comparison for many cases at once. A case is a column of small integers: the place of each fact's value in its domain."""

    def __init__(self, tables: tuple[SmallTable, ...], columns: tuple[Column, ...]) -> None:
        """Split every integer that is needed into words of 64 bits."""
        self.tables, self.columns = tables, columns
        self.used = sorted({word for table in tables for row in table.rows for word in _words(row.forbidden)})
        self.lookups = {column.name: self._lookup([column.bits[value] for value in column.domain]) for column in columns}
        self.answered = {
            table.question.name: self._lookup([table.fact.bits[value] for value in (*table.outcomes, str(table.question.otherwise))])
            for table in tables
            if table.fact is not None
        }

    def codes(self, cases: list[Inputs]) -> Codes:
        """Give the cases as arrays, one for each fact."""
        places = {column.name: {value: place for place, value in enumerate(column.domain)} for column in self.columns}
        return {name: np.array([place[case[name]] for case in cases], dtype=np.int8) for name, place in places.items()}

    def answer(self, codes: Codes, count: int) -> Codes:
        """Answer the five questions: the place of the row that answers (or -1), and for collecting tables one bit a row that applies."""
        given = {table.question.name: np.empty(count, dtype=np.int8) for table in self.tables}
        for start in range(0, count, _BLOCK):
            part = slice(start, min(start + _BLOCK, count))
            self._block({name: values[part] for name, values in codes.items()}, {name: values[part] for name, values in given.items()})
        return given

    def _block(self, codes: Codes, given: Codes) -> None:
        count = len(next(iter(codes.values())))
        situation = {word: np.zeros(count, dtype=np.uint64) for word in self.used}
        for name, lookup in self.lookups.items():
            for word, values in lookup.items():
                situation[word] |= np.take(values, codes[name])
        for table in self.tables:
            answer = given[table.question.name]
            answer.fill(0 if table.collects else -1)
            for place in range(len(table.rows) - 1, -1, -1):
                applies = _applies(situation, table.rows[place])
                if table.collects:
                    answer |= applies.view(np.int8) << np.int8(place)
                else:
                    np.copyto(answer, np.int8(place), where=applies)
            for word, values in self.answered.get(table.question.name, {}).items():
                situation[word] |= np.take(values, answer, mode="wrap")

    def spelled(self, given: Codes, place: int) -> Answer:
        """Give one answer in the words that the other engines use."""
        spelled: list[str | tuple[str, ...]] = []
        for table in self.tables:
            code = int(given[table.question.name][place])
            if table.collects:
                spelled.append(tuple(outcome for bit, outcome in enumerate(table.outcomes) if code >> bit & 1))
            else:
                spelled.append(table.outcomes[code] if code >= 0 else str(table.question.otherwise))
        return tuple(spelled)  # type: ignore[return-value]  # five questions, in their order

    def _lookup(self, numbers: list[int]) -> Words:
        """Give, for every word that some row looks at, the part of each number that lies in it; words without any are left out."""
        words = {word: np.array([number >> word * _WORD & _ALL for number in numbers], dtype=np.uint64) for word in self.used}
        return {word: values for word, values in words.items() if values.any()}


def _applies(situation: Words, row: Row) -> NDArray[np.bool_]:
    blocked: NDArray[np.uint64] | None = None
    for word, forbidden in _words(row.forbidden).items():
        part = situation[word] & np.uint64(forbidden)
        blocked = part if blocked is None else blocked | part
    assert blocked is not None, "every row of the comparison looks at something"
    applies: NDArray[np.bool_] = blocked == 0
    return applies


def _words(number: int) -> dict[int, int]:
    places = range(-(-number.bit_length() // _WORD))
    return {place: part for place in places if (part := number >> place * _WORD & _ALL)}
