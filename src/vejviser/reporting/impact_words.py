# SPDX-License-Identifier: EUPL-1.2
"""The words for what changes: a kind of change, and the two values of a change, with the labels of a mechanism instead of ids."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from vejviser.bulk.impact_answers import ADDED, GONE

if TYPE_CHECKING:
    from vejviser.bulk.impact_answers import Change
    from vejviser.reporting.words import Words

# Subjects of which there are many, told apart by an id: where the texts of a mechanism have the label behind the id.
_LABELLED = {
    "authority": "",
    "clock": "clocks",
    "entitlement": "entitlements",
    "duty": "duties",
    "not allowed": "not_allowed",
    "next step": "next_steps",
    "violation": "violations",
    "flag": "flags",
}
# Where the texts have the label of a value: of the subjects that have one value only, and of the states of the others.
_VALUES = {
    "stage": "stages.",
    "status": "statuses.",
    "outcome": "statuses.",
    "child": "words.",
    "conflict": "words.",
    "authority": "modes.",
    "clock": "states.clock_",
    "entitlement": "states.entitlement_",
    "duty": "states.duty_",
}
_MOVED = re.compile(r"(?:(state|mode) )?(\w+) to (\w+)")


class Kind(NamedTuple):
    """A kind of change, taken apart: `clock reflection: last day later` has subject, id and what; `id` is empty where there is none."""

    subject: str
    id: str
    what: str


def kind_of(name: str) -> Kind:
    """Take the name of a kind of change apart."""
    head, _, what = name.partition(": ")
    subject = next((subject for subject in _LABELLED if head.startswith(f"{subject} ")), head)
    return Kind(subject, head.removeprefix(subject).strip(), what)


def kind_in_words(kind: Kind, words: Words, *, with_id: bool) -> str:
    """Say what changes and how; `with_id` puts the id in brackets behind its label."""
    subject = _phrase("subject", kind.subject, words)
    what = _what(kind, words)
    if not kind.id:
        return words.say("impact.one_only", subject=subject, what=what)
    label = _label(kind, words)
    # The names of some organisations end with their short form, which is the id.
    shown = f"{label} ({kind.id})" if with_id and label != kind.id and f"({kind.id})" not in label.lower() else label
    return words.say("impact.one_of_many", subject=subject, label=shown, what=what)


def values_in_words(change: Change, words: Words) -> str:
    """Show both values, or the one there is, unless the kind of change says them; empty or with what joins it to the kind."""
    values = [_value(change, value, words) for value in (change.before, change.after) if value is not None]
    if change.subject == "case file":
        return f" ({change.before if change.after == 'accepted' else change.after})"
    if change.what in (ADDED, GONE):
        return f" ({values[0]})" if values and change.id not in (change.before, change.after) else ""
    if not values or _MOVED.fullmatch(change.what) or all(value in change.what for value in (change.before, change.after) if value):
        return ""
    return f": {_from_to(values[0], values[1], words)}" if len(values) > 1 else f": {values[0]}"


def _what(kind: Kind, words: Words) -> str:
    moved = _MOVED.fullmatch(kind.what)
    if moved is None:
        return _phrase("what", kind.what, words)
    field, before, after = moved.groups()
    said = _from_to(_value_label(kind.subject, before, words), _value_label(kind.subject, after, words), words)
    return said if field is None else f"{_phrase('what', field, words)} {said}"


def _from_to(before: str, after: str, words: Words) -> str:
    return words.say("impact.from_to", before=before, after=after)


def _phrase(section: str, name: str, words: Words) -> str:
    """Give the text for words of the program; where a mechanism lacks it, the words themselves."""
    path = f"report.impact.{section}.{name.replace(' ', '_')}"
    return words.text(path) if words.has(path) else name


def _label(kind: Kind, words: Words) -> str:
    if kind.subject == "authority":
        return words.organisation(kind.id)
    section = _LABELLED[kind.subject]
    return words.label(section, kind.id) if words.has(f"{section}.{kind.id}.label") else kind.id


def _value_label(subject: str, value: str, words: Words) -> str:
    paths = (f"report.impact.no_{subject}", "words.none") if value == "none" else (f"{_VALUES.get(subject, '')}{value}",)
    return next((words.text(path) for path in paths if words.has(path)), value)


def _value(change: Change, value: str, words: Words) -> str:
    """Show one value: an event by its place, a day with its weekday, actors by their names, a state by its label."""
    if change.subject == "violation" and change.what in (ADDED, GONE):
        return words.say("impact.event", place=value)
    if change.what == "actors changed" or (change.subject == "next step" and change.what in (ADDED, GONE)):
        return ", ".join(words.organisation(name) for name in value.split(", "))
    try:
        return words.date(dt.date.fromisoformat(value))
    except ValueError:
        return _value_label(change.subject, value, words)
