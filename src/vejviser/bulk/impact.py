# SPDX-License-Identifier: EUPL-1.2
"""Which open cases change when a rule or a number of the law changes: two mechanisms compared on the cases at hand.

Each case is read once and folded under both mechanisms, the tables are answered for many cases at once, and only a case that may
differ is assessed in full. Unchanged cases are forgotten block by block.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from vejviser.bulk.differences import Compared, differences
from vejviser.bulk.impact_answers import Change, ChangedCase, Impact, RefusedLine
from vejviser.bulk.outcomes import Outcomes, Side
from vejviser.rules.answers import MechanismName
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from, decode
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism

BLOCK = 4_096
# Outcomes that may be remembered before all are forgotten, so that memory stays bounded whatever the cases are.
MOST_REMEMBERED = 100_000
CONTENT = Compared()


class _Line(NamedTuple):
    """A line as each mechanism read it: the case, or the problems for which it was refused."""

    number: int
    old: Case | None
    new: Case | None
    problems: tuple[str, ...]


def impact(  # noqa: PLR0913  the last five are choices with a default
    old: Mechanism,
    new: Mechanism,
    lines: Iterable[bytes],
    as_of: Moment,
    *,
    today: dt.date,
    compared: Compared = CONTENT,
    most_listed: int | None = None,
    block: int = BLOCK,
    progress: Callable[[int], None] | None = None,
) -> Impact:
    """Compare two mechanisms on the open cases among `lines` of JSON, all at the moment `as_of` (of the old mechanism's zone).

    A line is a case file, or `{"case": {case file}, …}`, of which only the case file is used; it may name either mechanism. A case
    is closed if its stage is the last one under both mechanisms. `today` is the latest legal day of birth that is accepted.
    `compared` adds rules and wording to the content that is compared. `most_listed` bounds the two lists of the answer, not the
    counts. `progress` is told the number of lines read, after each block of `block` lines.

    Raises:
        PackError: a table of one mechanism has no row for a case.

    """
    comparison = _Comparison(old, new, as_of, today=today, compared=compared, most_listed=most_listed)
    numbered = enumerate(lines, start=1)
    while batch := list(islice(numbered, block)):
        comparison.add(batch)
        if progress is not None:
            progress(comparison.read)
    return comparison.result()


class _Comparison:
    """The comparison of two mechanisms, block by block."""

    def __init__(  # noqa: PLR0913  the arguments of `impact`
        self,
        old: Mechanism,
        new: Mechanism,
        as_of: Moment,
        *,
        today: dt.date,
        compared: Compared,
        most_listed: int | None,
    ) -> None:
        self.compared, self.today, self.most_listed = compared, today, most_listed
        as_of_new = as_of if old.zone.name == new.zone.name else new.zone.moment(as_of.local)
        self.outcomes = Outcomes()
        self.old, self.new = Side(old, as_of, compared, self.outcomes), Side(new, as_of_new, compared, self.outcomes)
        self.read_alike = _read_alike(old, new)
        self.read = self.open = self.refused = self.changed = 0
        self.kinds: Counter[str] = Counter()
        self.changes: list[ChangedCase] = []
        self.problems: list[RefusedLine] = []

    def add(self, batch: list[tuple[int, bytes]]) -> None:
        """Compare the cases of some numbered lines."""
        self.read += len(batch)
        if len(self.outcomes) > MOST_REMEMBERED:
            self.outcomes.forget()
            self.old.forget()
            self.new.forget()
        found: dict[int, ChangedCase] = {}
        both, one = [], []
        for number, text in batch:
            line = self._line(number, text)
            if line.old is not None and line.new is not None:
                both.append((number, line.old, line.new))
            elif line.old is None and line.new is None:
                self._refuse(line)
            else:
                one.append(line)
        for changed in (*self._in_both(both), *self._in_one(one)):
            found[changed.line] = changed
        for _number, changed in sorted(found.items()):
            self._count(changed)

    def result(self) -> Impact:
        """Give what was found so far."""
        left_out = self.changed - len(self.changes) + self.refused - len(self.problems)
        return Impact(
            old=_name(self.old.mechanism),
            new=_name(self.new.mechanism),
            as_of=self.old.as_of.local,
            read=self.read,
            open=self.open,
            closed=self.read - self.open - self.refused,
            refused=self.refused,
            changed=self.changed,
            kinds=dict(sorted(self.kinds.items(), key=lambda entry: (-entry[1], entry[0]))),
            changes=tuple(self.changes),
            problems=tuple(self.problems),
            not_listed=UNSET if self.most_listed is None else left_out,
        )

    def _line(self, number: int, text: bytes) -> _Line:
        try:
            raw = decode(text)
        except RefusedError as error:
            return _Line(number, None, None, tuple(str(problem) for problem in error.problems))
        if isinstance(raw, dict) and isinstance(raw.get("case"), dict):
            raw = raw["case"]
        old, problems = self._case(self.old.mechanism, raw)
        if self.read_alike:
            return _Line(number, old, old, problems)
        new, more = self._case(self.new.mechanism, raw)
        return _Line(number, old, new, tuple(dict.fromkeys((*problems, *more))))

    def _case(self, mechanism: Mechanism, raw: object) -> tuple[Case | None, tuple[str, ...]]:
        if isinstance(raw, dict) and raw.get("mechanism") in (self.old.mechanism.id, self.new.mechanism.id):
            raw = {**raw, "mechanism": mechanism.id}
        try:
            return case_from(raw, mechanism.vocabulary, today=self.today), ()
        except RefusedError as error:
            return None, tuple(str(problem) for problem in error.problems)

    def _in_both(self, cases: list[tuple[int, Case, Case]]) -> list[ChangedCase]:
        """Compare cases that both mechanisms accept."""
        if not cases:
            return []
        standings_old = [self.old.standing(old) for _number, old, _new in cases]
        standings_new = [self.new.standing(new) for _number, _old, new in cases]
        old, new = self.old.follows(standings_old), self.new.follows(standings_new)
        changed = []
        for place, (number, case_old, case_new) in enumerate(cases):
            if old.ended[place] and new.ended[place]:
                continue
            self.open += 1
            alike = old.numbers[place] == new.numbers[place] and standings_old[place].beside == standings_new[place].beside
            changes = () if alike else self._differences(case_old, case_new)
            if changes:
                changed.append(ChangedCase(number, case_old.id, changes))
        return changed

    def _differences(self, old: Case, new: Case) -> tuple[Change, ...]:
        before = assess(self.old.mechanism, old, self.old.as_of)
        after = assess(self.new.mechanism, new, self.new.as_of)
        return differences(before, after, self.compared)

    def _in_one(self, lines: list[_Line]) -> list[ChangedCase]:
        """Report open cases that only one of the mechanisms accepts."""
        changed = []
        for line in lines:
            side, case, what = (self.old, line.old, "no longer accepted") if line.new is None else (self.new, line.new, "now accepted")
            if case is None or side.follows([side.standing(case)]).ended[0]:
                continue
            self.open += 1
            refusal = "; ".join(line.problems)
            values = ("accepted", refusal) if line.new is None else (refusal, "accepted")
            changed.append(ChangedCase(line.number, case.id, (Change("case file", "", what, *values),)))
        return changed

    def _refuse(self, line: _Line) -> None:
        self.refused += 1
        if self._has_room(len(self.problems)):
            self.problems.append(RefusedLine(line.number, line.problems))

    def _count(self, changed: ChangedCase) -> None:
        self.changed += 1
        self.kinds.update({change.kind for change in changed.changes})
        if self._has_room(len(self.changes)):
            self.changes.append(changed)

    def _has_room(self, listed: int) -> bool:
        return self.most_listed is None or listed < self.most_listed


def _read_alike(old: Mechanism, new: Mechanism) -> bool:
    """Whether both mechanisms read every case file in the same way, so that reading it once will do."""
    return (old.id, old.zone.name, old.events, old.register.ids) == (new.id, new.zone.name, new.events, new.register.ids)


def _name(mechanism: Mechanism) -> MechanismName:
    return MechanismName(mechanism.id, mechanism.version, mechanism.profile)
