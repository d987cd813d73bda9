# SPDX-License-Identifier: EUPL-1.2
"""The impact of a change of the law, written for people: how many cases, what changes most, and then case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from vejviser.reporting.impact_words import Kind, kind_in_words, kind_of, values_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.bulk.impact_answers import Impact
    from vejviser.reporting.words import Words
    from vejviser.rules.answers import MechanismName


def impact_text(impact: Impact, words: Words) -> str:
    """Write an impact as lines of text that end with a line feed; `words` are those of the new mechanism.

    The ids behind the labels stand where the kinds of change are counted, and not again case by case.
    """
    parts = [_summary(impact, words), _kinds(impact, words), _cases(impact, words), _refused(impact, words)]
    return "\n".join("\n".join(lines) + "\n" for part in parts if (lines := list(part)))


def _summary(impact: Impact, words: Words) -> Iterator[str]:
    old, new = _mechanism(impact.old), _mechanism(impact.new)
    yield words.say("impact.title", old=old, new=new, moment=words.moment(impact.as_of))
    yield ""
    counts = {"open": impact.open, "closed": impact.closed, "refused": impact.refused}
    yield _counted("read", impact.read, words, **{name: words.count(number) for name, number in counts.items()})
    if not impact.changed:
        yield words.say("impact.nothing_changes")
    else:
        share = words.percentage(impact.changed / impact.open)
        yield _counted("changed", impact.changed, words, open=words.count(impact.open), share=share)


def _kinds(impact: Impact, words: Words) -> Iterator[str]:
    if not impact.kinds:
        return
    head = words.say("impact.cases")
    counts = [words.count(count) for count in impact.kinds.values()]
    width = max(map(len, (head, *counts)))
    yield f"{head:>{width}}  {words.say('impact.what_changes')}"
    for kind, count in zip(impact.kinds, counts, strict=True):
        yield f"{count:>{width}}  {kind_in_words(kind_of(kind), words, with_id=True)}"


def _cases(impact: Impact, words: Words) -> Iterator[str]:
    for case in impact.changes:
        yield words.say("impact.case", case=case.case, line=case.line)
        for change in case.changes:
            kind = Kind(change.subject, change.id, change.what)
            yield f"  {kind_in_words(kind, words, with_id=False)}{values_in_words(change, words)}"
    if impact.not_listed is not UNSET and impact.not_listed:
        yield words.say("impact.not_listed", count=words.count(impact.not_listed))


def _refused(impact: Impact, words: Words) -> Iterator[str]:
    if impact.problems:
        yield words.say("impact.refused")
    for line in impact.problems:
        for problem in line.problems:
            yield f"  {words.say('impact.refused_line', line=line.line, problem=problem)}"


def _mechanism(name: MechanismName) -> str:
    return f"{name.id} {name.version} ({name.profile})"


def _counted(name: str, number: int, words: Words, **values: object) -> str:
    """Give the sentence for one or for many."""
    return words.say(f"impact.{name}_{'one' if number == 1 else 'many'}", count=words.count(number), **values)
