# SPDX-License-Identifier: EUPL-1.2
"""The impact of a change of the law, written for people: how many cases, what changes most, and then case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from vejviser.bulk.impact_answers import ADDED, GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.bulk.impact_answers import Change, Impact
    from vejviser.rules.answers import MechanismName
    from vejviser.rules.texts import Texts

# Where the texts of a mechanism have the label of each subject.
_LABELS = {
    "clock": "clocks",
    "entitlement": "entitlements",
    "duty": "duties",
    "not allowed": "not_allowed",
    "next step": "next_steps",
    "violation": "violations",
    "flag": "flags",
}


def impact_text(impact: Impact, texts: Texts) -> str:
    """Write an impact as lines of text that end with a line feed; `texts` (of the new mechanism) gives the labels behind the ids."""
    parts = [_summary(impact), _kinds(impact, texts), _cases(impact, texts), _refused(impact)]
    return "\n".join("\n".join(lines) + "\n" for part in parts if (lines := list(part)))


def _summary(impact: Impact) -> Iterator[str]:
    yield f"What changes for open cases: from {_mechanism(impact.old)} to {_mechanism(impact.new)}, as of {impact.as_of}"
    yield ""
    yield f"{_count(impact.read, 'line')} read: {impact.open:,} open, {impact.closed:,} closed, {impact.refused:,} refused"
    if not impact.changed:
        yield "No open case changes."
    else:
        share = f"{impact.changed / impact.open:.1%}"
        yield f"{_count(impact.changed, 'open case')} of {impact.open:,} ({share}) would be answered otherwise."


def _kinds(impact: Impact, texts: Texts) -> Iterator[str]:
    if not impact.kinds:
        return
    width = max(len("Cases"), *(len(f"{count:,}") for count in impact.kinds.values()))
    yield f"{'Cases':>{width}}  What changes"
    for kind, count in impact.kinds.items():
        yield f"{count:>{width},}  {_labelled(kind, texts)}"


def _cases(impact: Impact, texts: Texts) -> Iterator[str]:
    for case in impact.changes:
        yield f"{case.case} (line {case.line})"
        for change in case.changes:
            yield f"  {_labelled(change.kind, texts)}{_values(change)}"
    if impact.not_listed is not UNSET and impact.not_listed:
        yield f"Not listed: {impact.not_listed:,} more"


def _refused(impact: Impact) -> Iterator[str]:
    if impact.problems:
        yield "Refused"
    for line in impact.problems:
        for problem in line.problems:
            yield f"  line {line.line}: {problem}"


def _labelled(kind: str, texts: Texts) -> str:
    """Put the label of what changes before its id, where the mechanism has one."""
    head, _, what = kind.partition(": ")
    subject = next((subject for subject in _LABELS if head.startswith(f"{subject} ")), None)
    if subject is None:
        return kind
    name = head.removeprefix(f"{subject} ")
    label = texts.find(f"{_LABELS[subject]}.{name}.label")
    return f"{subject} {label} ({name}): {what}" if isinstance(label, str) else kind


def _values(change: Change) -> str:
    """Show both values, or the one there is, unless the kind of change says them."""
    before, after = change.before or "none", change.after or "none"
    if change.what in (ADDED, GONE):
        value = (after if change.before is None else before) if change.id not in (before, after) else ""
        place = "event " if change.subject == "violation" else ""
        return f" ({place}{value})" if value else ""
    if all(value == "none" or value in change.kind for value in (before, after)):
        return ""
    return f": {before} -> {after}"


def _mechanism(name: MechanismName) -> str:
    return f"{name.id} {name.version} ({name.profile})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
