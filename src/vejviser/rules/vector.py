# SPDX-License-Identifier: EUPL-1.2
"""The tables of a mechanism answered for very many situations at once, with numpy: the same integers, 64 bits a word, one operation a row.

Nothing that assesses a single case imports this module, so numpy is loaded only where many cases are counted or compared.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vejviser.rules.tables import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from vejviser.rules.columns import Column
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row, Table

    Words = NDArray[np.uint64]
    WordMask = tuple[tuple[int, np.uint64], ...]

NONE = -1
# So many situations at once that the words in hand stay in the cache of one processor core.
BLOCK = 32_768
_BITS = 64
_WORD = (1 << _BITS) - 1


class Answered(NamedTuple):
    """What the tables say of n situations. `start` is the place of the first of them among those that were asked about.

    `situations`: n x words, uint64, with the answers of all fact tables in them. `answers`: for each fact table the number of the
    row that applied, int16, in the order of the table's rows in the law period; -1 where none did and `otherwise` holds.
    `fires`: for each table that concludes, n x its rows, whether the row applies.
    """

    start: int
    situations: Words
    answers: dict[str, NDArray[np.int16]]
    fires: dict[str, NDArray[np.bool_]]


class _FactTable(NamedTuple):
    """A table that answers a fact. `outcomes`: for each word that the fact lies in, the bits by row number; the last are `otherwise`'s."""

    name: str
    rows: tuple[WordMask, ...]
    outcomes: tuple[tuple[int, Words], ...]
    decides: bool


class _Hands(NamedTuple):
    """The arrays that one block is worked out in, used again for every row."""

    words: list[Words]
    bits: Words
    more: Words
    hit: NDArray[np.bool_]


class Vectorised:
    """All tables of a mechanism in one law period, ready for many situations. Equal to the scalar engine, situation by situation.

    Situations are certain: one value a fact. `period` is that of `mechanism.law.on(day)`. `tables` chooses among the tables that
    conclude; the fact tables that these look at are answered too.
    """

    def __init__(self, mechanism: Mechanism, period: int, tables: Collection[str] | None = None) -> None:
        """Split the bits of every row into words.

        Raises:
            KeyError: `tables` names a table that there is not.

        """
        concluding = {table.name: table for table in mechanism.tables.values() if table.gives not in ("fact", "violations")}
        chosen = [concluding[name] for name in (concluding if tables is None else tables)]
        asked = mechanism.table_steps if tables is None else _needed(mechanism, chosen, period)
        self.mechanism, self.period = mechanism, period
        self.width = -(-max(mechanism.columns.by_name[name].mask for name in mechanism.facts).bit_length() // _BITS)
        self._underived = self.words(mechanism.underived)
        self._facts = [_fact_table(table, period) for table in asked]
        self._concluding = [(table.name, [_split(row.forbidden) for row in table.versions[period]]) for table in chosen]

    @property
    def rows(self) -> int:
        """How many rows are asked of each situation."""
        return sum(len(table.rows) for table in self._facts) + sum(len(rows) for _name, rows in self._concluding)

    def words(self, mask: int) -> Words:
        """Split a mask over the bits of a situation into the words of one."""
        return np.array([mask >> place * _BITS & _WORD for place in range(self.width)], dtype=np.uint64)

    def from_situations(self, situations: Sequence[int]) -> Words:
        """Make an array of n x words from situations of the scalar engine."""
        underived, size = self.mechanism.underived, self.width * _BITS // 8
        joined = b"".join([(situation & underived).to_bytes(size, "little") for situation in situations])
        by_row = np.frombuffer(joined, dtype="<u8").reshape(len(situations), self.width)
        return np.asfortranarray(by_row, dtype=np.uint64)

    def from_codes(self, codes: Mapping[str, NDArray[np.uint8]]) -> Words:
        """Make an array of n x words from the places of values in the domains of facts; a fact left out has its default.

        Raises:
            ValueError: a fact is unknown or answered by a table, a place lies outside its domain, or the arrays differ in length.

        """
        counts = {len(places) for places in codes.values()}
        if len(counts) != 1:
            message = f"codes: needed are arrays of one length; given: {sorted(counts)}"
            raise ValueError(message)
        situations = np.zeros((counts.pop(), self.width), dtype=np.uint64, order="F")
        columns = [self.mechanism.columns.by_name[name] for name in self.mechanism.facts if name not in self.mechanism.answering]
        unknown = set(codes) - {column.name for column in columns}
        if unknown:
            message = f"codes: {', '.join(sorted(unknown))}: unknown, or answered by a table"
            raise ValueError(message)
        for column in columns:
            _set_values(situations, column, codes.get(column.name))
        return situations

    def answer(self, situations: Words, *, threads: int = 1) -> Answered:
        """Answer all tables for n situations (n x words); what is answered already counts for nothing.

        Takes n bytes for each row of the concluding tables; `blocks` takes less. `threads` work side by side, since numpy lets
        them.

        Raises:
            UndecidedError: a fact table has neither a row nor an `otherwise` for some situation.

        """
        count = len(situations)
        answered = Answered(
            start=0,
            situations=np.empty((count, self.width), dtype=np.uint64, order="F"),
            answers={table.name: np.empty(count, dtype=np.int16) for table in self._facts},
            fires={name: np.empty((len(rows), count), dtype=np.bool_).T for name, rows in self._concluding},
        )
        parts = [slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]
        if threads == 1 or len(parts) == 1:
            for part in parts:
                self._block(situations, part, answered)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(lambda part: self._block(situations, part, answered), parts))
        return answered

    def blocks(self, situations: Words, size: int = BLOCK) -> Iterator[Answered]:
        """Answer all tables block by block, in bounded memory.

        Raises:
            UndecidedError: as `answer`.

        """
        for start in range(0, len(situations), size):
            yield self.answer(situations[start : start + size])._replace(start=start)

    def _block(self, situations: Words, part: slice, answered: Answered) -> None:
        size = part.stop - part.start
        words = [situations[part, place] & mask for place, mask in enumerate(self._underived)]
        hands = _Hands(words, np.empty(size, dtype=np.uint64), np.empty(size, dtype=np.uint64), np.empty(size, dtype=np.bool_))
        for table in self._facts:
            _answer(table, hands, answered.answers[table.name][part])
        for name, rows in self._concluding:
            fires = answered.fires[name]
            for place, row in enumerate(rows):
                _applies(row, hands, fires[part, place])
        for place, word in enumerate(words):
            answered.situations[part, place] = word


def _needed(mechanism: Mechanism, tables: list[Table], period: int) -> list[Table]:
    """Give the fact tables that some tables look at, in the order in which they are answered."""
    seen = 0
    for table in tables:
        seen |= mechanism.mask_behind(column.name for row in table.versions[period] for column in row.columns)
    return [table for table in mechanism.table_steps if table.fact is not None and table.fact.mask & seen]


def _split(mask: int) -> WordMask:
    """Give the words in which a mask has bits, with these bits."""
    places = range(-(-mask.bit_length() // _BITS))
    words = ((place, mask >> place * _BITS & _WORD) for place in places)
    return tuple((place, np.uint64(word)) for place, word in words if word)


def _fact_table(table: Table, period: int) -> _FactTable:
    rows: tuple[Row, ...] = table.versions[period]
    outcomes = [row.outcome for row in rows] + [table.otherwise]
    places = sorted({place for outcome in outcomes for place, _word in _split(outcome)})
    by_word = ((place, np.array([outcome >> place * _BITS & _WORD for outcome in outcomes], dtype=np.uint64)) for place in places)
    return _FactTable(table.name, tuple(_split(row.forbidden) for row in rows), tuple(by_word), bool(table.otherwise))


def _set_values(situations: Words, column: Column, places: NDArray[np.uint8] | None) -> None:
    if places is not None and len(places) and int(places.max()) >= len(column.domain):
        message = f"codes: {column.name}: {int(places.max())} lies outside its domain; allowed: 0 to {len(column.domain) - 1}"
        raise ValueError(message)
    for word, _mask in _split(column.mask):
        bits = np.array([column.bits[value] >> word * _BITS & _WORD for value in column.domain], dtype=np.uint64)
        situations[:, word] |= bits[0] if places is None else bits[places]


def _applies(row: WordMask, hands: _Hands, hit: NDArray[np.bool_]) -> None:
    """Write into `hit` in which situations a row applies; only the words in which it forbids something are read."""
    if not row:
        hit.fill(True)  # noqa: FBT003  the value to fill with
        return
    (place, mask), *others = row
    np.bitwise_and(hands.words[place], mask, out=hands.bits)
    for other, more in others:
        np.bitwise_and(hands.words[other], more, out=hands.more)
        np.bitwise_or(hands.bits, hands.more, out=hands.bits)
    np.equal(hands.bits, 0, out=hit)


def _answer(table: _FactTable, hands: _Hands, numbers: NDArray[np.int16]) -> None:
    """Write the numbers of the rows that apply, the first where several do, and add the answered values to the words."""
    numbers.fill(NONE)
    for number in range(len(table.rows) - 1, -1, -1):
        _applies(table.rows[number], hands, hands.hit)
        np.copyto(numbers, np.int16(number), where=hands.hit)
    if not table.decides and bool((numbers == NONE).any()):
        raise UndecidedError(table.name)
    for place, outcomes in table.outcomes:
        np.take(outcomes, numbers, out=hands.bits, mode="wrap")
        np.bitwise_or(hands.words[place], hands.bits, out=hands.words[place])
